using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Umap;

/// <summary>Eight lanes: AVX2.</summary>
internal readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> value = value;

    public static int Width => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 All(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly float first, nint index) => new(Vector256.LoadUnsafe(in first, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Gather(ref readonly float first, ref readonly int indices)
    {
        ref float start = ref Unsafe.AsRef(in first);
        ref int index = ref Unsafe.AsRef(in indices);
        return new(Vector256.Create(
            Unsafe.Add(ref start, index),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 1)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 2)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 3)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 4)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 5)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 6)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 7))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float first, nint index) => value.StoreUnsafe(ref first, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Least(Lanes256 a, Lanes256 b) =>
#if NET9_0_OR_GREATER
        new(Vector256.MinNative(a.value, b.value));
#else
        new(Vector256.ConditionalSelect(Vector256.LessThan(a.value, b.value), a.value, b.value));
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Most(Lanes256 a, Lanes256 b) =>
#if NET9_0_OR_GREATER
        new(Vector256.MaxNative(a.value, b.value));
#else
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a.value, b.value), a.value, b.value));
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 BitsAsNumber(Lanes256 a) => new(Vector256.ConvertToSingle(a.value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Mantissa(Lanes256 a)
        => new(((a.value.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AddToExponent(Lanes256 a, Lanes256 integer)
        => new((a.value.AsInt32() + (integer.value.AsInt32() << 23)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ZeroWhereOwn(Lanes256 a, ref readonly int indices, int first)
    {
        Vector256<int> own = Vector256.Create(first) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        return new(Vector256.AndNot(a.value, Vector256.Equals(Vector256.LoadUnsafe(in indices), own).AsSingle()));
    }
}
