using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>
/// Sums over coordinates in one order, whatever the processor: the same numbers give the same bytes.
/// </summary>
/// <remarks>
/// The order: fewer than <see cref="Lanes"/> terms are added from first to last. Otherwise eight partial sums take the terms with
/// index ≡ 0 … 7 (mod 8) of the whole eights; partial sum l is joined with l + 4, then ((0 + 1) + (2 + 3)) of the four that result;
/// the terms left over are added from first to last, and their sum last of all. No multiply is fused with an add.
/// </remarks>
public static class OrderedSums
{
    /// <summary>Number of partial sums; fewer terms than this are added one after the other.</summary>
    public const int Lanes = 8;

    private interface ITerm
    {
        double Of(double a, double b);

        Vector256<double> Of(Vector256<double> a, Vector256<double> b);
    }

    /// <summary>Σ (aᵢ − bᵢ)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Total(a, b, default(SquaredDifference));

    /// <summary>Σ |aᵢ − bᵢ|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AbsoluteDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Total(a, b, default(AbsoluteDifference));

    /// <summary>Σ aᵢ bᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Total(a, b, default(Product));

    /// <summary>Σ aᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(ReadOnlySpan<double> a) => Total(a, a, default(First));

    /// <summary>Σ (aᵢ − centreOfA)(bᵢ − centreOfB).</summary>
    public static double CentredDot(ReadOnlySpan<double> a, double centreOfA, ReadOnlySpan<double> b, double centreOfB)
        => Total(a, b, new CentredProduct(centreOfA, centreOfB));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Total<TTerm>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, TTerm term)
        where TTerm : struct, ITerm
    {
        if (a.Length != b.Length)
        {
            ThrowDifferentLengths(a.Length, b.Length);
        }

        if (a.Length >= Lanes)
        {
            return TotalOfLanes(a, b, term);
        }

        double sum = 0;
        for (int index = 0; index < a.Length; index++)
        {
            sum += term.Of(a[index], b[index]);
        }

        return sum;
    }

    private static double TotalOfLanes<TTerm>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, TTerm term)
        where TTerm : struct, ITerm
    {
        ref double firstOfA = ref MemoryMarshal.GetReference(a);
        ref double firstOfB = ref MemoryMarshal.GetReference(b);
        int whole = a.Length & ~(Lanes - 1);
        Vector256<double> low = Vector256<double>.Zero;
        Vector256<double> high = Vector256<double>.Zero;
        for (int index = 0; index < whole; index += Lanes)
        {
            low += term.Of(Vector256.LoadUnsafe(ref firstOfA, (nuint)index), Vector256.LoadUnsafe(ref firstOfB, (nuint)index));
            high += term.Of(Vector256.LoadUnsafe(ref firstOfA, (nuint)index + 4), Vector256.LoadUnsafe(ref firstOfB, (nuint)index + 4));
        }

        double rest = 0;
        for (int index = whole; index < a.Length; index++)
        {
            rest += term.Of(a[index], b[index]);
        }

        return Join(low + high) + rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Join(Vector256<double> lanes)
        => (lanes.GetElement(0) + lanes.GetElement(1)) + (lanes.GetElement(2) + lanes.GetElement(3));

    private static void ThrowDifferentLengths(int lengthOfA, int lengthOfB)
        => throw new ArgumentException($"The points have {lengthOfA} and {lengthOfB} coordinates; expected the same number.");

    private readonly struct SquaredDifference : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b) => (a - b) * (a - b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Of(Vector256<double> a, Vector256<double> b) => (a - b) * (a - b);
    }

    private readonly struct AbsoluteDifference : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b) => Math.Abs(a - b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Of(Vector256<double> a, Vector256<double> b) => Vector256.Abs(a - b);
    }

    private readonly struct Product : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b) => a * b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Of(Vector256<double> a, Vector256<double> b) => a * b;
    }

    private readonly struct First : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b) => a;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Of(Vector256<double> a, Vector256<double> b) => a;
    }

    private readonly struct CentredProduct(double centreOfA, double centreOfB) : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Of(double a, double b) => (a - centreOfA) * (b - centreOfB);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Of(Vector256<double> a, Vector256<double> b)
            => (a - Vector256.Create(centreOfA)) * (b - Vector256.Create(centreOfB));
    }
}
