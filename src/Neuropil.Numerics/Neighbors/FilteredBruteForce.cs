using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Numerics;

/// <summary>
/// Exact neighbours by looking at every pair, most of them only in single precision: |v(a)|² + |v(b)|² − 2 v(a)·v(b), from a blocked
/// product, is a distance with a known greatest error. Pairs that it shows to be too far are left out; the others are measured by the
/// metric itself, in double precision.
/// </summary>
/// <remarks>
/// The answer has the bytes of plain brute force: single precision only decides what is certain. So the product may use whatever
/// instructions there are. Error of the product: (d + 4) · 2⁻²⁴ · |v(a)| |v(b)| (Higham 2002, §3.1, and the rounding of the inputs).
/// </remarks>
internal sealed partial class FilteredBruteForce<TMetric> : INeighborFilter
    where TMetric : struct, IInnerProductMetric
{
    private const int RowsPerKernel = 4;
    private const int RowsPerBlock = 96;
    private const int PanelWidth = 16;

    // A query farther out than this (the points reach to about 1) could leave the range of single precision: all are candidates then.
    private const double LongestVector = 1e15;
    private readonly Matrix points;
    private readonly TMetric metric;
    private readonly double[] centre;
    private readonly double scale;
    private readonly double productError;
    private readonly float[] panels;
    private readonly float[] squares;
    private readonly double[] norms;
    private readonly double[] panelNorms;

    private FilteredBruteForce(Matrix points, TMetric metric, double[] centre, double scale, Execution execution)
    {
        this.points = points;
        this.metric = metric;
        this.centre = centre;
        this.scale = scale;
        int dimension = points.ColumnCount;
        productError = (dimension + 4) * 1.1 / (1 << 24);
        int panelCount = Blocks.Count(points.RowCount, PanelWidth);
        panels = new float[panelCount * PanelWidth * dimension];
        squares = new float[panelCount * PanelWidth];
        norms = new double[points.RowCount];
        panelNorms = new double[panelCount];
        Array.Fill(squares, float.PositiveInfinity);
        Blocks.For(points.RowCount, PanelWidth, execution, PackPanel);
    }

    /// <summary>Whether this is faster than looking at every pair in double precision, and the coordinates allow it.</summary>
    public static FilteredBruteForce<TMetric>? TryCreate(Matrix points, TMetric metric, Execution execution)
    {
        if (points.RowCount < 64 || points.ColumnCount < 4 || (long)points.RowCount * points.ColumnCount > 1_000_000_000)
        {
            return null;
        }

        double[] centre = new double[points.ColumnCount];
        if (TMetric.IsTranslationInvariant)
        {
            for (int row = 0; row < points.RowCount; row++)
            {
                ReadOnlySpan<double> point = points.Row(row);
                for (int column = 0; column < centre.Length; column++)
                {
                    centre[column] += point[column] / points.RowCount;
                }
            }
        }

        double largest = 0;
        double largestMoved = 0;
        for (int row = 0; row < points.RowCount; row++)
        {
            ReadOnlySpan<double> point = points.Row(row);
            for (int column = 0; column < centre.Length; column++)
            {
                largest = Math.Max(largest, Math.Abs(point[column]));
                largestMoved = Math.Max(largestMoved, Math.Abs(point[column] - centre[column]));
            }
        }

        // Beyond these the squares of the coordinates leave the range of numbers.
        if (!(largest < 1e140 && (largestMoved > 1e-140 || largestMoved == 0)))
        {
            return null;
        }

        // A power of two, so that scaling rounds nothing.
        double scale = TMetric.IsTranslationInvariant && largestMoved > 0 ? Math.ScaleB(1, -Math.ILogB(largestMoved)) : 1;
        return new FilteredBruteForce<TMetric>(points, metric, centre, scale, execution);
    }

    /// <inheritdoc/>
    public void Find(Matrix queries, bool areSame, int neighborCount, int[] rows, double[] distances, Execution execution)
    {
        if (areSame)
        {
            FindAmongPoints(neighborCount, rows, distances, execution);
            return;
        }

        int done = 0;
        Blocks.For(queries.RowCount, RowsPerBlock, execution, (start, end) =>
        {
            FindBlock(queries, start, end, neighborCount, rows, distances);
            execution.Report("neighbours", Interlocked.Add(ref done, end - start) / (double)queries.RowCount);
        });
    }

    private void FindBlock(Matrix queries, int start, int end, int neighborCount, int[] rows, double[] distances)
    {
        int dimension = points.ColumnCount;
        int kernelCount = Blocks.Count(end - start, RowsPerKernel);
        float[] packed = new float[kernelCount * RowsPerKernel * dimension];
        double[] queryNorms = new double[kernelCount * RowsPerKernel];
        double[] vector = new double[dimension];
        for (int query = start; query < end; query++)
        {
            int index = query - start;
            queryNorms[index] = Pack(
                queries.Row(query), vector, packed.AsSpan((index / RowsPerKernel * RowsPerKernel * dimension) + (index % RowsPerKernel)), RowsPerKernel);
        }

        int[] counts = new int[end - start];
        double[] bounds = new double[end - start];
        Array.Fill(bounds, double.PositiveInfinity);
        for (int query = start; query < end; query++)
        {
            rows.AsSpan(query * neighborCount, neighborCount).Fill(-1);
            distances.AsSpan(query * neighborCount, neighborCount).Fill(double.PositiveInfinity);
        }

        Span<float> products = stackalloc float[RowsPerKernel * PanelWidth];
        for (int panel = 0; panel < panelNorms.Length; panel++)
        {
            ref float firstOfPanel = ref panels[panel * PanelWidth * dimension];
            for (int kernel = 0; kernel < kernelCount; kernel++)
            {
                Multiply(ref packed[kernel * RowsPerKernel * dimension], ref firstOfPanel, dimension, products);
                for (int lane = 0; lane < RowsPerKernel; lane++)
                {
                    int index = (kernel * RowsPerKernel) + lane;
                    int query = start + index;
                    if (query >= end)
                    {
                        break;
                    }

                    uint candidates = Candidates(products.Slice(lane * PanelWidth, PanelWidth), panel, queryNorms[index], bounds[index]);
                    if (candidates != 0)
                    {
                        int at = query * neighborCount;
                        NeighborList nearest = new(rows.AsSpan(at, neighborCount), distances.AsSpan(at, neighborCount), counts[index]);
                        Measure(queries.Row(query), panel, candidates, ref nearest);
                        counts[index] = nearest.Count;
                        double squared = TMetric.SquaredOf(nearest.Bound) * scale * scale * (1 + 1e-12);
                        bounds[index] = queryNorms[index] < LongestVector ? squared - (queryNorms[index] * queryNorms[index]) : double.PositiveInfinity;
                    }
                }
            }
        }
    }

    /// <summary>Which of a panel's points may have |v(b)|² − 2 v(a)·v(b) ≤ bound: one bit a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Candidates(ReadOnlySpan<float> products, int panel, double queryNorm, double bound)
    {
        Vector256<float> limit = Vector256.Create(Threshold(bound, queryNorm, panelNorms[panel]));
        ref float square = ref squares[panel * PanelWidth];
        ref float product = ref MemoryMarshal.GetReference(products);
        Vector256<float> low = Vector256.LoadUnsafe(ref square) - (Vector256.LoadUnsafe(ref product) * 2);
        Vector256<float> high = Vector256.LoadUnsafe(ref square, 8) - (Vector256.LoadUnsafe(ref product, 8) * 2);

        // Not "≤": a product that is not a number is a candidate.
        uint excluded = Vector256.ExtractMostSignificantBits(Vector256.GreaterThan(low, limit))
            | (Vector256.ExtractMostSignificantBits(Vector256.GreaterThan(high, limit)) << 8);
        return ~excluded & 0xFFFF;
    }

    /// <summary>
    /// What |v(b)|² − 2 v(a)·v(b), computed in single precision, does not exceed where in truth it is at most a bound; from the length of
    /// v(a) and that of the longest v(b).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Threshold(double bound, double norm, double longest)
    {
        double slack = (2 * productError * norm * longest) + (((norm * norm) + (longest * longest)) * (1.0 / (1 << 20))) + 1e-30;
        double most = bound + slack;

        // Rounding the bound to single precision must not lower it.
        return (float)(most + (Math.Abs(most) * (1.0 / (1 << 22))));
    }

    private void Measure(ReadOnlySpan<double> query, int panel, uint candidates, ref NeighborList nearest)
    {
        while (candidates != 0)
        {
            int row = (panel * PanelWidth) + System.Numerics.BitOperations.TrailingZeroCount(candidates);
            candidates &= candidates - 1;
            if (row < points.RowCount)
            {
                nearest.Offer(row, metric.Distance(query, points.Row(row)));
            }
        }
    }

    private void PackPanel(int start, int end)
    {
        double[] vector = new double[points.ColumnCount];
        int panel = start / PanelWidth;
        for (int row = start; row < end; row++)
        {
            double norm = Pack(points.Row(row), vector, panels.AsSpan((panel * PanelWidth * points.ColumnCount) + (row - start)), PanelWidth);
            norms[row] = norm;
            squares[row] = (float)(norm * norm);
            panelNorms[panel] = Math.Max(panelNorms[panel], norm);
        }
    }

    /// <summary>Writes a point's vector with a stride; returns its length.</summary>
    private double Pack(ReadOnlySpan<double> point, double[] vector, Span<float> packed, int stride)
    {
        TMetric.Vector(point, vector);
        for (int column = 0; column < vector.Length; column++)
        {
            vector[column] = (vector[column] - centre[column]) * scale;
            packed[column * stride] = (float)vector[column];
        }

        return Math.Sqrt(OrderedSums.Dot(vector, vector));
    }

    /// <summary>The products of four queries with the sixteen points of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ref float rows, ref float panel, int dimension, Span<float> products)
    {
        Vector256<float> low0 = default, low1 = default, low2 = default, low3 = default;
        Vector256<float> high0 = default, high1 = default, high2 = default, high3 = default;
        for (int column = 0; column < dimension; column++)
        {
            Vector256<float> low = Vector256.LoadUnsafe(ref panel);
            Vector256<float> high = Vector256.LoadUnsafe(ref panel, 8);
            Vector256<float> value = Vector256.Create(rows);
            low0 = MultiplyAdd(value, low, low0);
            high0 = MultiplyAdd(value, high, high0);
            value = Vector256.Create(Unsafe.Add(ref rows, 1));
            low1 = MultiplyAdd(value, low, low1);
            high1 = MultiplyAdd(value, high, high1);
            value = Vector256.Create(Unsafe.Add(ref rows, 2));
            low2 = MultiplyAdd(value, low, low2);
            high2 = MultiplyAdd(value, high, high2);
            value = Vector256.Create(Unsafe.Add(ref rows, 3));
            low3 = MultiplyAdd(value, low, low3);
            high3 = MultiplyAdd(value, high, high3);
            panel = ref Unsafe.Add(ref panel, PanelWidth);
            rows = ref Unsafe.Add(ref rows, RowsPerKernel);
        }

        ref float result = ref MemoryMarshal.GetReference(products);
        low0.StoreUnsafe(ref result);
        high0.StoreUnsafe(ref result, 8);
        low1.StoreUnsafe(ref result, 16);
        high1.StoreUnsafe(ref result, 24);
        low2.StoreUnsafe(ref result, 32);
        high2.StoreUnsafe(ref result, 40);
        low3.StoreUnsafe(ref result, 48);
        high3.StoreUnsafe(ref result, 56);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> sum)
        => Fma.IsSupported ? Fma.MultiplyAdd(a, b, sum) : (a * b) + sum;
}
