using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// A kernel with its numbers, evaluated between one point and a run of others. Each value is computed by the same operations in the
/// same order wherever it stands in the run, so that cutting a run elsewhere changes nothing.
/// </summary>
internal sealed class KernelFunction(SvmKernel kernel, double gamma, int degree, double offset)
{
    /// <summary>K(point, p) for the points p from <paramref name="start"/> on, as many as <paramref name="values"/> has room for.</summary>
    public void Row(ReadOnlySpan<double> point, ColumnTable points, int start, Span<double> values)
    {
        if (kernel == SvmKernel.Rbf)
        {
            SquaredDistances(point, points, start, values);
            Scale(values, -gamma, 0);
            DeterministicMath.Exp(values, values);
            return;
        }

        Products(point, points, start, values);
        if (kernel == SvmKernel.Linear)
        {
            return;
        }

        Scale(values, gamma, offset);
        if (kernel == SvmKernel.Polynomial)
        {
            Powers(values, degree);
        }
        else
        {
            HyperbolicTangents(values);
        }
    }

    /// <summary>K(p, p) for every point.</summary>
    public double[] Diagonal(ColumnTable points)
    {
        double[] diagonal = new double[points.RowCount];
        if (kernel == SvmKernel.Rbf)
        {
            Array.Fill(diagonal, 1);
            return diagonal;
        }

        double[] point = new double[points.ColumnCount];
        for (int position = 0; position < diagonal.Length; position++)
        {
            points.CopyPoint(position, point);
            Row(point, points, position, diagonal.AsSpan(position, 1));
        }

        return diagonal;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SquaredDistances(ReadOnlySpan<double> point, ColumnTable points, int start, Span<double> values)
    {
        for (int column = 0; column < point.Length; column++)
        {
            double own = point[column];
            ReadOnlySpan<double> others = points.Column(column).AsSpan(start, values.Length);
            Span<Vector256<double>> wide = MemoryMarshal.Cast<double, Vector256<double>>(values);
            ReadOnlySpan<Vector256<double>> wideOthers = MemoryMarshal.Cast<double, Vector256<double>>(others);
            Vector256<double> wideOwn = Vector256.Create(own);
            if (column == 0)
            {
                for (int index = 0; index < wide.Length; index++)
                {
                    Vector256<double> difference = wideOthers[index] - wideOwn;
                    wide[index] = difference * difference;
                }

                for (int index = wide.Length * 4; index < values.Length; index++)
                {
                    double difference = others[index] - own;
                    values[index] = difference * difference;
                }

                continue;
            }

            for (int index = 0; index < wide.Length; index++)
            {
                Vector256<double> difference = wideOthers[index] - wideOwn;
                wide[index] += difference * difference;
            }

            for (int index = wide.Length * 4; index < values.Length; index++)
            {
                double difference = others[index] - own;
                values[index] += difference * difference;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products(ReadOnlySpan<double> point, ColumnTable points, int start, Span<double> values)
    {
        values.Clear();
        for (int column = 0; column < point.Length; column++)
        {
            double own = point[column];
            ReadOnlySpan<double> others = points.Column(column).AsSpan(start, values.Length);
            Span<Vector256<double>> wide = MemoryMarshal.Cast<double, Vector256<double>>(values);
            ReadOnlySpan<Vector256<double>> wideOthers = MemoryMarshal.Cast<double, Vector256<double>>(others);
            Vector256<double> wideOwn = Vector256.Create(own);
            for (int index = 0; index < wide.Length; index++)
            {
                wide[index] += wideOthers[index] * wideOwn;
            }

            for (int index = wide.Length * 4; index < values.Length; index++)
            {
                values[index] += others[index] * own;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(Span<double> values, double factor, double added)
    {
        Span<Vector256<double>> wide = MemoryMarshal.Cast<double, Vector256<double>>(values);
        Vector256<double> wideFactor = Vector256.Create(factor);
        Vector256<double> wideAdded = Vector256.Create(added);
        for (int index = 0; index < wide.Length; index++)
        {
            wide[index] = (wide[index] * wideFactor) + wideAdded;
        }

        for (int index = wide.Length * 4; index < values.Length; index++)
        {
            values[index] = (values[index] * factor) + added;
        }
    }

    private static void Powers(Span<double> values, int exponent)
    {
        foreach (ref double value in values)
        {
            double power = value;
            for (int factor = 1; factor < exponent; factor++)
            {
                power *= value;
            }

            value = power;
        }
    }

    private static void HyperbolicTangents(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = DeterministicMath.Tanh(value);
        }
    }
}
