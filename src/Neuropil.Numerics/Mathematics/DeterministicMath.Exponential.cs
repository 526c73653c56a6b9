using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

public static partial class DeterministicMath
{
    private const double StepsPerUnit = 184.6649652337873; // 128 / ln 2
    private const double StepHigh = 0.0054152123482253955; // ln 2 / 128, 35 bits: × 18-bit integers is exact
    private const double StepLow = -1.0082281460997769e-13;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>e to the power of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        // Above 2⁻⁵⁴ in size and inside the normal results, by one comparison of the exponent bits.
        uint exponent = (uint)(BitConverter.DoubleToUInt64Bits(x) >> 52) & 0x7FF;
        return exponent - 969 < 1032 - 969 ? ExpOfModerate(x) : ExpOfExtreme(x);
    }

    /// <summary>e to the power of each number; bitwise what <see cref="Exp(double)"/> gives.</summary>
    /// <param name="values">The exponents.</param>
    /// <param name="results">Receives the powers; as long as <paramref name="values"/>, may be the same memory.</param>
    /// <exception cref="ArgumentException">The results have another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exp(ReadOnlySpan<double> values, Span<double> results)
    {
        if (values.Length != results.Length)
        {
            throw new ArgumentException($"results has room for {results.Length} numbers; expected {values.Length}, as many as values.", nameof(results));
        }

        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; done <= values.Length - 4; done += 4)
            {
                ExpOfFour(values.Slice(done, 4), results.Slice(done, 4));
            }
        }

        for (; done < values.Length; done++)
        {
            results[done] = Exp(values[done]);
        }
    }

    /// <summary>e to the power of <paramref name="x"/>, minus 1; exact near 0, where the difference would cancel.</summary>
    public static double Expm1(double x)
    {
        if (double.IsNaN(x) || x == 0)
        {
            return x;
        }

        if (Math.Abs(x) < 1e-20)
        {
            return x;
        }

        if (x > 709.8)
        {
            return double.PositiveInfinity;
        }

        return x < -40 ? -1 : Expm1(x, out _);
    }

    /// <summary>2 to the power of <paramref name="x"/>.</summary>
    public static double Exp2(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (!(Math.Abs(x) < 1100))
        {
            return x > 0 ? double.PositiveInfinity : 0;
        }

        double shifted = (x * 128) + Shift;
        double steps = shifted - Shift;
        double rest = (x - (steps * (1.0 / 128))) * Ln2;
        return ScaledPower((int)BitConverter.DoubleToInt64Bits(shifted), rest);
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        double size = Math.Abs(x);
        if (!(size > 1e-8))
        {
            return x;
        }

        if (size > 20)
        {
            return Math.CopySign(1, x);
        }

        // (e^2x − 1) / (e^2x − 1 + 2), the quotient corrected by its own remainder.
        double above = Expm1(2 * size, out double aboveRest);
        double below = Add(above, 2, out double belowRest);
        belowRest += aboveRest;
        double quotient = above / below;
        double product = Multiply(quotient, below, out double productRest);
        double remainder = (above - product) - productRest + aboveRest - (quotient * belowRest);
        return Math.CopySign(quotient + (remainder / below), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpOfModerate(double x)
    {
        double shifted = (x * StepsPerUnit) + Shift;
        double steps = shifted - Shift;
        double rest = (x - (steps * StepHigh)) - (steps * StepLow);
        long step = BitConverter.DoubleToInt64Bits(shifted);
        ref double entry = ref Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTwo), (int)(step & 127) * 2);
        double scale = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(entry) + ((step >> 7) << 52));
        return scale + (scale * (Unsafe.Add(ref entry, 1) + PowerOfRest(rest)));
    }

    /// <summary>e^r − 1 for |r| ≤ ln 2 / 256: the series to r⁵.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfRest(double rest)
    {
        double square = rest * rest;
        return rest + ((square * (0.5 + (rest * (1.0 / 6)))) + ((square * square) * ((1.0 / 24) + (rest * (1.0 / 120)))));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ExpOfExtreme(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (Math.Abs(x) < 1e-10)
        {
            return 1 + x;
        }

        if (!(Math.Abs(x) < 750))
        {
            return x > 0 ? double.PositiveInfinity : 0;
        }

        return ExpOfPair(x, 0);
    }

    /// <summary>e^(high + low), |high| below 750, |low| far below it.</summary>
    private static double ExpOfPair(double high, double low)
    {
        double shifted = (high * StepsPerUnit) + Shift;
        double steps = shifted - Shift;
        double rest = ((high - (steps * StepHigh)) - (steps * StepLow)) + low;
        return ScaledPower((int)BitConverter.DoubleToInt64Bits(shifted), rest);
    }

    /// <summary>2^(step / 128) · e^rest over the whole range: overflow gives infinity, tiny results are rounded once more as subnormals.</summary>
    private static double ScaledPower(int step, double rest)
    {
        int entry = (step & 127) * 2;
        double scale = PowersOfTwo[entry];
        return Math.ScaleB(scale + (scale * (PowersOfTwo[entry + 1] + PowerOfRest(rest))), step >> 7);
    }

    /// <summary>e^x − 1 as a sum of two, for −40 ≤ x ≤ 709.8.</summary>
    private static double Expm1(double x, out double low)
    {
        double shifted = (x * StepsPerUnit) + Shift;
        double steps = shifted - Shift;
        double rest = AddSmaller(x - (steps * StepHigh), -(steps * StepLow), out double restLow);
        int step = (int)BitConverter.DoubleToInt64Bits(shifted);
        double square = rest * rest;
        double beyond = (square * (0.5 + (rest * (1.0 / 6))))
            + ((square * square) * ((1.0 / 24) + (rest * ((1.0 / 120) + (rest * (1.0 / 720)))))) + restLow;
        if (step == 0)
        {
            return AddSmaller(rest, beyond, out low);
        }

        // Half the scale, so that the largest does not overflow before the 1 is taken off.
        int entry = (step & 127) * 2;
        double scale = Math.ScaleB(PowersOfTwo[entry], (step >> 7) - 1);
        double linear = Multiply(scale, rest, out double linearLow);
        double high = Add(scale, -0.5, out double highLow);
        high = Add(high, linear, out double sumLow);
        highLow += sumLow + (linearLow + (scale * (PowersOfTwo[entry + 1] * (1 + rest) + beyond)));
        high = AddSmaller(high, highLow, out low);
        low *= 2;
        return high * 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExpOfFour(ReadOnlySpan<double> values, Span<double> results)
    {
        Vector256<double> x = Vector256.Create(values);
        Vector256<double> size = Vector256.Abs(x);
        Vector256<double> isModerate = Vector256.LessThan(size, Vector256.Create(512.0)) & Vector256.GreaterThan(size, Vector256.Create(1e-15));
        if (Vector256.ExtractMostSignificantBits(isModerate) != 15)
        {
            for (int lane = 0; lane < 4; lane++)
            {
                results[lane] = Exp(values[lane]);
            }

            return;
        }

        Vector256<double> shifted = (x * StepsPerUnit) + Vector256.Create(Shift);
        Vector256<double> steps = shifted - Vector256.Create(Shift);
        Vector256<double> rest = (x - (steps * StepHigh)) - (steps * StepLow);
        Vector256<long> step = shifted.AsInt64();
        ref double table = ref MemoryMarshal.GetReference(PowersOfTwo);
        ref double first = ref Unsafe.Add(ref table, (int)(step.GetElement(0) & 127) * 2);
        ref double second = ref Unsafe.Add(ref table, (int)(step.GetElement(1) & 127) * 2);
        ref double third = ref Unsafe.Add(ref table, (int)(step.GetElement(2) & 127) * 2);
        ref double fourth = ref Unsafe.Add(ref table, (int)(step.GetElement(3) & 127) * 2);
        Vector256<double> power = Vector256.Create(first, second, third, fourth);
        Vector256<double> tail = Vector256.Create(
            Unsafe.Add(ref first, 1), Unsafe.Add(ref second, 1), Unsafe.Add(ref third, 1), Unsafe.Add(ref fourth, 1));

        // The low 7 bits are the table's; shifted left by 52 − 7 the others land on the exponent.
        Vector256<double> scale = (power.AsInt64() + ((step & Vector256.Create(~127L)) << 45)).AsDouble();
        Vector256<double> square = rest * rest;
        Vector256<double> beyond = rest
            + ((square * (Vector256.Create(0.5) + (rest * (1.0 / 6)))) + ((square * square) * (Vector256.Create(1.0 / 24) + (rest * (1.0 / 120)))));
        (scale + (scale * (tail + beyond))).CopyTo(results);
    }
}
