namespace Neuropil.Numerics;

public static partial class DeterministicMath
{
    private const double QuarterTurnHigh = 1.5707963267341256; // π/2 in three parts, the first two of 33 bits: × 19-bit integers is exact
    private const double QuarterTurnMiddle = 6.077100506303966e-11;
    private const double QuarterTurnLow = 2.0222662487959506e-21;
    private const double QuarterTurn = 1.5707963267948966;
    private const double QuarterTurnRest = 6.123233995736766e-17;
    private const double QuarterTurnsPerRadian = 0.6366197723675814;

    /// <summary>The sine of <paramref name="x"/> radians, of any size; NaN for infinities.</summary>
    public static double Sin(double x) => Math.Abs(x) < 1e-9 ? x : SineAfter(x, 0);

    /// <summary>The cosine of <paramref name="x"/> radians, of any size; NaN for infinities.</summary>
    public static double Cos(double x) => SineAfter(x, 1);

    /// <summary>sin(x + quarter turns).</summary>
    private static double SineAfter(double x, int quarters)
    {
        if (!double.IsFinite(x))
        {
            return double.NaN;
        }

        double rest = x;
        double restLow = 0;
        if (Math.Abs(x) > 0.7853981633974483)
        {
            quarters += Reduce(x, out rest, out restLow);
        }

        double value = (quarters & 1) == 0 ? SineNearZero(rest, restLow) : CosineNearZero(rest, restLow);
        return (quarters & 2) == 0 ? value : -value;
    }

    /// <summary>x = quarters · π/2 + rest + restLow, |rest| ≤ π/4.</summary>
    private static int Reduce(double x, out double rest, out double restLow)
    {
        if (Math.Abs(x) < 500_000)
        {
            double shifted = (x * QuarterTurnsPerRadian) + Shift;
            double quarters = shifted - Shift;
            double first = x - (quarters * QuarterTurnHigh);
            rest = Add(first, -(quarters * QuarterTurnMiddle), out restLow);
            rest = Add(rest, -(quarters * QuarterTurnLow), out double error);
            restLow += error;
            rest = AddSmaller(rest, restLow, out restLow);

            // Nearer to a multiple of π/2 the three parts of it are too few.
            if (Math.Abs(rest) > 1e-6)
            {
                return (int)BitConverter.DoubleToInt64Bits(shifted);
            }
        }

        return ReduceLarge(x, out rest, out restLow);
    }

    /// <summary>
    /// Payne and Hanek (1983): x · 2/π mod 4 in integers. Of 2/π only the 192 bits count that do not yield multiples of 4 and are not
    /// below 2⁻¹³⁷ of a quarter turn.
    /// </summary>
    private static int ReduceLarge(double x, out double rest, out double restLow)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        ulong mantissa = (bits & 0x000F_FFFF_FFFF_FFFF) | 0x0010_0000_0000_0000;
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;

        // The window's highest bit has the weight 2^(1 − exponent), so that the product's has the weight 2.
        int firstBit = exponent - 2 + 64;
        UInt128 low = Math.BigMul(mantissa, TwoOverPiBits(firstBit + 128), out ulong lowest);
        UInt128 middle = ((UInt128)mantissa * TwoOverPiBits(firstBit + 64)) + low;
        ulong high = (mantissa * TwoOverPiBits(firstBit)) + (ulong)(middle >> 64);
        ulong middleBits = (ulong)middle;

        int quarters = (int)(high >> 62);
        high = (high << 2) | (middleBits >> 62);
        middleBits = (middleBits << 2) | (lowest >> 62);
        lowest <<= 2;
        bool isAbove = high >> 63 != 0;
        if (isAbove)
        {
            // 1 − fraction, and one quarter more.
            quarters++;
            high = ~high;
            middleBits = ~middleBits;
            lowest = ~lowest;
        }

        int zeros = 0;
        while (zeros < 128 && high >> 63 == 0)
        {
            high = (high << 1) | (middleBits >> 63);
            middleBits = (middleBits << 1) | (lowest >> 63);
            lowest <<= 1;
            zeros++;
        }

        double fraction = Math.ScaleB((double)(high >> 11), -53 - zeros);
        double fractionLow = Math.ScaleB((double)(((high & 0x7FF) << 42) | (middleBits >> 22)), -106 - zeros);
        rest = Multiply(fraction, QuarterTurn, out restLow);
        restLow += (fraction * QuarterTurnRest) + (fractionLow * QuarterTurn);
        rest = AddSmaller(rest, restLow, out restLow);
        bool isNegative = isAbove != double.IsNegative(x);
        rest = isNegative ? -rest : rest;
        restLow = isNegative ? -restLow : restLow;
        return double.IsNegative(x) ? -quarters : quarters;
    }

    /// <summary>64 bits of 2/π from a bit on; 64 zero bits stand before the first behind the point.</summary>
    private static ulong TwoOverPiBits(int firstBit)
    {
        int word = firstBit >> 6;
        int shift = firstBit & 63;
        ulong first = TwoOverPiWord(word);
        return shift == 0 ? first : (first << shift) | (TwoOverPiWord(word + 1) >> (64 - shift));
    }

    private static ulong TwoOverPiWord(int word) => word < 1 ? 0 : TwoOverPi[word - 1];

    // The series to r¹⁷; the next term is below 2⁻⁶³ of the sine.
    private static double SineNearZero(double rest, double restLow)
    {
        double square = rest * rest;
        double tail = (1.0 / 120) + (square * ((-1.0 / 5040) + (square * ((1.0 / 362880) + (square * ((-1.0 / 39916800)
            + (square * ((1.0 / 6227020800) + (square * ((-1.0 / 1307674368000) + (square * (1.0 / 355687428096000))))))))))));
        return rest + ((rest * square * ((-1.0 / 6) + (square * tail))) + (restLow * (1 - (0.5 * square))));
    }

    // The series to r¹⁸; the next term is below 2⁻⁶⁷ of the cosine.
    private static double CosineNearZero(double rest, double restLow)
    {
        double square = rest * rest;
        double tail = (1.0 / 24) + (square * ((-1.0 / 720) + (square * ((1.0 / 40320) + (square * ((-1.0 / 3628800) + (square * ((1.0 / 479001600)
            + (square * ((-1.0 / 87178291200) + (square * ((1.0 / 20922789888000) + (square * (-1.0 / 6402373705728000))))))))))))));
        double half = 0.5 * square;
        double high = 1 - half;
        return high + (((1 - high) - half) + ((square * square * tail) - (rest * restLow)));
    }
}
