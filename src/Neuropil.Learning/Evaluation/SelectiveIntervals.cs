using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Percentile bootstrap intervals of the scores of one set of answers.</summary>
/// <param name="RejectionRate">The share refused.</param>
/// <param name="All">Each score over all rows.</param>
/// <param name="Assigned">Each score among the rows that were answered; null where none was.</param>
/// <remarks>
/// Drawn as <see cref="BootstrapIntervals"/>, the same rows for the same seed. A sample's means are over the classes that occur in its truth. The
/// intervals tell of the choice of test rows only, not of the choice of training rows.
/// </remarks>
public sealed record SelectiveIntervals(
    ConfidenceInterval RejectionRate,
    IReadOnlyDictionary<ScoreKind, ConfidenceInterval> All,
    IReadOnlyDictionary<ScoreKind, ConfidenceInterval>? Assigned)
{
    /// <summary>Draws the samples.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="answers">As many.</param>
    /// <param name="rejectedAs">The label that a rejection stands for where all rows are judged; null: a rejection is always wrong.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="execution">Threads, cancellation; never changes the result.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static SelectiveIntervals Of(
        ReadOnlySpan<int> expected, Answers answers, int? rejectedAs = null, BootstrapOptions? options = null, Execution? execution = null)
    {
        options ??= new BootstrapOptions();
        SelectiveCounts counts = SelectiveReport.Counts(expected, answers, rejectedAs);
        (double Rejection, SelectiveScores All, SelectiveScores? Assigned) Judge(int[] rows)
            => ((double)rows.Count(counts.IsRejected) / rows.Length, counts.OfAll(rows), counts.OfAssigned(rows));

        (double Rejection, SelectiveScores All, SelectiveScores? Assigned)[] samples = Resampling.Of(counts.RowCount, options, execution, Judge);
        (double rejection, SelectiveScores all, SelectiveScores? assigned) = Judge([.. Enumerable.Range(0, counts.RowCount)]);
        return new SelectiveIntervals(
            Resampling.Interval(rejection, samples.Select(sample => sample.Rejection), options.ConfidenceLevel),
            Each(all, samples.Select(sample => sample.All), options.ConfidenceLevel),
            assigned is null ? null : Each(assigned, samples.Select(sample => sample.Assigned).OfType<SelectiveScores>(), options.ConfidenceLevel));
    }

    private static Dictionary<ScoreKind, ConfidenceInterval> Each(SelectiveScores own, IEnumerable<SelectiveScores> samples, double level)
        => Enum.GetValues<ScoreKind>().ToDictionary(
            kind => kind,
            kind => Resampling.Interval(PairedBootstrap.Score(own, kind), samples.Select(sample => PairedBootstrap.Score(sample, kind)), level));
}
