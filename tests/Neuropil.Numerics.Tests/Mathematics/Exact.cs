using System.Numerics;

namespace Neuropil.Numerics.Tests.Mathematics;

/// <summary>
/// An independent reference: elementary functions by series in integers, results as mantissa · 2^exponent with far more digits than a
/// double has. Shares no code, table or formula with what it checks.
/// </summary>
internal readonly record struct Exact(BigInteger Mantissa, int Exponent)
{
    private const int Bits = 230;
    private const int PiBits = 1500;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Ln2 = 2 * ArtanhOfInverse(3, Bits);
    private static readonly BigInteger Pi = 4 * ((4 * ArctanOfInverse(5, PiBits)) - ArctanOfInverse(239, PiBits));

    public static Exact Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = bits & 0x000F_FFFF_FFFF_FFFF;
        if (exponent > 0)
        {
            mantissa += 1L << 52;
        }

        return new Exact(bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    public static Exact Exp(double x) => Exp(Fixed(Of(x)));

    public static Exact Expm1(double x)
    {
        // At least 230 bits of the difference, however small x is.
        if (Math.Abs(x) < 0.3)
        {
            Exact exact = Of(x);
            int more = Math.Max(0, -Math.ILogB(x == 0 ? 1 : x));
            BigInteger fixedX = Shifted(exact.Mantissa, exact.Exponent + Bits + more);
            BigInteger sum = 0;
            BigInteger term = BigInteger.One << (Bits + more);
            for (int n = 1; ; n++)
            {
                term = (term * fixedX >> (Bits + more)) / n;
                if (BigInteger.Abs(term) <= 1)
                {
                    return new Exact(sum, -Bits - more);
                }

                sum += term;
            }
        }

        Exact power = Exp(x);
        int exponent = Math.Min(power.Exponent, -Bits);
        return new Exact((power.Mantissa << (power.Exponent - exponent)) - (BigInteger.One << -exponent), exponent);
    }

    public static Exact Log(double x) => LogOf(Of(x));

    public static Exact Log1p(double x)
    {
        Exact exact = Of(x);
        if (exact.Exponent < -1000)
        {
            return exact;
        }

        int exponent = Math.Min(exact.Exponent, 0);
        return LogOf(new Exact((exact.Mantissa << (exact.Exponent - exponent)) + (BigInteger.One << -exponent), exponent));
    }

    public static Exact Log2(double x)
    {
        Exact log = LogOf(Of(x));
        return new Exact((log.Mantissa << Bits) / Ln2, log.Exponent);
    }

    public static Exact Exp2(double x)
    {
        BigInteger value = Fixed(Of(x));
        return Exp((value * Ln2) >> Bits);
    }

    public static Exact Pow(double x, double y)
    {
        Exact log = LogOf(Of(x));
        Exact exponent = Of(y);
        return Exp(Shifted(log.Mantissa * exponent.Mantissa, log.Exponent + exponent.Exponent + Bits));
    }

    public static Exact Tanh(double x)
    {
        Exact above = Expm1(2 * x);
        BigInteger below = above.Mantissa + (BigInteger.One << (1 - above.Exponent));
        return new Exact((above.Mantissa << Bits) / below, -Bits);
    }

    public static Exact Sin(double x) => Sine(Of(x), 0);

    public static Exact Cos(double x) => Sine(Of(x), 1);

    /// <summary>How far a double is from this, in units of the last place of the nearest double.</summary>
    public double UlpsFrom(double value)
    {
        Exact other = Of(value);
        int exponent = Math.Min(Exponent, other.Exponent);
        BigInteger own = Mantissa << (Exponent - exponent);
        BigInteger difference = BigInteger.Abs(own - (other.Mantissa << (other.Exponent - exponent)));
        int lastPlace = Math.Max((int)BigInteger.Abs(own).GetBitLength() + exponent - 53, -1074);
        return (double)(difference * 10000 / (BigInteger.One << Math.Max(0, lastPlace - exponent))) / 10000;
    }

    // log x = k ln 2 + 2 artanh((m − 1)/(m + 1)), m in [0.7, 1.4); near 1 with more digits, so that what is left has 230.
    private static Exact LogOf(Exact x)
    {
        int length = (int)x.Mantissa.GetBitLength();
        int k = length + x.Exponent - 1;
        int bits = Math.Max(2 * Bits, length + Bits);
        BigInteger one = BigInteger.One << bits;
        BigInteger mantissa = x.Mantissa << (bits - length + 1);
        if (mantissa * 10 > one * 14)
        {
            mantissa >>= 1;
            k++;
        }

        BigInteger ratio = ((mantissa - one) << bits) / (mantissa + one);
        BigInteger square = ratio * ratio >> bits;
        BigInteger sum = 0;
        BigInteger power = ratio;
        for (int n = 1; BigInteger.Abs(power) > one >> (2 * Bits) || n == 1; n += 2)
        {
            sum += power / n;
            power = power * square >> bits;
            if (power.IsZero)
            {
                break;
            }
        }

        return new Exact((2 * sum) + (k == 0 ? 0 : (k * Ln2) << (bits - Bits)), -bits);
    }

    private static Exact Exp(BigInteger fixedX)
    {
        BigInteger k = BigInteger.Divide(fixedX, Ln2);
        BigInteger rest = fixedX - (k * Ln2);
        BigInteger sum = One;
        BigInteger term = One;
        for (int n = 1; !term.IsZero; n++)
        {
            term = (term * rest >> Bits) / n;
            if (term == -1)
            {
                break;
            }

            sum += term;
        }

        return new Exact(sum, (int)k - Bits);
    }

    private static Exact Sine(Exact x, int quarters)
    {
        BigInteger value = Shifted(x.Mantissa, x.Exponent + PiBits);
        BigInteger halfPi = Pi >> 1;
        BigInteger turns = BigInteger.Divide(value + (value.Sign * (halfPi >> 1)), halfPi);
        BigInteger rest = (value - (turns * halfPi)) >> (PiBits - (2 * Bits));
        int quarter = (int)(((turns + quarters) % 4) + 4) % 4;
        const int bits = 2 * Bits;
        BigInteger square = rest * rest >> bits;
        BigInteger term = (quarter & 1) == 0 ? rest : BigInteger.One << bits;
        BigInteger sum = 0;
        for (int n = (quarter & 1) == 0 ? 1 : 0; BigInteger.Abs(term) > 1; n += 2)
        {
            sum += term;
            term = -(term * square >> bits) / ((n + 1) * (n + 2));
        }

        return new Exact(quarter >= 2 ? -sum : sum, -bits);
    }

    private static BigInteger Fixed(Exact x) => Shifted(x.Mantissa, x.Exponent + Bits);

    private static BigInteger Shifted(BigInteger value, int shift) => shift >= 0 ? value << shift : value >> -shift;

    private static BigInteger ArtanhOfInverse(int n, int bits) => Series(n, bits, 1);

    private static BigInteger ArctanOfInverse(int n, int bits) => Series(n, bits, -1);

    private static BigInteger Series(int n, int bits, int sign)
    {
        const int guard = 32;
        BigInteger power = (BigInteger.One << (bits + guard)) / n;
        BigInteger sum = 0;
        for (int k = 1; !power.IsZero; k += 2)
        {
            sum += sign < 0 && (k & 2) != 0 ? -power / k : power / k;
            power /= n * n;
        }

        return sum >> guard;
    }
}
