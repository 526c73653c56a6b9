namespace Neuropil.Numerics;

/// <summary>
/// A distance, as a struct so that the compiler specialises every loop for it. To bring one's own: implement this in a
/// <c>readonly struct</c> and pass it to <see cref="NearestNeighbors.Of{TMetric}"/>.
/// </summary>
/// <remarks>
/// A result must be ≥ 0, 0 from a point to itself, the same both ways round, and use IEEE operations in a fixed order only, so that it has the
/// same bytes everywhere. The triangle inequality is not needed.
/// </remarks>
public interface IMetric
{
    /// <summary>The distance from <paramref name="a"/> to <paramref name="b"/>.</summary>
    /// <param name="a">d finite coordinates.</param>
    /// <param name="b">As many.</param>
    double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b);
}
