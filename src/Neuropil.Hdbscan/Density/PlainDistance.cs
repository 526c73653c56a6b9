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

    /// <summary>From any point to one of the table.</summary>
    public static Func<ReadOnlyMemory<double>, int, double> ToPoint(Matrix points, Metric metric)
        => metric switch
        {
            Metric.Euclidean => From(points, default(EuclideanMetric)),
            Metric.Manhattan => From(points, default(ManhattanMetric)),
            Metric.Chebyshev => From(points, default(ChebyshevMetric)),
            Metric.Cosine => From(points, default(CosineMetric)),
            _ => From(points, default(CorrelationMetric)),
        };

    private static Func<ReadOnlyMemory<double>, int, double> From<TMetric>(Matrix points, TMetric metric)
        where TMetric : struct, IMetric
        => (point, other) => metric.Distance(point.Span, points.Row(other));

    private static Func<int, int, double> Between<TMetric>(Matrix points, TMetric metric)
        where TMetric : struct, IMetric
        => (a, b) => metric.Distance(points.Row(a), points.Row(b));
}
