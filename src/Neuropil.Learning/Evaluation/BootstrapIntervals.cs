using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Percentile bootstrap intervals of the scores of one set of predictions.</summary>
/// <param name="Accuracy">The share predicted right.</param>
/// <param name="MacroF1">The mean of the classes' F1.</param>
/// <param name="WeightedF1">The same, weighted by support.</param>
/// <param name="BalancedAccuracy">The mean recall of the classes.</param>
/// <param name="CohensKappa">Agreement beyond chance; null where it is undefined (one class only).</param>
/// <remarks>
/// Efron 1979; Efron and Tibshirani 1993, §13.3 "The percentile interval". Test rows are drawn with replacement, as many as there are; sample i's draws are addressed by (seed, i). A sample's means are over the
/// classes that occur in it. Quantiles by linear interpolation. The interval tells of the choice of test rows only, not of the choice of training rows.
/// </remarks>
public sealed record BootstrapIntervals(
    ConfidenceInterval Accuracy,
    ConfidenceInterval MacroF1,
    ConfidenceInterval WeightedF1,
    ConfidenceInterval BalancedAccuracy,
    ConfidenceInterval? CohensKappa)
{
    /// <summary>Draws the samples.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="predicted">As many.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="execution">Threads, cancellation; never changes the result.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static BootstrapIntervals Of(
        ReadOnlySpan<int> expected, ReadOnlySpan<int> predicted, BootstrapOptions? options = null, Execution? execution = null)
    {
        ConfusionMatrix.RequireSameLength(expected, predicted);
        options ??= new BootstrapOptions();
        int rowCount = expected.Length;
        ClassCodes coded = ClassCodes.Of([.. expected, .. predicted]);
        int[] codes = coded.Codes;
        int classCount = coded.Classes.Length;
        ConfusionScores[] samples = Resampling.Of(rowCount, options, execution, rows =>
        {
            int[][] counts = [.. Enumerable.Range(0, classCount).Select(_ => new int[classCount])];
            foreach (int row in rows)
            {
                counts[codes[row]][codes[rowCount + row]]++;
            }

            return ConfusionScores.Of(counts);
        });

        ConfusionScores own = ConfusionScores.Of(ConfusionMatrix.Of(expected, predicted).Counts);
        double level = options.ConfidenceLevel;
        return new BootstrapIntervals(
            Resampling.Interval(own.Accuracy, samples.Select(sample => sample.Accuracy), level),
            Resampling.Interval(own.Macro(own.F1), samples.Select(sample => sample.Macro(sample.F1)), level),
            Resampling.Interval(own.Weighted(own.F1), samples.Select(sample => sample.Weighted(sample.F1)), level),
            Resampling.Interval(own.BalancedAccuracy, samples.Select(sample => sample.BalancedAccuracy), level),
            own.CohensKappa is double kappa ? Resampling.Interval(kappa, samples.Select(sample => sample.CohensKappa).OfType<double>(), level) : null);
    }
}
