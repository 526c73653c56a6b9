using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Whether one model answers the same rows better than another, by more than the choice of rows explains.</summary>
/// <param name="Kind">What is compared.</param>
/// <param name="Difference">The other's score less the first's, with its interval.</param>
/// <param name="ShareBetter">The share of samples in which the other's score is higher; ties count half.</param>
/// <remarks>
/// The paired bootstrap (Efron and Tibshirani 1993, §8; Koehn 2004): both models are judged on the same rows of every sample, so what makes a row hard for both
/// cancels out, and the interval is narrower than the two models' own intervals would suggest.
/// </remarks>
public sealed record PairedBootstrap(ScoreKind Kind, ConfidenceInterval Difference, double ShareBetter)
{
    /// <summary>The other model is better by more than the interval: it lies above 0.</summary>
    public bool OtherIsBetter => Difference.Lower > 0;

    /// <summary>The first model is better by more than the interval: it lies below 0.</summary>
    public bool FirstIsBetter => Difference.Upper < 0;

    /// <summary>Compares two models over all rows.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="first">The answers of the model in question, as many.</param>
    /// <param name="other">The answers of the model it is compared with, to the same rows in the same order.</param>
    /// <param name="kind">What is compared.</param>
    /// <param name="rejectedAs">The label that a rejection stands for; null: a rejection is always wrong.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="execution">Threads, cancellation; never changes the result.</param>
    /// <exception cref="ArgumentException">There are no labels, or not as many answers.</exception>
    public static PairedBootstrap Of(
        ReadOnlySpan<int> expected,
        Answers first,
        Answers other,
        ScoreKind kind = ScoreKind.MacroF1,
        int? rejectedAs = null,
        BootstrapOptions? options = null,
        Execution? execution = null)
    {
        Require.Defined(kind, nameof(kind));
        options ??= new BootstrapOptions();
        SelectiveCounts own = SelectiveReport.Counts(expected, first, rejectedAs);
        SelectiveCounts others = SelectiveReport.Counts(expected, other, rejectedAs);
        double Difference(int[] rows) => Score(others.OfAll(rows), kind) - Score(own.OfAll(rows), kind);

        double[] samples = Resampling.Of(own.RowCount, options, execution, Difference);
        double estimate = Difference([.. Enumerable.Range(0, own.RowCount)]);
        double better = samples.Sum(difference => difference > 0 ? 1 : difference == 0 ? 0.5 : 0) / samples.Length;
        return new PairedBootstrap(kind, Resampling.Interval(estimate, samples, options.ConfidenceLevel), better);
    }

    internal static double Score(SelectiveScores scores, ScoreKind kind) => kind switch
    {
        ScoreKind.Accuracy => scores.Accuracy,
        ScoreKind.MacroF1 => scores.MacroAverage.F1,
        ScoreKind.WeightedF1 => scores.WeightedAverage.F1,
        _ => scores.BalancedAccuracy,
    };
}
