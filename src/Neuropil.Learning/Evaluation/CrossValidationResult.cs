namespace Neuropil.Learning;

/// <summary>What cross-validation showed.</summary>
public sealed record CrossValidationResult
{
    /// <summary>Accuracy over the folds.</summary>
    public required MeanAndDeviation Accuracy { get; init; }

    /// <summary>Macro-averaged F1 over the folds.</summary>
    public required MeanAndDeviation MacroF1 { get; init; }

    /// <summary>Weighted F1 over the folds.</summary>
    public required MeanAndDeviation WeightedF1 { get; init; }

    /// <summary>Balanced accuracy over the folds.</summary>
    public required MeanAndDeviation BalancedAccuracy { get; init; }

    /// <summary>Every fold, repeat by repeat.</summary>
    public required IReadOnlyList<FoldReport> Folds { get; init; }

    /// <summary>Per repeat a label for every row: what it was predicted as when its fold was tested.</summary>
    public required IReadOnlyList<int[]> Predictions { get; init; }

    /// <summary>The scores of all rows of all repeats pooled.</summary>
    public required ClassificationReport Pooled { get; init; }

    /// <summary>What the reader should know, as that a class has fewer members than there are folds.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
