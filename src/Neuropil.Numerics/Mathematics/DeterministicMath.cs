namespace Neuropil.Numerics;

/// <summary>
/// Elementary functions with the same bytes on every platform: only IEEE + − × ÷ √ and integer operations are used, never the
/// platform's C library, and no fused multiply-add, which is slow where the processor has none.
/// </summary>
/// <remarks>
/// Each result is within one unit in the last place of the true value (most within 0.53), subnormal results too; NaN, infinities
/// and signed zeros as IEEE 754-2019 §9.2 has them. The method is that of Tang (1989, 1990): a table takes the argument into a
/// narrow interval around 0, where a Taylor polynomial is exact to 2⁻⁶⁰, and what a rounded step loses is carried along as a
/// second number (Dekker 1971).
/// </remarks>
public static partial class DeterministicMath
{
    // Adding and subtracting 1.5 · 2⁵² rounds to the nearest integer, ties to even, and leaves the integer in the low bits.
    private const double Shift = 6755399441055744;

    private static double UpperHalf(double value) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(value) & 0xFFFF_FFFF_F800_0000);

    /// <summary>a × b = product + error, up to 2⁻¹⁰⁵ of the product (Dekker 1971; the halves are cut from the bits).</summary>
    private static double Multiply(double a, double b, out double error)
    {
        double product = a * b;
        double highOfA = UpperHalf(a);
        double lowOfA = a - highOfA;
        double highOfB = UpperHalf(b);
        double lowOfB = b - highOfB;
        error = ((highOfA * highOfB) - product) + (highOfA * lowOfB) + (lowOfA * highOfB) + (lowOfA * lowOfB);
        return product;
    }

    /// <summary>a + b = sum + error exactly, whichever is larger (Knuth 1969).</summary>
    private static double Add(double a, double b, out double error)
    {
        double sum = a + b;
        double partOfB = sum - a;
        error = (a - (sum - partOfB)) + (b - partOfB);
        return sum;
    }

    /// <summary>a + b = sum + error exactly, where a is the larger or 0 (Dekker 1971).</summary>
    private static double AddSmaller(double a, double b, out double error)
    {
        double sum = a + b;
        error = (a - sum) + b;
        return sum;
    }
}
