namespace Neuropil.Numerics;

public static partial class DeterministicMath
{
    /// <summary><paramref name="x"/> to the power of <paramref name="y"/>, with IEEE 754's special cases: a negative x has a power where y is an integer, else NaN.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        bool isInteger = Math.Floor(y) == y;
        bool isOdd = isInteger && Math.Abs(y) < 9007199254740992 && ((long)y & 1) != 0;
        double sign = isOdd && double.IsNegative(x) ? -1 : 1;
        double size = Math.Abs(x);
        if (size == 0 || double.IsInfinity(size))
        {
            return sign * ((size == 0) == (y < 0) ? double.PositiveInfinity : 0);
        }

        if (x < 0 && !isInteger && !double.IsInfinity(y))
        {
            return double.NaN;
        }

        if (size == 1)
        {
            return sign;
        }

        // Beyond 2⁶⁶ the power over- or underflows for every x but 1, below 2⁻⁶⁶ it rounds to 1.
        if (Math.Abs(y) > 7.4e19)
        {
            return sign * ((size > 1) == (y > 0) ? double.PositiveInfinity : 0);
        }

        if (Math.Abs(y) < 1.3e-20)
        {
            return 1;
        }

        double high = Log(size, 0, out double low);
        double exponent = Multiply(y, high, out double exponentLow);
        exponentLow += y * low;
        if (!(Math.Abs(exponent) < 750))
        {
            return sign * (exponent > 0 ? double.PositiveInfinity : 0);
        }

        return sign * ExpOfPair(exponent, exponentLow);
    }
}
