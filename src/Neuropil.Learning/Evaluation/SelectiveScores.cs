namespace Neuropil.Learning;

/// <summary>How good answers are, over the classes that occur in the truth.</summary>
/// <remarks>
/// A class that is answered but never true enters no mean: its false answers are misses of the classes they belong to. Elsewhere the definitions
/// are scikit-learn's (<c>labels</c> = those of the truth), with 0 where a ratio has nothing to divide by.
/// </remarks>
public sealed record SelectiveScores
{
    /// <summary>How many rows are judged.</summary>
    public required int RowCount { get; init; }

    /// <summary>The share answered right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Means in which each true class counts the same.</summary>
    public required AverageScores MacroAverage { get; init; }

    /// <summary>Means weighted by support.</summary>
    public required AverageScores WeightedAverage { get; init; }

    /// <summary>The mean recall of the true classes; the macro average's recall under its own name.</summary>
    public double BalancedAccuracy => MacroAverage.Recall;

    /// <summary>Cohen's kappa, a rejection being an answer of its own kind; null where chance alone agrees always.</summary>
    public required double? CohensKappa { get; init; }

    /// <summary>The mean of −ln(probability given to the true class); null where no probabilities were given, and over all rows, for a refusal gives none.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Each class that occurs in the truth, ascending by label.</summary>
    public required IReadOnlyList<ClassScores> Classes { get; init; }
}
