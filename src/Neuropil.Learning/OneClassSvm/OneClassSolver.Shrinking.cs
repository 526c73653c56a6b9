using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <content>Gradients from nothing, points left aside and brought back, and the end.</content>
internal sealed partial class OneClassSolver
{
    /// <summary>Computes the gradient from nothing, from a position on.</summary>
    private void FillGradient(int start)
    {
        int[] supported = [.. Enumerable.Range(0, count).Where(position => alpha[position] > 0)];
        double[] supportPoints = new double[supported.Length * points.ColumnCount];
        for (int index = 0; index < supported.Length; index++)
        {
            points.CopyPoint(supported[index], supportPoints.AsSpan(index * points.ColumnCount, points.ColumnCount));
        }

        Execution own = (long)supported.Length * (count - start) < FewestValuesToShare ? execution with { ThreadCount = 1 } : execution;
        Blocks.For(count - start, GradientBlock, own, (from, to) =>
        {
            Span<double> sums = gradient.AsSpan(start + from, to - from);
            sums.Clear();
            Span<double> values = stackalloc double[GradientBlock];
            values = values[..sums.Length];
            for (int index = 0; index < supported.Length; index++)
            {
                kernel.Row(supportPoints.AsSpan(index * points.ColumnCount, points.ColumnCount), points, start + from, values);
                AddScaled(sums, values, alpha[supported[index]]);
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(Span<double> sums, ReadOnlySpan<double> values, double factor)
    {
        Span<Vector256<double>> wideSums = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        ReadOnlySpan<Vector256<double>> wideValues = MemoryMarshal.Cast<double, Vector256<double>>(values);
        Vector256<double> wideFactor = Vector256.Create(factor);
        for (int index = 0; index < wideSums.Length; index++)
        {
            wideSums[index] += wideValues[index] * wideFactor;
        }

        for (int index = wideSums.Length * 4; index < sums.Length; index++)
        {
            sums[index] += values[index] * factor;
        }
    }

    /// <summary>Leaves aside the points at a bound whose gradient says that they stay there.</summary>
    private void Shrink()
    {
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        for (int position = 0; position < activeCount; position++)
        {
            if (alpha[position] < bound[position])
            {
                least = Math.Min(least, gradient[position]);
            }

            if (alpha[position] > 0)
            {
                greatest = Math.Max(greatest, gradient[position]);
            }
        }

        if (!reopened && greatest - least <= 10 * tolerance)
        {
            reopened = true;
            Reopen();
        }

        int[] order = new int[activeCount];
        int kept = 0;
        for (int position = 0; position < order.Length; position++)
        {
            if (!Stays(position, least, greatest))
            {
                order[kept++] = position;
            }
        }

        if (kept == order.Length)
        {
            return;
        }

        int next = kept;
        for (int position = 0; position < order.Length; position++)
        {
            if (Stays(position, least, greatest))
            {
                order[next++] = position;
            }
        }

        Reorder(order, kept);
    }

    private bool Stays(int position, double least, double greatest)
        => (!(alpha[position] < bound[position]) && gradient[position] < least) || (!(alpha[position] > 0) && gradient[position] > greatest);

    private void Reorder(int[] order, int kept)
    {
        int[] oldRows = rows.AsSpan(0, order.Length).ToArray();
        for (int position = 0; position < order.Length; position++)
        {
            rows[position] = oldRows[order[position]];
        }

        ColumnTable.Reorder(alpha, order, scratch);
        ColumnTable.Reorder(bound, order, scratch);
        ColumnTable.Reorder(gradient, order, scratch);
        ColumnTable.Reorder(diagonal, order, scratch);
        points.Reorder(order, scratch);
        kernelRows.Reorder(order, kept, scratch);
        activeCount = kept;
    }

    /// <summary>Brings back the points left aside, with their gradients.</summary>
    private void Reopen()
    {
        if (activeCount < count)
        {
            FillGradient(activeCount);
            activeCount = count;
        }
    }

    /// <summary>Rho (the free points' mean raw score, else the middle of what the bounds allow), and everything by row.</summary>
    private void Finish()
    {
        Coefficients = new double[count];
        RawScores = new double[count];
        for (int position = 0; position < count; position++)
        {
            Coefficients[rows[position]] = alpha[position];
            RawScores[rows[position]] = gradient[position];
        }

        double[] bounds = new double[count];
        for (int position = 0; position < count; position++)
        {
            bounds[rows[position]] = bound[position];
        }

        double freeSum = 0;
        int freeCount = 0;
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        for (int row = 0; row < count; row++)
        {
            if (!(Coefficients[row] < bounds[row]))
            {
                greatest = Math.Max(greatest, RawScores[row]);
            }
            else if (!(Coefficients[row] > 0))
            {
                least = Math.Min(least, RawScores[row]);
            }
            else
            {
                freeSum += RawScores[row];
                freeCount++;
            }
        }

        Rho = freeCount > 0
            ? freeSum / freeCount
            : double.IsInfinity(least) ? greatest : double.IsInfinity(greatest) ? least : (least + greatest) / 2;
    }
}
