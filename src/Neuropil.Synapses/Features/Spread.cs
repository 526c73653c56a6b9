namespace Neuropil.Synapses;

/// <summary>Mean and variance.</summary>
internal static class Spread
{
    /// <summary>Sums in row order; n in the denominator.</summary>
    public static (double Mean, double Variance) Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, squares / values.Length);
    }
}
