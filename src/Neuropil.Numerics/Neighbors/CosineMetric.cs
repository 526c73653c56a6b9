namespace Neuropil.Numerics;

/// <summary>1 − a·b / √(a·a · b·b), never below 0.</summary>
/// <remarks>The zero vector has no direction: its distance to another zero vector is 0, to any other point 1, as umap-learn has it.</remarks>
public readonly struct CosineMetric : IMetric
{
    /// <inheritdoc/>
    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        => FromProducts(OrderedSums.Dot(a, b), OrderedSums.Dot(a, a), OrderedSums.Dot(b, b));

    internal static double FromProducts(double product, double squareOfA, double squareOfB)
    {
        if (squareOfA == 0 || squareOfB == 0)
        {
            return squareOfA == squareOfB ? 0 : 1;
        }

        return Math.Max(0, 1 - (product / Math.Sqrt(squareOfA * squareOfB)));
    }
}
