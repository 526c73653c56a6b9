using System.Runtime.CompilerServices;

namespace Neuropil.Umap;

/// <summary>One lane: where there are no vector instructions.</summary>
internal readonly struct Lane(float value) : ILanes<Lane>
{
    private readonly float value = value;

    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane All(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Load(ref readonly float first, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in first), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Gather(ref readonly float first, ref readonly int indices) => new(Unsafe.Add(ref Unsafe.AsRef(in first), indices));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float first, nint index) => Unsafe.Add(ref first, index) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator +(Lane a, Lane b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator -(Lane a, Lane b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator *(Lane a, Lane b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator /(Lane a, Lane b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Least(Lane a, Lane b) => new(a.value < b.value ? a.value : b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Most(Lane a, Lane b) => new(a.value > b.value ? a.value : b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane BitsAsNumber(Lane a) => new(BitConverter.SingleToInt32Bits(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Mantissa(Lane a)
        => new(BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(a.value) & 0x007FFFFF) | 0x3F800000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane AddToExponent(Lane a, Lane integer)
        => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a.value) + (BitConverter.SingleToInt32Bits(integer.value) << 23)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane ZeroWhereOwn(Lane a, ref readonly int indices, int first) => indices == first ? default : a;
}
