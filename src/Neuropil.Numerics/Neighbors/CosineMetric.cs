namespace Neuropil.Numerics;

/// <summary>1 − a·b / √(a·a · b·b), never below 0.</summary>
/// <remarks>The zero vector has no direction: its distance to another zero vector is 0, to any other point 1, as umap-learn has it.</remarks>
public readonly struct CosineMetric : IInnerProductMetric
{
    static bool IInnerProductMetric.IsTranslationInvariant => false;

    /// <inheritdoc/>
    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        => FromProducts(OrderedSums.Dot(a, b), OrderedSums.Dot(a, a), OrderedSums.Dot(b, b));

    static void IInnerProductMetric.Vector(ReadOnlySpan<double> point, Span<double> vector) => Unit(point, 0, vector);

    static double IInnerProductMetric.SquaredOf(double distance) => 2 * distance;

    internal static void Unit(ReadOnlySpan<double> point, double centre, Span<double> vector)
    {
        double square = OrderedSums.CentredDot(point, centre, point, centre);
        double scale = square > 0 ? 1 / Math.Sqrt(square) : 0;
        for (int column = 0; column < point.Length; column++)
        {
            vector[column] = (point[column] - centre) * scale;
        }
    }

    internal static double FromProducts(double product, double squareOfA, double squareOfB)
    {
        if (squareOfA == 0 || squareOfB == 0)
        {
            return squareOfA == squareOfB ? 0 : 1;
        }

        double squares = squareOfA * squareOfB;
        double norms = squares is > 1e-290 and < 1e290 ? Math.Sqrt(squares) : Math.Sqrt(squareOfA) * Math.Sqrt(squareOfB);
        return Math.Max(0, 1 - (product / norms));
    }
}
