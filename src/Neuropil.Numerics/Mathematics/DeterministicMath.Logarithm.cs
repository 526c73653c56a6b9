using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuropil.Numerics;

public static partial class DeterministicMath
{
    private const double Ln2High = 0.6931471805598903; // 42 bits: × any exponent is exact
    private const double Ln2Low = 5.497923018708371e-14;
    private const double InverseLn2 = 1.4426950408889634;
    private const double InverseLn2Low = 2.0355273740931033e-17;
    private const ulong LeastMantissa = 0x3FE6_0000_0000_0000; // 0.6875: mantissas lie in [0.6875, 1.375)

    /// <summary>The natural logarithm; NaN below 0, −∞ at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        return bits - 0x0010_0000_0000_0000 < 0x7FE0_0000_0000_0000 ? LogOfNormal(bits, 0) : LogOfExtreme(x);
    }

    /// <summary>The logarithm to base 2; exact for powers of two.</summary>
    public static double Log2(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return LogOfExtreme(x);
        }

        double high = Log(x, 0, out double low);
        double product = Multiply(high, InverseLn2, out double productLow);
        return product + (productLow + ((high * InverseLn2Low) + (low * InverseLn2)));
    }

    /// <summary>The natural logarithm of 1 + <paramref name="x"/>; exact near 0, where the sum would lose digits. NaN below −1.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1) || double.IsPositiveInfinity(x))
        {
            return x == -1 ? double.NegativeInfinity : double.IsPositiveInfinity(x) ? x : double.NaN;
        }

        if (Math.Abs(x) < 1e-20)
        {
            return x;
        }

        double sum = Add(1, x, out double error);
        double high = Log(sum, error, out double low);
        return high + low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogOfNormal(ulong bits, int exponentBelow)
    {
        double rest = Reduce(bits, exponentBelow, 0, out double restLow, out double whole, out double wholeLow);
        double high = whole + rest;
        double low = (whole - high) + rest + (wholeLow + restLow);
        double square = rest * rest;
        return high + (low + (square * (-0.5 + BeyondSquare(rest, square))));
    }

    private static double LogOfExtreme(double x)
    {
        if (!(x > 0))
        {
            return x == 0 ? double.NegativeInfinity : double.NaN;
        }

        return double.IsPositiveInfinity(x) ? x : LogOfNormal(BitConverter.DoubleToUInt64Bits(x * (1L << 54)), 54);
    }

    /// <summary>log(x + error) as a sum of two, to 2⁻⁶⁶ of itself; x is positive and finite, error at most half its last place.</summary>
    private static double Log(double x, double error, out double low)
    {
        int exponentBelow = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 1L << 54;
            exponentBelow = 54;
        }

        double rest = Reduce(BitConverter.DoubleToUInt64Bits(x), exponentBelow, error, out double restLow, out double whole, out double wholeLow);
        double high = AddSmaller(whole, rest, out low);
        low += wholeLow + (restLow - (restLow * rest));

        // −r²/2 as a pair, the terms beyond as one number.
        double square = Multiply(rest, rest, out double squareLow);
        high = AddSmaller(high, -0.5 * square, out double sumLow);
        low += sumLow + ((-0.5 * squareLow) + (square * BeyondSquare(rest, square)));
        return AddSmaller(high, low, out low);
    }

    /// <summary>
    /// x = 2^k z; 1/c from the table is near 1/z and has 11 bits, so that z/c − 1 = rest + restLow is exact; whole + wholeLow = k ln 2 + log c.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Reduce(ulong bits, int exponentBelow, double error, out double restLow, out double whole, out double wholeLow)
    {
        ulong offset = bits - LeastMantissa;
        int exponent = (int)((long)offset >> 52);
        double mantissa = BitConverter.UInt64BitsToDouble(bits - (offset & 0xFFF0_0000_0000_0000));
        ref double entry = ref Unsafe.Add(ref MemoryMarshal.GetReference(Logarithms), (int)((offset >> 45) & 127) * 3);
        double inverse = entry;
        double upper = UpperHalf(mantissa);
        double upperRest = (upper * inverse) - 1;
        double lowerRest = (mantissa - upper) * inverse;
        double rest = upperRest + lowerRest;
        restLow = (upperRest - rest) + lowerRest;
        if (error != 0)
        {
            restLow += Math.ScaleB(error, -exponent) * inverse;
        }

        double scale = exponent - exponentBelow;
        whole = (scale * Ln2High) + Unsafe.Add(ref entry, 1);
        wholeLow = (scale * Ln2Low) + Unsafe.Add(ref entry, 2);
        return rest;
    }

    /// <summary>(log(1 + r) − r + r²/2) / r² for |r| ≤ 2⁻⁷: the series to r⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double BeyondSquare(double rest, double square)
        => (rest * ((1.0 / 3) - (rest * 0.25)))
            + ((square * rest) * (((1.0 / 5) - (rest * (1.0 / 6))) + (square * (((1.0 / 7) - (rest * (1.0 / 8))) + (square * (1.0 / 9))))));
}
