using System.Runtime.CompilerServices;

namespace Neuropil.Numerics;

/// <summary>√ of the sum of squared differences (<see cref="OrderedSums.SquaredDistance"/>).</summary>
public readonly struct EuclideanMetric : IMetric
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Math.Sqrt(OrderedSums.SquaredDistance(a, b));
}
