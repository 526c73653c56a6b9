namespace Neuropil.Numerics;

/// <summary>The nearest neighbours of each point of a table, or of new points among those of a table.</summary>
/// <remarks>
/// Ties have an order: nearest first, equal distances by lower row. Distances are compared as they are reported, in double
/// precision. The bytes do not depend on thread count, processor or, for the exact searches, on which search it was.
/// <para><see cref="NeighborSearch.Auto"/>: a k-d tree up to 5 columns, and up to 12 above 40,000 rows or where brute force has no filter (euclidean,
/// manhattan, chebyshev); else brute force while n² · (d + 100) is at most 5·10¹¹, above 50 columns 10¹³ (10¹¹ without a filter: manhattan,
/// chebyshev, one's own), which is 57,000 rows of 50 columns or 106,000 of 784; then NN-descent. An index is always exact.</para>
/// </remarks>
public static class NearestNeighbors
{
    /// <summary>Up to so many columns the k-d tree is the fastest; up to the second number where there are many rows.</summary>
    private const int FewColumns = 5;
    private const int MostTreeColumns = 12;
    private const int MostFilteredRows = 40_000;

    /// <summary>n² · (d + 100) from which on NN-descent is clearly faster than brute force with a single-precision filter, and without one.</summary>
    private const double MostFilteredWork = 5e11;

    /// <summary>Above so many columns the filter leaves out whole tiles, and neighbours of neighbours are harder to find.</summary>
    private const int ManyColumns = 50;
    private const double MostWideWork = 1e13;
    private const double MostPlainWork = 1e11;

    /// <summary>For each row its nearest rows, the row itself first (even among duplicates), then by distance, ties by lower row.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="neighborCount">k, counting the row itself; from 1 to n.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="search">How to search.</param>
    /// <param name="seed">For <see cref="NeighborSearch.NearestNeighborDescent"/>; the exact searches do not use it.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    /// <exception cref="DistanceOverflowException">Rows lie so far apart that their distance overflows.</exception>
    /// <exception cref="ArgumentException">There are fewer rows than neighbours, or the search does not serve the metric.</exception>
    public static NeighborTable Of(
        Matrix points,
        int neighborCount,
        Metric metric = Metric.Euclidean,
        NeighborSearch search = NeighborSearch.Auto,
        long seed = 42,
        Execution? execution = null)
        => metric switch
        {
            Metric.Euclidean => Of(points, neighborCount, default(EuclideanMetric), search, seed, execution),
            Metric.Manhattan => Of(points, neighborCount, default(ManhattanMetric), search, seed, execution),
            Metric.Chebyshev => Of(points, neighborCount, default(ChebyshevMetric), search, seed, execution),
            Metric.Cosine => Of(points, neighborCount, default(CosineMetric), search, seed, execution),
            Metric.Correlation => Of(points, neighborCount, default(CorrelationMetric), search, seed, execution),
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, $"metric is {metric}; expected one of {string.Join(", ", Enum.GetNames<Metric>())}."),
        };

    /// <summary>The same under a metric of one's own.</summary>
    /// <inheritdoc cref="Of(Matrix, int, Metric, NeighborSearch, long, Execution?)"/>
    public static NeighborTable Of<TMetric>(
        Matrix points,
        int neighborCount,
        TMetric metric,
        NeighborSearch search = NeighborSearch.Auto,
        long seed = 42,
        Execution? execution = null)
        where TMetric : struct, IMetric
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.Defined(search, nameof(search));
        points.RequireFinite(nameof(points));
        RequireEnoughRows(points, neighborCount);
        if (MetricOf<TMetric>() is Metric known)
        {
            DistanceRange.Require(points, known, nameof(points));
        }

        execution ??= Execution.Default;
        switch (Resolve(search, MetricOf<TMetric>(), points, neighborCount))
        {
            case NeighborSearch.KdTree:
                int[] rows = new int[points.RowCount * neighborCount];
                double[] distances = new double[rows.Length];
                KdTree.Of(points, execution).NearestToRows(neighborCount, MetricOf<TMetric>()!.Value, rows, distances, execution);
                return new NeighborTable(points.RowCount, neighborCount, rows, distances);
            case NeighborSearch.NearestNeighborDescent when NearestNeighborDescent<TMetric>.Serves(points.RowCount, points.ColumnCount, neighborCount):
                return NearestNeighborDescent<TMetric>.Of(points, neighborCount, metric, seed, execution);
            default:
                return BruteForceNeighbors.Of(points, neighborCount, metric, execution);
        }
    }

    /// <summary>An index of the points, to find the nearest of them to new points.</summary>
    /// <inheritdoc cref="Of(Matrix, int, Metric, NeighborSearch, long, Execution?)"/>
    public static NeighborIndex Index(
        Matrix points,
        Metric metric = Metric.Euclidean,
        NeighborSearch search = NeighborSearch.Auto,
        long seed = 42,
        Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.Defined(metric, nameof(metric));
        Require.Defined(search, nameof(search));
        points.RequireFinite(nameof(points));
        DistanceRange range = DistanceRange.Of(points, metric);
        range.Require(points, nameof(points));
        NeighborSearch resolved = Resolve(search == NeighborSearch.NearestNeighborDescent ? NeighborSearch.Auto : search, metric, points, 1);
        KdTree? tree = resolved == NeighborSearch.KdTree ? KdTree.Of(points, execution ?? Execution.Default) : null;
        return new NeighborIndex(points, metric, tree, range);
    }

    /// <summary>The search that <see cref="NeighborSearch.Auto"/> stands for.</summary>
    private static NeighborSearch Resolve(NeighborSearch search, Metric? metric, Matrix points, int neighborCount)
    {
        bool treeServes = metric is Metric known && KdTree.Serves(known) && points.ColumnCount > 0 && points.RowCount > 0;
        if (search == NeighborSearch.KdTree && !treeServes)
        {
            throw new ArgumentException(
                "A k-d tree serves the euclidean, manhattan and chebyshev metrics of points with coordinates; expected another search. Use Auto or BruteForce.",
                nameof(search));
        }

        if (search != NeighborSearch.Auto)
        {
            return search;
        }

        bool isFiltered = metric is Metric.Euclidean or Metric.Cosine or Metric.Correlation;
        bool isLow = points.ColumnCount <= FewColumns
            || (points.ColumnCount <= MostTreeColumns && (!isFiltered || points.RowCount > MostFilteredRows));
        if (treeServes && isLow)
        {
            return NeighborSearch.KdTree;
        }

        double work = (double)points.RowCount * points.RowCount * (points.ColumnCount + 100);
        double most = !isFiltered ? MostPlainWork : points.ColumnCount > ManyColumns ? MostWideWork : MostFilteredWork;
        return work > most && neighborCount > 1 ? NeighborSearch.NearestNeighborDescent : NeighborSearch.BruteForce;
    }

    private static Metric? MetricOf<TMetric>()
        where TMetric : struct, IMetric
        => default(TMetric) switch
        {
            EuclideanMetric => Metric.Euclidean,
            ManhattanMetric => Metric.Manhattan,
            ChebyshevMetric => Metric.Chebyshev,
            CosineMetric => Metric.Cosine,
            CorrelationMetric => Metric.Correlation,
            _ => null,
        };

    internal static void RequireEnoughRows(Matrix points, int neighborCount)
    {
        Require.AtLeast(neighborCount, 1, nameof(neighborCount));
        if (points.RowCount < neighborCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"points has {points.RowCount} rows; expected at least neighborCount = {neighborCount}. Give more points or ask for fewer neighbours."),
                nameof(points));
        }
    }
}
