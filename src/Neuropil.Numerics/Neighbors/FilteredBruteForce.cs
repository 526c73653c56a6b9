using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>
/// Exact neighbours by looking at every pair, most of them only in single precision: |v(a)|² + |v(b)|² − 2 v(a)·v(b), from a blocked
/// product, is a distance with a known greatest error. Pairs that it shows to be too far are left out; the others are measured by the
/// metric itself, in double precision.
/// </summary>
/// <remarks>
/// <para>Of long vectors short ones are looked at first (<see cref="LeadingDirections"/>): they are never farther apart than the long ones, so
/// what they show to be too far is too far. The vectors are laid out so that near ones stand together; then whole tiles are left out.</para>
/// <para>The answer has the bytes of plain brute force: single precision only decides what is certain. So products, short vectors and
/// layout may use whatever instructions there are.</para>
/// </remarks>
internal sealed partial class FilteredBruteForce<TMetric> : INeighborFilter
    where TMetric : struct, IInnerProductMetric
{
    private const int Width = PackedVectors.Width;
    private const int TileSize = Width * Width;

    // So many pairs of a tile are measured at once; with more of them a look at the long vectors is worth its time.
    private const int FewPairs = 12;
    private const int QueriesPerBlock = 6 * Width;

    // A query farther out than this (the points reach to about 1) could leave the range of single precision: all are candidates then.
    private const double LongestVector = 1e15;
    private readonly Matrix points;
    private readonly TMetric metric;
    private readonly double[] centre;
    private readonly double scale;
    private readonly LeadingDirections? directions;
    private readonly PackedVectors vectors;
    private readonly PackedVectors? shortVectors;

    /// <summary>The row of each slot.</summary>
    private readonly int[] order;
    private readonly float[] squares;
    private readonly double[] norms;
    private readonly double[] panelNorms;

    private FilteredBruteForce(Matrix points, TMetric metric, double[] centre, double scale, Execution execution)
    {
        this.points = points;
        this.metric = metric;
        this.centre = centre;
        this.scale = scale;
        int count = points.RowCount;
        int dimension = points.ColumnCount;
        directions = LeadingDirections.TryFind(count, dimension, (row, vector) => ToVector(points.Row(row), vector), execution);
        vectors = new PackedVectors(count, dimension);
        squares = new float[vectors.PanelCount * Width];
        Array.Fill(squares, float.PositiveInfinity);
        norms = new double[count];
        panelNorms = new double[vectors.PanelCount];
        order = new int[count];
        Matrix? shorts = directions is null ? null : Shortened(execution);
        if (shorts is not null)
        {
            order = SpreadOrder.Of(shorts, Width);
            shortVectors = new PackedVectors(count, shorts.ColumnCount);
        }
        else
        {
            for (int slot = 0; slot < count; slot++)
            {
                order[slot] = slot;
            }
        }

        Blocks.For(count, Width, execution, (start, end) =>
        {
            double[] vector = new double[dimension];
            for (int slot = start; slot < end; slot++)
            {
                double norm = ToVector(points.Row(order[slot]), vector);
                vectors.Set(slot, vector);
                shortVectors?.Set(slot, shorts!.Row(order[slot]));
                norms[slot] = norm;
                squares[slot] = (float)(norm * norm);
                panelNorms[start / Width] = Math.Max(panelNorms[start / Width], norm);
            }
        });
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
        Blocks.For(queries.RowCount, QueriesPerBlock, execution, (start, end) =>
        {
            FindBlock(queries, start, end, neighborCount, rows, distances, execution.Cancellation);
            execution.Report("neighbours", Interlocked.Add(ref done, end - start) / (double)queries.RowCount);
        });
    }

    private void FindBlock(Matrix queries, int start, int end, int neighborCount, int[] rows, double[] distances, CancellationToken cancellation)
    {
        int count = end - start;
        PackedVectors packed = new(count, points.ColumnCount);
        PackedVectors? shortPacked = shortVectors is null ? null : new PackedVectors(count, shortVectors.Dimension);
        double[] queryNorms = new double[count];
        double[] vector = new double[points.ColumnCount];
        double[] shorter = new double[shortVectors?.Dimension ?? 0];
        for (int index = 0; index < count; index++)
        {
            queryNorms[index] = ToVector(queries.Row(start + index), vector);
            packed.Set(index, vector);
            if (shortPacked is not null)
            {
                directions!.Shorten(vector, shorter);
                shortPacked.Set(index, shorter);
            }
        }

        rows.AsSpan(start * neighborCount, count * neighborCount).Fill(-1);
        distances.AsSpan(start * neighborCount, count * neighborCount).Fill(double.PositiveInfinity);
        int[] counts = new int[count];
        double[] bounds = new double[count];
        Array.Fill(bounds, double.PositiveInfinity);
        float[] limits = new float[Width];
        uint[] candidates = new uint[Width];
        Span<float> products = stackalloc float[TileSize];
        for (int panel = 0; panel < vectors.PanelCount; panel++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int queryPanel = 0; queryPanel < packed.PanelCount; queryPanel++)
            {
                int first = queryPanel * Width;
                int last = Math.Min(Width, count - first);
                for (int lane = 0; lane < last; lane++)
                {
                    limits[lane] = Threshold(bounds[first + lane], queryNorms[first + lane], panelNorms[panel]);
                }

                if (shortPacked is not null)
                {
                    shortPacked.Multiply(queryPanel, shortVectors!, panel, products);
                    if (FindCandidates(products, panel, limits, last, candidates) == 0)
                    {
                        continue;
                    }
                }

                if (shortPacked is null || CountOf(candidates, last) > FewPairs)
                {
                    packed.Multiply(queryPanel, vectors, panel, products);
                    FindCandidates(products, panel, limits, last, candidates);
                }

                for (int lane = 0; lane < last; lane++)
                {
                    if (candidates[lane] == 0)
                    {
                        continue;
                    }

                    int index = first + lane;
                    int at = (start + index) * neighborCount;
                    NeighborList nearest = new(rows.AsSpan(at, neighborCount), distances.AsSpan(at, neighborCount), counts[index]);
                    Measure(queries.Row(start + index), panel, candidates[lane], ref nearest);
                    counts[index] = nearest.Count;
                    double squared = TMetric.SquaredOf(nearest.Bound) * scale * scale * (1 + 1e-12);
                    bounds[index] = queryNorms[index] < LongestVector ? squared - (queryNorms[index] * queryNorms[index]) : double.PositiveInfinity;
                }
            }
        }
    }

    /// <summary>Which of a panel's points may have |v(b)|² − 2 v(a)·v(b) ≤ a limit, for each lane of a: one bit a point.</summary>
    private uint FindCandidates(ReadOnlySpan<float> products, int panel, float[] limits, int lanes, uint[] candidates)
    {
        uint present = Present(panel);
        uint any = 0;
        ref float square = ref squares[panel * Width];
        Vector256<float> lowSquares = Vector256.LoadUnsafe(ref square);
        Vector256<float> highSquares = Vector256.LoadUnsafe(ref square, 8);
        for (int lane = 0; lane < lanes; lane++)
        {
            ref float product = ref Unsafe.Add(ref MemoryMarshal.GetReference(products), lane * Width);
            Vector256<float> limit = Vector256.Create(limits[lane]);
            Vector256<float> low = lowSquares - (Vector256.LoadUnsafe(ref product) * 2);
            Vector256<float> high = highSquares - (Vector256.LoadUnsafe(ref product, 8) * 2);

            // Not "≤": a product that is not a number is a candidate.
            uint excluded = Vector256.ExtractMostSignificantBits(Vector256.GreaterThan(low, limit))
                | (Vector256.ExtractMostSignificantBits(Vector256.GreaterThan(high, limit)) << 8);
            candidates[lane] = ~excluded & present;
            any |= candidates[lane];
        }

        return any;
    }

    private uint Present(int panel) => (1u << Math.Min(Width, points.RowCount - (panel * Width))) - 1;

    private static int CountOf(uint[] candidates, int lanes)
    {
        int count = 0;
        for (int lane = 0; lane < lanes; lane++)
        {
            count += System.Numerics.BitOperations.PopCount(candidates[lane]);
        }

        return count;
    }

    /// <summary>
    /// What |v(b)|² − 2 v(a)·v(b), computed in single precision, does not exceed where in truth it is at most a bound; from the length of
    /// v(a) and that of the longest v(b). Short vectors are as long as the long ones, and their products' errors are smaller.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Threshold(double bound, double norm, double longest)
    {
        double most = bound + Slack(norm, longest);

        // Rounding the bound to single precision must not lower it.
        return (float)(most + (Math.Abs(most) * (1.0 / (1 << 22))));
    }

    /// <summary>The greatest error of a |v(b)|² − 2 v(a)·v(b) in single precision, and somewhat more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Slack(double norm, double longest)
        => (2 * vectors.ProductError * norm * longest) + (((norm * norm) + (longest * longest)) * (1.0 / (1 << 20))) + 1e-30;

    private void Measure(ReadOnlySpan<double> query, int panel, uint candidates, ref NeighborList nearest)
    {
        while (candidates != 0)
        {
            int row = order[(panel * Width) + System.Numerics.BitOperations.TrailingZeroCount(candidates)];
            candidates &= candidates - 1;
            nearest.Offer(row, metric.Distance(query, points.Row(row)));
        }
    }

    private Matrix Shortened(Execution execution)
    {
        int dimension = directions!.ShortDimension;
        double[] shorts = new double[points.RowCount * dimension];
        Blocks.For(points.RowCount, QueriesPerBlock, execution, (start, end) =>
        {
            double[] vector = new double[points.ColumnCount];
            for (int row = start; row < end; row++)
            {
                ToVector(points.Row(row), vector);
                directions.Shorten(vector, shorts.AsSpan(row * dimension, dimension));
            }
        });
        return new Matrix(points.RowCount, dimension, shorts);
    }

    /// <summary>Writes a point's vector, centred and scaled; returns its length.</summary>
    private double ToVector(ReadOnlySpan<double> point, double[] vector)
    {
        TMetric.Vector(point, vector);
        for (int column = 0; column < vector.Length; column++)
        {
            vector[column] = (vector[column] - centre[column]) * scale;
        }

        return Math.Sqrt(OrderedSums.Dot(vector, vector));
    }
}
