namespace Neuropil.Hdbscan;

/// <summary>The distance of an option's metric between two points of a table.</summary>
internal static class PlainDistance
{
    public static Func<int, int, double> Of(Matrix points, Metric metric)
        => metric switch
        {
            Metric.Euclidean => Between(points, default(EuclideanMetric)),
            Metric.Manhattan => Between(points, default(ManhattanMetric)),
            Metric.Chebyshev => Between(points, default(ChebyshevMetric)),
            Metric.Cosine => Between(points, default(CosineMetric)),
            _ => Between(points, default(CorrelationMetric)),
        };

    private static Func<int, int, double> Between<TMetric>(Matrix points, TMetric metric)
        where TMetric : struct, IMetric
        => (a, b) => metric.Distance(points.Row(a), points.Row(b));
}
