using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>How good predictions are.</summary>
/// <remarks>
/// Classes are the labels that occur among the expected or the predicted. The definitions are scikit-learn's, with 0 where a ratio has nothing to divide by.
/// </remarks>
public sealed record ClassificationReport
{
    /// <summary>How many points.</summary>
    public required int RowCount { get; init; }

    /// <summary>The share of points predicted right; equal to the micro-averaged precision, recall and F1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean of the classes' F1, each class counting the same.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>F1 of all decisions pooled.</summary>
    public required double MicroF1 { get; init; }

    /// <summary>The mean of the classes' F1, weighted by support.</summary>
    public required double WeightedF1 { get; init; }

    /// <summary>The mean recall of the classes that occur among the expected.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>Cohen's kappa (Cohen 1960): agreement beyond chance, −1 to 1. Null where chance alone agrees always (one class only).</summary>
    public required double? CohensKappa { get; init; }

    /// <summary>The mean of −ln(probability given to the true class); null where no probabilities were given.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Averages in which each class counts the same.</summary>
    public required AverageScores MacroAverage { get; init; }

    /// <summary>Averages weighted by support.</summary>
    public required AverageScores WeightedAverage { get; init; }

    /// <summary>Each class, ascending by label.</summary>
    public required IReadOnlyList<ClassScores> Classes { get; init; }

    /// <summary>How often each class was taken for each.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Judges predicted labels.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="predicted">As many.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static ClassificationReport Of(ReadOnlySpan<int> expected, ReadOnlySpan<int> predicted)
        => From(ConfusionMatrix.Of(expected, predicted));

    /// <summary>Judges predicted labels and probabilities.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="predicted">As many.</param>
    /// <param name="probabilities">A row per point, a column per class.</param>
    /// <param name="classes">The columns' labels, ascending (<see cref="IClassifier.Classes"/>).</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static ClassificationReport Of(
        ReadOnlySpan<int> expected, ReadOnlySpan<int> predicted, Matrix probabilities, ReadOnlySpan<int> classes)
        => Of(expected, predicted) with { LogLoss = Learning.LogLoss.Of(expected, probabilities, classes) };

    /// <summary>Everything that follows from a confusion matrix.</summary>
    /// <param name="confusion">At least one count is more than 0.</param>
    public static ClassificationReport From(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        ConfusionScores scores = ConfusionScores.Of(confusion.Counts);
        ClassScores[] classes =
        [
            .. confusion.Classes.Select((label, code) =>
                new ClassScores(label, scores.Precision[code], scores.Recall[code], scores.F1[code], scores.Support[code])),
        ];
        return new ClassificationReport
        {
            RowCount = scores.RowCount,
            Accuracy = scores.Accuracy,
            MacroF1 = scores.Macro(scores.F1),
            MicroF1 = scores.Accuracy,
            WeightedF1 = scores.Weighted(scores.F1),
            BalancedAccuracy = scores.BalancedAccuracy,
            CohensKappa = scores.CohensKappa,
            MacroAverage = new AverageScores(scores.Macro(scores.Precision), scores.Macro(scores.Recall), scores.Macro(scores.F1)),
            WeightedAverage = new AverageScores(scores.Weighted(scores.Precision), scores.Weighted(scores.Recall), scores.Weighted(scores.F1)),
            Classes = classes,
            Confusion = confusion,
        };
    }
}
