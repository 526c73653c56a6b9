using System.Runtime.CompilerServices;

namespace Neuropil.Numerics;

/// <summary>The largest absolute difference; 0 for points without coordinates.</summary>
public readonly struct ChebyshevMetric : IMetric
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double largest = 0;
        for (int index = 0; index < a.Length; index++)
        {
            largest = Math.Max(largest, Math.Abs(a[index] - b[index]));
        }

        return largest;
    }
}
