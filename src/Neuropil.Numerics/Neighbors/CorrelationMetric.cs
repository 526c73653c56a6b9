namespace Neuropil.Numerics;

/// <summary>1 − Pearson's correlation of the two points' coordinates, never below 0.</summary>
/// <remarks>
/// A point whose coordinates are all alike has no correlation: its distance to another such point is 0, to any other point 1, as
/// umap-learn has it.
/// </remarks>
public readonly struct CorrelationMetric : IInnerProductMetric
{
    static bool IInnerProductMetric.IsTranslationInvariant => false;

    /// <inheritdoc/>
    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double meanOfA = OrderedSums.Sum(a) / a.Length;
        double meanOfB = OrderedSums.Sum(b) / b.Length;
        return CosineMetric.FromProducts(
            OrderedSums.CentredDot(a, meanOfA, b, meanOfB),
            OrderedSums.CentredDot(a, meanOfA, a, meanOfA),
            OrderedSums.CentredDot(b, meanOfB, b, meanOfB));
    }

    static void IInnerProductMetric.Vector(ReadOnlySpan<double> point, Span<double> vector)
        => CosineMetric.Unit(point, OrderedSums.Sum(point) / point.Length, vector);

    static double IInnerProductMetric.SquaredOf(double distance) => 2 * distance;
}
