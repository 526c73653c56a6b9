using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Umap;

/// <summary>Four lanes: SSE, NEON.</summary>
internal readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    private readonly Vector128<float> value = value;

    public static int Width => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 All(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly float first, nint index) => new(Vector128.LoadUnsafe(in first, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Gather(ref readonly float first, ref readonly int indices)
    {
        ref float start = ref Unsafe.AsRef(in first);
        ref int index = ref Unsafe.AsRef(in indices);
        return new(Vector128.Create(
            Unsafe.Add(ref start, index),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 1)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 2)),
            Unsafe.Add(ref start, Unsafe.Add(ref index, 3))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float first, nint index) => value.StoreUnsafe(ref first, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Least(Lanes128 a, Lanes128 b) =>
#if NET9_0_OR_GREATER
        new(Vector128.MinNative(a.value, b.value));
#else
        new(Vector128.ConditionalSelect(Vector128.LessThan(a.value, b.value), a.value, b.value));
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Most(Lanes128 a, Lanes128 b) =>
#if NET9_0_OR_GREATER
        new(Vector128.MaxNative(a.value, b.value));
#else
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a.value, b.value), a.value, b.value));
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 BitsAsNumber(Lanes128 a) => new(Vector128.ConvertToSingle(a.value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Mantissa(Lanes128 a)
        => new(((a.value.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AddToExponent(Lanes128 a, Lanes128 integer)
        => new((a.value.AsInt32() + (integer.value.AsInt32() << 23)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ZeroWhereOwn(Lanes128 a, ref readonly int indices, int first)
    {
        Vector128<int> own = Vector128.Create(first) + Vector128.Create(0, 1, 2, 3);
        return new(Vector128.AndNot(a.value, Vector128.Equals(Vector128.LoadUnsafe(in indices), own).AsSingle()));
    }
}
