namespace Neuropil.Numerics;

/// <summary>Finds the points of a table that are nearest to new points. Immutable; safe from any thread.</summary>
/// <remarks>
/// Nearest first, ties by lower row. A query's answer depends on the table and that query alone, not on the batch it came in.
/// Made by <see cref="NearestNeighbors.Index"/>.
/// </remarks>
public sealed class NeighborIndex
{
    private const int QueriesPerBlock = 32;
    private const int FewestForFilter = 8;
    private readonly Matrix points;
    private readonly Metric metric;
    private readonly KdTree? tree;
    private readonly DistanceRange range;
    private readonly Lazy<INeighborFilter?> filter;

    internal NeighborIndex(Matrix points, Metric metric, KdTree? tree, DistanceRange range)
    {
        this.range = range;
        this.points = points;
        this.metric = metric;
        this.tree = tree;
        filter = new Lazy<INeighborFilter?>(() => metric switch
        {
            Metric.Euclidean => BruteForceNeighbors.Filter(points, default(EuclideanMetric), Execution.Default),
            Metric.Cosine => BruteForceNeighbors.Filter(points, default(CosineMetric), Execution.Default),
            Metric.Correlation => BruteForceNeighbors.Filter(points, default(CorrelationMetric), Execution.Default),
            _ => null,
        });
    }

    /// <summary>Number of points that can be found.</summary>
    public int RowCount => points.RowCount;

    /// <summary>Number of their coordinates.</summary>
    public int ColumnCount => points.ColumnCount;

    /// <summary>For each query the nearest points of the table.</summary>
    /// <param name="queries">m × d, finite, d as the table's.</param>
    /// <param name="neighborCount">k, from 1 to the number of points.</param>
    /// <param name="execution">Threads, cancellation.</param>
    /// <returns>m × k. Row numbers are those of the table; a query that equals a point finds it as any other.</returns>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    /// <exception cref="DistanceOverflowException">A query lies so far out that its distance overflows.</exception>
    /// <exception cref="ArgumentException">The queries have another width, or there are fewer points than neighbours.</exception>
    public NeighborTable Nearest(Matrix queries, int neighborCount, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        RequireWidth(queries.ColumnCount, nameof(queries));
        queries.RequireFinite(nameof(queries));
        range.Require(queries, nameof(queries));
        NearestNeighbors.RequireEnoughRows(points, neighborCount);
        int[] rows = new int[queries.RowCount * neighborCount];
        double[] distances = new double[rows.Length];
        execution ??= Execution.Default;

        // Packing the points costs about as much as a few queries.
        if (tree is null && queries.RowCount >= FewestForFilter && filter.Value is INeighborFilter found)
        {
            found.Find(queries, false, neighborCount, rows, distances, execution);
            return new NeighborTable(queries.RowCount, neighborCount, rows, distances);
        }

        Blocks.For(queries.RowCount, QueriesPerBlock, execution, (start, end) =>
        {
            for (int query = start; query < end; query++)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                Find(
                    queries.Row(query),
                    rows.AsSpan(query * neighborCount, neighborCount),
                    distances.AsSpan(query * neighborCount, neighborCount));
            }
        });
        return new NeighborTable(queries.RowCount, neighborCount, rows, distances);
    }

    /// <summary>The nearest points to one query.</summary>
    /// <param name="query">d finite coordinates.</param>
    /// <param name="rows">Receives the rows, nearest first; as long as neighbours are wanted.</param>
    /// <param name="distances">Receives their distances; as long.</param>
    /// <exception cref="ArgumentException">Another width, other lengths, fewer points than neighbours, or a coordinate that is not finite.</exception>
    public void Nearest(ReadOnlySpan<double> query, Span<int> rows, Span<double> distances)
    {
        RequireWidth(query.Length, nameof(query));
        if (rows.Length != distances.Length)
        {
            throw new ArgumentException($"rows has room for {rows.Length}, distances for {distances.Length}; expected the same.", nameof(rows));
        }

        NearestNeighbors.RequireEnoughRows(points, rows.Length);
        for (int column = 0; column < query.Length; column++)
        {
            if (!double.IsFinite(query[column]))
            {
                throw new NonFiniteValueException(nameof(query), 0, column, query[column]);
            }
        }

        range.Require(query, 0, nameof(query));
        Find(query, rows, distances);
    }

    private void Find(ReadOnlySpan<double> query, Span<int> rows, Span<double> distances)
    {
        if (tree is not null)
        {
            tree.Nearest(query, metric, rows, distances);
            return;
        }

        switch (metric)
        {
            case Metric.Euclidean:
                BruteForceNeighbors.Nearest(points, query, -1, default(EuclideanMetric), rows, distances);
                break;
            case Metric.Manhattan:
                BruteForceNeighbors.Nearest(points, query, -1, default(ManhattanMetric), rows, distances);
                break;
            case Metric.Chebyshev:
                BruteForceNeighbors.Nearest(points, query, -1, default(ChebyshevMetric), rows, distances);
                break;
            case Metric.Cosine:
                BruteForceNeighbors.Nearest(points, query, -1, default(CosineMetric), rows, distances);
                break;
            default:
                BruteForceNeighbors.Nearest(points, query, -1, default(CorrelationMetric), rows, distances);
                break;
        }
    }

    private void RequireWidth(int width, string name)
    {
        if (width != ColumnCount)
        {
            throw new ArgumentException($"{name} has {width} columns; expected {ColumnCount}, as the indexed points have.", name);
        }
    }
}
