using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>How good the answers of a classifier are that may refuse some rows: over all rows, and among those it answered.</summary>
/// <example><code>
/// SelectiveReport report = SelectiveReport.Of(clusters, Answers.Of(guarded.Predict(embedding)), rejectedAs: GuardedClassifier.Noise);
/// double coverage = report.Coverage;
/// </code></example>
/// <remarks>Selective classification (El-Yaniv and Wiener 2010, "On the foundations of noise-free selective classification"): coverage and the scores on what is covered belong together.</remarks>
public sealed record SelectiveReport
{
    /// <summary>How many rows.</summary>
    public required int RowCount { get; init; }

    /// <summary>How many were refused.</summary>
    public required int RejectedCount { get; init; }

    /// <summary>The share refused.</summary>
    public double RejectionRate => (double)RejectedCount / RowCount;

    /// <summary>The share answered.</summary>
    public double Coverage => 1 - RejectionRate;

    /// <summary>Over all rows: a rejection is wrong, or stands for the label it was said to stand for.</summary>
    public required SelectiveScores All { get; init; }

    /// <summary>Over the rows that were answered; null: none was.</summary>
    public required SelectiveScores? Assigned { get; init; }

    /// <summary>How often each class was taken for each, rejections in a column of their own.</summary>
    public required SelectiveConfusion Confusion { get; init; }

    /// <summary>Judges answers.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="answers">As many.</param>
    /// <param name="rejectedAs">
    /// The label that a rejection stands for where all rows are judged, such as noise: a row of that label is then rightly refused. Null: a rejection is always wrong.
    /// </param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static SelectiveReport Of(ReadOnlySpan<int> expected, Answers answers, int? rejectedAs = null)
    {
        SelectiveCounts counts = Counts(expected, answers, rejectedAs);
        int[] rows = [.. Enumerable.Range(0, counts.RowCount)];
        SelectiveConfusion confusion = counts.Confusion();
        return new SelectiveReport
        {
            RowCount = rows.Length,
            RejectedCount = confusion.Rejected.Sum(),
            All = counts.OfAll(rows),
            Assigned = counts.OfAssigned(rows),
            Confusion = confusion,
        };
    }

    /// <summary>Judges answers and the probabilities behind them.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="answers">As many.</param>
    /// <param name="probabilities">A row per label, a column per class; rows that were refused are not looked at.</param>
    /// <param name="classes">The columns' labels, ascending (<see cref="IClassifier.Classes"/>).</param>
    /// <param name="rejectedAs">As above.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static SelectiveReport Of(
        ReadOnlySpan<int> expected, Answers answers, Matrix probabilities, ReadOnlySpan<int> classes, int? rejectedAs = null)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        SelectiveReport report = Of(expected, answers, rejectedAs);
        if (probabilities.RowCount != expected.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"probabilities has {probabilities.RowCount} rows for {expected.Length} labels; expected a row per label."),
                nameof(probabilities));
        }

        if (report.Assigned is null)
        {
            return report;
        }

        List<int> rows = [];
        List<int> truth = [];
        for (int row = 0; row < expected.Length; row++)
        {
            if (!answers.Rejected[row])
            {
                rows.Add(row);
                truth.Add(expected[row]);
            }
        }

        double loss = LogLoss.Of([.. truth], probabilities.SelectRows([.. rows]), classes);
        return report with { Assigned = report.Assigned with { LogLoss = loss } };
    }

    internal static SelectiveCounts Counts(ReadOnlySpan<int> expected, Answers answers, int? rejectedAs)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ConfusionMatrix.RequireSameLength(expected, answers.Labels);
        return new SelectiveCounts(expected, answers, rejectedAs);
    }
}
