namespace Neuropil.Numerics.Tests.Mathematics;

public sealed class DeterministicMathTests
{
    private const int Count = 12_000;

    public static TheoryData<string> Functions => [.. Cases.Keys];

    private static readonly Dictionary<string, (Func<double, double> Ours, Func<double, Exact> Reference, Func<KeyedRandom, double> Argument)> Cases = new()
    {
        ["exp"] = (DeterministicMath.Exp, Exact.Exp, random => Between(random, -745, 709.7)),
        ["exp near 0"] = (DeterministicMath.Exp, Exact.Exp, random => Sized(random, -60, 0)),
        ["exp, subnormal results"] = (DeterministicMath.Exp, Exact.Exp, random => Between(random, -745.1, -708)),
        ["expm1"] = (DeterministicMath.Expm1, Exact.Expm1, random => Between(random, -45, 709.7)),
        ["expm1 near 0"] = (DeterministicMath.Expm1, Exact.Expm1, random => Sized(random, -70, 1)),
        ["exp2"] = (DeterministicMath.Exp2, Exact.Exp2, random => Between(random, -1074, 1023.9)),
        ["exp2 near 0"] = (DeterministicMath.Exp2, Exact.Exp2, random => Sized(random, -60, 0)),
        ["log"] = (DeterministicMath.Log, Exact.Log, random => Math.Abs(Sized(random, -1074, 1023))),
        ["log near 1"] = (DeterministicMath.Log, Exact.Log, random => 1 + Sized(random, -52, -2)),
        ["log from .6 to 1.5"] = (DeterministicMath.Log, Exact.Log, random => Between(random, 0.6, 1.5)),
        ["log2"] = (DeterministicMath.Log2, Exact.Log2, random => Math.Abs(Sized(random, -1074, 1023))),
        ["log2 near 1"] = (DeterministicMath.Log2, Exact.Log2, random => 1 + Sized(random, -52, -2)),
        ["log1p"] = (DeterministicMath.Log1p, Exact.Log1p, random => Math.Abs(Sized(random, -10, 1000))),
        ["log1p near 0"] = (DeterministicMath.Log1p, Exact.Log1p, random => Sized(random, -1000, -1)),
        ["log1p near -1"] = (DeterministicMath.Log1p, Exact.Log1p, random => -1 + Math.Abs(Sized(random, -53, -1))),
        ["tanh"] = (DeterministicMath.Tanh, Exact.Tanh, random => Between(random, -21, 21)),
        ["tanh near 0"] = (DeterministicMath.Tanh, Exact.Tanh, random => Sized(random, -80, 0)),
        ["sin"] = (DeterministicMath.Sin, Exact.Sin, random => Between(random, -20, 20)),
        ["sin near 0"] = (DeterministicMath.Sin, Exact.Sin, random => Sized(random, -150, 0)),
        ["sin, large"] = (DeterministicMath.Sin, Exact.Sin, random => Sized(random, 4, 1023)),
        ["cos"] = (DeterministicMath.Cos, Exact.Cos, random => Between(random, -20, 20)),
        ["cos, large"] = (DeterministicMath.Cos, Exact.Cos, random => Sized(random, 4, 1023)),
        ["cos, thousands"] = (DeterministicMath.Cos, Exact.Cos, random => Between(random, -1e6, 1e6)),
        ["sin near multiples of pi"] = (DeterministicMath.Sin, Exact.Sin, random => Math.Round(Between(random, 1, 100_000)) * Math.PI),
        ["cos near its zeros"] = (DeterministicMath.Cos, Exact.Cos, random => (Math.Round(Between(random, 1, 100_000)) + 0.5) * Math.PI),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Functions_are_within_one_unit_in_the_last_place(string name)
    {
        (Func<double, double> ours, Func<double, Exact> reference, Func<KeyedRandom, double> argument) = Cases[name];
        double worst = 0;
        double worstAt = 0;
        object gate = new();
        Parallel.For(0, Count, index =>
        {
            double x = argument(KeyedRandom.At(11, KeyedRandom.Purpose(name), (ulong)index));
            double error = reference(x).UlpsFrom(ours(x));
            lock (gate)
            {
                if (error > worst)
                {
                    (worst, worstAt) = (error, x);
                }
            }
        });
        Assert.True(worst <= 1, $"{name}: {worst} units in the last place at {worstAt:R}");
        Assert.True(worst > 0.3, $"{name}: {worst}: the reference or the arguments say nothing");
    }

    [Fact]
    public void Powers_are_within_one_unit_in_the_last_place()
    {
        double worst = 0;
        for (int index = 0; index < Count; index++)
        {
            KeyedRandom random = KeyedRandom.At(12, 5, (ulong)index);
            double x = (index % 3) switch { 0 => Math.Abs(Sized(random, -1074, 1023)), 1 => 1 + Sized(random, -50, -3), _ => Between(random, 0.01, 100) };
            double limit = 700 / Math.Abs(Math.Log(x));
            double y = Between(KeyedRandom.At(13, 5, (ulong)index), -limit, limit);
            double error = Exact.Pow(x, y).UlpsFrom(DeterministicMath.Pow(x, y));
            worst = Math.Max(worst, error);
            Assert.True(error <= 1, $"pow({x:R}, {y:R}): {error} units in the last place");
        }

        Assert.InRange(worst, 0.4, 0.75);
    }

    [Theory]
    [InlineData(6381956970095103.0, 797)] // 6381956970095103 · 2⁷⁹⁷: of all doubles the nearest to a multiple of π/2 (Muller 2016, table 11.1)
    [InlineData(5319372648326541.0, 127)]
    [InlineData(1.0, 1023)]
    [InlineData(9007199254740991.0, 970)]
    public void Huge_angles_are_reduced_exactly(double mantissa, int exponent)
    {
        double x = Math.ScaleB(mantissa, exponent);
        Assert.InRange(Exact.Sin(x).UlpsFrom(DeterministicMath.Sin(x)), 0, 1);
        Assert.InRange(Exact.Cos(x).UlpsFrom(DeterministicMath.Cos(x)), 0, 1);
        Assert.InRange(Exact.Sin(-x).UlpsFrom(DeterministicMath.Sin(-x)), 0, 1);
    }

    [Fact]
    public void Special_arguments_give_what_ieee_754_says()
    {
        double[] special = [0.0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1000, -1000, 0.5];
        foreach (double x in special)
        {
            Same(Math.Exp(x), DeterministicMath.Exp(x), $"exp {x}");
            Same(Math.Log(x), DeterministicMath.Log(x), $"log {x}");
            Same(Math.Log2(x), DeterministicMath.Log2(x), $"log2 {x}");
            Same(Math.Tanh(x), DeterministicMath.Tanh(x), $"tanh {x}");
            Same(Math.Sin(x), DeterministicMath.Sin(x), $"sin {x}");
            Same(Math.Cos(x), DeterministicMath.Cos(x), $"cos {x}");
            foreach (double y in (double[])[.. special, 2, 3, -2, -3, 1e300, -1e300, 9007199254740993])
            {
                Same(Math.Pow(x, y), DeterministicMath.Pow(x, y), $"pow {x} {y}");
            }
        }

        Assert.Equal(double.PositiveInfinity, DeterministicMath.Exp(709.79));
        Assert.Equal(0, DeterministicMath.Exp(-745.14));
        Assert.Equal(double.Epsilon, DeterministicMath.Exp(-745.13));
        Assert.Equal(-1, DeterministicMath.Expm1(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Expm1(710));
        Assert.Equal(double.NegativeInfinity, DeterministicMath.Log1p(-1));
        Assert.True(double.IsNaN(DeterministicMath.Log1p(-1.5)));
        Assert.True(double.IsNegative(DeterministicMath.Log1p(-0.0)) && double.IsNegative(DeterministicMath.Expm1(-0.0)));
        Assert.Equal(1024, DeterministicMath.Log2(double.MaxValue), 12);
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Exp2(1024));
        Assert.Equal(0, DeterministicMath.Exp2(-1076));
        for (int power = -1074; power <= 1023; power++)
        {
            Assert.Equal(Math.ScaleB(1, power), DeterministicMath.Exp2(power));
            Assert.Equal(power, DeterministicMath.Log2(Math.ScaleB(1, power)));
        }
    }

    [Fact]
    public void Many_at_once_are_bitwise_the_single_ones()
    {
        double[] values = new double[1003];
        for (int index = 0; index < values.Length; index++)
        {
            KeyedRandom random = KeyedRandom.At(3, 4, (ulong)index);
            values[index] = index % 50 == 7 ? Sized(random, -70, 12) : Between(random, -300, 2);
        }

        values[77] = double.NaN;
        values[301] = double.NegativeInfinity;
        double[] results = new double[values.Length];
        DeterministicMath.Exp(values, results);
        for (int index = 0; index < values.Length; index++)
        {
            Same(DeterministicMath.Exp(values[index]), results[index], $"{values[index]}");
        }

        Assert.Throws<ArgumentException>(() => DeterministicMath.Exp(values, new double[3]));
    }

    private static void Same(double expected, double actual, string what)
    {
        // The signs of NaN mean nothing; all else is the same to the last bit where the true value is a double, else within one unit.
        bool same = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)
                || (Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual)) <= 1 && expected != 0 && double.IsFinite(expected));
        Assert.True(same, $"{what}: {expected:R} expected, {actual:R} came");
    }

    private static double Between(KeyedRandom random, double from, double to) => from + ((to - from) * random.NextDouble());

    private static double Sized(KeyedRandom random, int leastExponent, int mostExponent)
    {
        double size = Math.ScaleB(1 + random.NextDouble(), leastExponent + random.NextInt32(mostExponent - leastExponent + 1));
        return (random.NextUInt64() & 1) == 0 ? size : -size;
    }
}
