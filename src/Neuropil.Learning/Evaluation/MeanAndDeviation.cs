namespace Neuropil.Learning;

/// <summary>A score over several folds.</summary>
/// <param name="Mean">The mean over the folds, each counting the same.</param>
/// <param name="Deviation">The standard deviation over the folds (divided by their number, as numpy's std).</param>
public sealed record MeanAndDeviation(double Mean, double Deviation)
{
    internal static MeanAndDeviation Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double sum = 0;
        foreach (double value in all)
        {
            sum += value;
        }

        double mean = sum / all.Length;
        double squares = 0;
        foreach (double value in all)
        {
            squares += (value - mean) * (value - mean);
        }

        return new MeanAndDeviation(mean, Math.Sqrt(squares / all.Length));
    }
}
