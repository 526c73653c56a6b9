namespace Neuropil.Hdbscan;

/// <summary>Core distances and the minimum spanning tree under mutual reachability, max(core a, core b, distance).</summary>
/// <remarks>Campello et al. 2013, §3.</remarks>
internal static class MutualReachability
{
    /// <summary>In more dimensions the tree leaves out too little to be worth it.</summary>
    public const int MostTreeColumns = 20;

    /// <summary>Neighbours of each point that are kept in memory.</summary>
    public const int NeighborsKept = 16;

    /// <param name="points">In canonical order.</param>
    /// <param name="minSamples">Neighbours that make a core distance.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="execution">Threads, cancellation, progress.</param>
    public static (double[] Cores, MinimumSpanningTree Tree) Of(Matrix points, int minSamples, Metric metric, Execution execution)
        => UsesTree(points, metric)
            ? OnTree(points, minSamples, metric, execution)
            : OverAllPairs(points, minSamples, metric, execution);

    /// <summary>For each of several minSamples, ascending; the neighbours are found once.</summary>
    public static IEnumerable<(int MinSamples, double[] Cores, MinimumSpanningTree Tree)> OfEach(
        Matrix points, int[] minSamples, Metric metric, Execution execution)
    {
        TreeNeighbors? neighbors = UsesTree(points, metric)
            ? TreeNeighbors.Of(KdTree.Of(points, execution), minSamples[^1], int.MaxValue, metric, execution)
            : null;
        foreach (int samples in minSamples)
        {
            (double[] cores, MinimumSpanningTree tree) = neighbors is null
                ? OverAllPairs(points, samples, metric, execution)
                : FromNeighbors(points, neighbors, samples, metric, execution);
            yield return (samples, cores, tree);
        }
    }

    /// <summary>The distance from each point to its minSamples-th nearest other point.</summary>
    public static double[] CoreDistances(Matrix points, int minSamples, Metric metric, Execution execution)
    {
        NeighborTable neighbors = NearestNeighbors.Of(points, minSamples + 1, metric, execution: execution);
        double[] cores = new double[points.RowCount];
        for (int point = 0; point < cores.Length; point++)
        {
            cores[point] = neighbors.Distances(point)[minSamples];
        }

        return cores;
    }

    /// <summary>The tree for core distances that are known.</summary>
    public static MinimumSpanningTree FromCores(Matrix points, double[] cores, Metric metric, Execution execution)
    {
        execution.Report("spanning tree", 0);
        return UsesTree(points, metric) ? Boruvka(points, new BoruvkaState(KdTree.Of(points, execution), cores), metric, execution) : Prim(points, cores, metric, execution);
    }

    private static bool UsesTree(Matrix points, Metric metric) => KdTree.Serves(metric) && points.ColumnCount <= MostTreeColumns;

    private static (double[] Cores, MinimumSpanningTree Tree) OnTree(Matrix points, int minSamples, Metric metric, Execution execution)
    {
        execution.Report("k-d tree", 0);
        KdTree tree = KdTree.Of(points, execution);
        execution.Report("core distances", 0);
        TreeNeighbors neighbors = TreeNeighbors.Of(tree, minSamples, NeighborsKept, metric, execution);
        return FromNeighbors(points, neighbors, minSamples, metric, execution);
    }

    public static (double[] Cores, MinimumSpanningTree Tree) FromNeighbors(
        Matrix points, TreeNeighbors neighbors, int minSamples, Metric metric, Execution execution)
    {
        double[] cores = new double[points.RowCount];
        for (int slot = 0; slot < cores.Length; slot++)
        {
            cores[neighbors.Tree.Rows[slot]] = neighbors.Core(slot, minSamples);
        }

        execution.Report("spanning tree", 0);
        return (cores, Boruvka(points, new BoruvkaState(neighbors, minSamples), metric, execution));
    }

    private static MinimumSpanningTree Boruvka(Matrix points, BoruvkaState state, Metric metric, Execution execution)
        => metric switch
        {
            Metric.Euclidean => BoruvkaSpanningTree<EuclideanTreeMetric>.Of(points, state, execution),
            Metric.Manhattan => BoruvkaSpanningTree<ManhattanTreeMetric>.Of(points, state, execution),
            _ => BoruvkaSpanningTree<ChebyshevTreeMetric>.Of(points, state, execution),
        };

    private static MinimumSpanningTree Prim(Matrix points, double[] cores, Metric metric, Execution execution)
        => metric switch
        {
            Metric.Euclidean => PrimSpanningTree.Of(points, cores, default(EuclideanMetric), execution),
            Metric.Manhattan => PrimSpanningTree.Of(points, cores, default(ManhattanMetric), execution),
            Metric.Chebyshev => PrimSpanningTree.Of(points, cores, default(ChebyshevMetric), execution),
            Metric.Cosine => PrimSpanningTree.Of(points, cores, default(CosineMetric), execution),
            _ => PrimSpanningTree.Of(points, cores, default(CorrelationMetric), execution),
        };

    internal static (double[] Cores, MinimumSpanningTree Tree) OverAllPairs(Matrix points, int minSamples, Metric metric, Execution execution)
    {
        execution.Report("core distances", 0);
        double[] cores = CoreDistances(points, minSamples, metric, execution);
        execution.Report("spanning tree", 0);
        return (cores, Prim(points, cores, metric, execution));
    }
}
