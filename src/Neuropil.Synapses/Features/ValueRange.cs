using Neuropil.Learning;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>The values from <paramref name="Lower"/> to <paramref name="Upper"/>, both included.</summary>
/// <param name="Lower">The least value inside.</param>
/// <param name="Upper">The greatest value inside.</param>
public readonly record struct ValueRange(double Lower, double Upper)
{
    /// <summary>Whether the value is inside; NaN is not.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>[Q1 − 3·IQR, Q3 + 3·IQR] of the values, quantiles by linear interpolation (Tukey 1977: the outer fences).</summary>
    /// <param name="values">At least one finite number.</param>
    /// <param name="factor">How many interquartile ranges beyond the quartiles; 3 is Tukey's outer fence.</param>
    public static ValueRange OuterFences(IEnumerable<double> values, double factor = 3)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        double first = Quantile.OfSorted(sorted, 0.25);
        double third = Quantile.OfSorted(sorted, 0.75);
        double reach = factor * (third - first);
        return new ValueRange(first - reach, third + reach);
    }

    internal void Write(ModelWriter writer)
    {
        writer.Number("lower", Lower);
        writer.Number("upper", Upper);
    }

    internal static ValueRange Read(ModelReader reader)
    {
        ValueRange range = new(reader.Number("lower"), reader.Number("upper"));
        return range.Lower <= range.Upper ? range : throw reader.Bad("upper", "is below 'lower', or one of them is not a number");
    }
}
