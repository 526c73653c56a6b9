namespace Neuropil.Numerics;

/// <summary>
/// Elementary functions with the same bytes on every platform: only IEEE + − × ÷ √ and explicit fused multiply-add are used, never
/// the platform's C library.
/// </summary>
public static class DeterministicMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>e to the power of <paramref name="x"/>.</summary>
    public static double Exp(double x)
    {
        if (!(x > -745.2))
        {
            return double.IsNaN(x) ? x : 0;
        }

        if (x > 709.8)
        {
            return double.PositiveInfinity;
        }

        double k = Math.Round(x * 1.4426950408889634);
        double r = Math.FusedMultiplyAdd(-k, Ln2Low, Math.FusedMultiplyAdd(-k, Ln2High, x));
        double sum = 1;
        for (int term = 18; term >= 1; term--)
        {
            sum = Math.FusedMultiplyAdd(sum, r / term, 1);
        }

        return Math.ScaleB(sum, (int)k);
    }

    /// <summary>The natural logarithm.</summary>
    public static double Log(double x)
    {
        if (!(x > 0))
        {
            return x == 0 ? double.NegativeInfinity : double.NaN;
        }

        if (double.IsPositiveInfinity(x))
        {
            return x;
        }

        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int term = 27; term >= 3; term -= 2)
        {
            sum = (sum + (1.0 / term)) * square;
        }

        return (exponent * Ln2High) + ((2 * s) + ((2 * s * sum) + (exponent * Ln2Low)));
    }

    /// <summary><paramref name="x"/> to the power of <paramref name="y"/>, for positive x.</summary>
    public static double Pow(double x, double y) => Exp(y * Log(x));

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        double e = Exp(-2 * Math.Abs(x));
        return Math.CopySign((1 - e) / (1 + e), x);
    }

    /// <summary>The sine of <paramref name="x"/> radians.</summary>
    public static double Sin(double x) => Cos(x - (Math.PI / 2));

    /// <summary>The cosine of <paramref name="x"/> radians.</summary>
    public static double Cos(double x)
    {
        double turns = Math.Round(x / (2 * Math.PI));
        double r = Math.FusedMultiplyAdd(-turns, 2.4492935982947064e-16, Math.FusedMultiplyAdd(-turns, 2 * Math.PI, x));
        double square = r * r;
        double sum = 1;
        for (int term = 30; term >= 2; term -= 2)
        {
            sum = 1 - (sum * square / (term * (term - 1)));
        }

        return sum;
    }
}
