using System.Runtime.CompilerServices;

namespace Neuropil.Umap;

/// <summary>
/// Several numbers that are worked on at once. Every operation gives each lane the bytes that plain <see cref="float"/> arithmetic
/// gives, so the width changes the speed and nothing else. No multiply is fused with an add.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    static abstract int Width { get; }

    static abstract TSelf All(float value);

    static abstract TSelf Load(ref readonly float first, nint index);

    /// <summary>The numbers at the indices that stand from <paramref name="indices"/> on.</summary>
    static abstract TSelf Gather(ref readonly float first, ref readonly int indices);

    void Store(ref float first, nint index);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>The smaller; neither may be NaN.</summary>
    static abstract TSelf Least(TSelf a, TSelf b);

    /// <summary>The larger; neither may be NaN.</summary>
    static abstract TSelf Most(TSelf a, TSelf b);

    /// <summary>The bits of each number as an integer, converted to a number: 2²³ times (biased exponent + fraction), rounded.</summary>
    static abstract TSelf BitsAsNumber(TSelf a);

    /// <summary>The fraction bits under the exponent of 1: from 1 up to 2.</summary>
    static abstract TSelf Mantissa(TSelf a);

    /// <summary>Adds the low bits of <paramref name="integer"/>, moved to where the exponent is, to the bits of <paramref name="a"/>.</summary>
    static abstract TSelf AddToExponent(TSelf a, TSelf integer);

    /// <summary><paramref name="a"/> where the index differs from first, first + 1, …, lane by lane; 0 where it does not.</summary>
    static abstract TSelf ZeroWhereOwn(TSelf a, ref readonly int indices, int first);
}

/// <summary>What follows from the operations, the same for every width.</summary>
internal static class Lanes
{
    private const float RoundingShift = 12582912;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Clip<TLanes>(TLanes a, TLanes least, TLanes most)
        where TLanes : unmanaged, ILanes<TLanes>
        => TLanes.Least(TLanes.Most(a, least), most);

    /// <summary>
    /// x to the power of <paramref name="exponent"/> for positive, normal x, to within .26 % + .6 % of |exponent|: log2 from the exponent bits and a
    /// quadratic in the mantissa, 2^y from the rounded y and a quadratic in the rest. Smooth enough for a gradient, and the layout
    /// does not tell it from the exact power.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Power<TLanes>(TLanes x, TLanes exponent)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes m = TLanes.Mantissa(x);
        TLanes curved = (m * (TLanes.All(1.0397f) - (TLanes.All(0.34656667f) * m))) - TLanes.All(127.69313f);
        TLanes y = ((TLanes.BitsAsNumber(x) * TLanes.All(1.1920929e-7f)) + curved) * exponent;
        TLanes shifted = y + TLanes.All(RoundingShift);
        TLanes rest = y - (shifted - TLanes.All(RoundingShift));
        TLanes power = (((TLanes.All(0.24324493f) * rest) + TLanes.All(0.70360529f)) * rest) + TLanes.All(0.99984887f);
        return TLanes.AddToExponent(power, shifted);
    }

    /// <summary>The pull along an edge at a squared distance, as a multiple of the difference: 2AB·p / (1 + A·p·s) with p = s^(B − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Pull<TLanes>(TLanes square, TLanes a, TLanes exponent, TLanes attraction, TLanes one)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes power = Power(square, exponent);
        return attraction * power / (one + (a * power * square));
    }

    /// <summary>The push of a random point, likewise: 2γB / ((softening + s)(1 + A·p·s)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Push<TLanes>(TLanes square, TLanes a, TLanes exponent, TLanes repulsion, TLanes softening, TLanes one)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes power = Power(square, exponent);
        return repulsion / ((softening + square) * (one + (a * power * square)));
    }
}
