using System.Runtime.CompilerServices;

namespace Neuropil.Numerics;

/// <summary>√ of the sum of squared differences (<see cref="OrderedSums.SquaredDistance"/>).</summary>
public readonly struct EuclideanMetric : IInnerProductMetric
{
    static bool IInnerProductMetric.IsTranslationInvariant => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Math.Sqrt(OrderedSums.SquaredDistance(a, b));

    static void IInnerProductMetric.Vector(ReadOnlySpan<double> point, Span<double> vector) => point.CopyTo(vector);

    static double IInnerProductMetric.SquaredOf(double distance) => distance * distance;
}
