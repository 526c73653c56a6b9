namespace Neuropil.Report;

/// <summary>Quantiles of a sample, missing values left out; between two values they are interpolated (Hyndman and Fan 1996, type 7).</summary>
internal readonly record struct Quantiles(int Count, double Least, double Low, double LowerQuartile, double Median, double UpperQuartile, double High, double Greatest)
{
    public static Quantiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return sorted.Length == 0
            ? new(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)
            : new(sorted.Length, sorted[0], At(sorted, 0.05), At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75), At(sorted, 0.95), sorted[^1]);
    }

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
