namespace Neuropil.Numerics;

/// <summary>Exact neighbours by looking at every pair.</summary>
internal static class BruteForceNeighbors
{
    private const int RowsPerBlock = 32;

    public static NeighborTable Of<TMetric>(Matrix points, int neighborCount, TMetric metric, Execution execution)
        where TMetric : struct, IMetric
    {
        int[] rows = new int[points.RowCount * neighborCount];
        double[] distances = new double[rows.Length];
        if (Filter(points, metric, execution) is INeighborFilter filter)
        {
            filter.Find(points, true, neighborCount, rows, distances, execution);
            return new NeighborTable(points.RowCount, neighborCount, rows, distances);
        }

        Blocks.For(points.RowCount, RowsPerBlock, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                rows[row * neighborCount] = row;
                Nearest(
                    points,
                    points.Row(row),
                    row,
                    metric,
                    rows.AsSpan((row * neighborCount) + 1, neighborCount - 1),
                    distances.AsSpan((row * neighborCount) + 1, neighborCount - 1));
            }
        });
        return new NeighborTable(points.RowCount, neighborCount, rows, distances);
    }

    /// <summary>The single-precision filter, where the metric and the points allow one.</summary>
    public static INeighborFilter? Filter<TMetric>(Matrix points, TMetric metric, Execution execution)
        where TMetric : struct, IMetric
        => metric switch
        {
            EuclideanMetric euclidean => FilteredBruteForce<EuclideanMetric>.TryCreate(points, euclidean, execution),
            CosineMetric cosine => FilteredBruteForce<CosineMetric>.TryCreate(points, cosine, execution),
            CorrelationMetric correlation => FilteredBruteForce<CorrelationMetric>.TryCreate(points, correlation, execution),
            _ => null,
        };

    /// <summary>Fills the spans with the nearest points to a query; the row <paramref name="except"/> is left out.</summary>
    public static void Nearest<TMetric>(
        Matrix points, ReadOnlySpan<double> query, int except, TMetric metric, Span<int> rows, Span<double> distances)
        where TMetric : struct, IMetric
    {
        if (rows.IsEmpty)
        {
            return;
        }

        NeighborList nearest = new(rows, distances);
        for (int row = 0; row < points.RowCount; row++)
        {
            if (row != except)
            {
                nearest.Offer(row, metric.Distance(query, points.Row(row)));
            }
        }
    }
}
