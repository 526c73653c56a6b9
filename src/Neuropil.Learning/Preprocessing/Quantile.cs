using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, definition 7).</summary>
public static class Quantile
{
    /// <summary>The quantile of numbers that are sorted already.</summary>
    /// <param name="sorted">At least one number, ascending.</param>
    /// <param name="fraction">From 0 to 1; 0.5 is the median.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double fraction)
    {
        Require.AtLeast(sorted.Length, 1, nameof(sorted));
        double position = Require.Between(fraction, 0, 1) * (sorted.Length - 1);
        int lower = (int)position;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
