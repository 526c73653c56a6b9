using System.Runtime.CompilerServices;

namespace Neuropil.Numerics;

/// <summary>The sum of absolute differences (<see cref="OrderedSums.AbsoluteDistance"/>).</summary>
public readonly struct ManhattanMetric : IMetric
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => OrderedSums.AbsoluteDistance(a, b);
}
