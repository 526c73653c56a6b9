namespace Neuropil.Hdbscan;

/// <summary>Core distances and the minimum spanning tree under mutual reachability, max(core a, core b, distance).</summary>
/// <remarks>Campello et al. 2013, §3.</remarks>
internal static class MutualReachability
{
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

    public static MinimumSpanningTree SpanningTree(Matrix points, double[] cores, Metric metric, Execution execution)
        => metric switch
        {
            Metric.Euclidean => PrimSpanningTree.Of(points, cores, default(EuclideanMetric), execution),
            Metric.Manhattan => PrimSpanningTree.Of(points, cores, default(ManhattanMetric), execution),
            Metric.Chebyshev => PrimSpanningTree.Of(points, cores, default(ChebyshevMetric), execution),
            Metric.Cosine => PrimSpanningTree.Of(points, cores, default(CosineMetric), execution),
            _ => PrimSpanningTree.Of(points, cores, default(CorrelationMetric), execution),
        };
}
