using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>The sum of absolute differences.</summary>
internal readonly struct ManhattanTreeMetric : ITreeMetric
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Term(double difference) => Math.Abs(difference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Term(Vector256<double> difference) => Vector256.Abs(difference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Join(double one, double other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Join(Vector256<double> one, Vector256<double> other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Distance(double total) => total;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Bound(double distance) => distance;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Term(Vector256<float> difference) => Vector256.Abs(difference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Join(Vector256<float> one, Vector256<float> other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Term(Vector512<float> difference) => Vector512.Abs(difference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Join(Vector512<float> one, Vector512<float> other) => one + other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Total(float distance) => distance;

    public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => default(ManhattanMetric).Distance(a, b);
}
