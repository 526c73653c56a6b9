using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>√ of the sum of squares.</summary>
internal readonly struct EuclideanTreeMetric : ITreeMetric
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Term(double difference) => difference * difference;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Term(Vector256<double> difference) => difference * difference;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Join(double one, double other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Join(Vector256<double> one, Vector256<double> other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Distance(double total) => Math.Sqrt(total);

    // √x ≤ r holds, in rounded arithmetic, only for x ≤ r²(1 + 2⁻⁵³)²; the factor is larger than that and its own rounding together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Bound(double distance) => distance * distance * (1 + 1e-15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Term(Vector256<float> difference) => difference * difference;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Join(Vector256<float> one, Vector256<float> other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Term(Vector512<float> difference) => difference * difference;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Join(Vector512<float> one, Vector512<float> other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Total(float distance) => distance * distance;

    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => default(EuclideanMetric).Distance(a, b);
}
