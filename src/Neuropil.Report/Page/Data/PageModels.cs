namespace Neuropil.Report;

/// <summary>The learners of a group.</summary>
internal sealed record PageModels
{
    /// <summary>The model that predicts, by its short name.</summary>
    public required string Used { get; init; }

    /// <summary>How it was chosen.</summary>
    public required string ChosenBy { get; init; }

    /// <summary>What the intervals cover, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Every model by every estimate.</summary>
    public required IReadOnlyList<ModelScores> Scores { get; init; }

    /// <summary>The models' parameters as chosen, in words.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Choices { get; init; }

    /// <summary>The used model's confusions.</summary>
    public required IReadOnlyList<PageConfusion> Confusions { get; init; }

    /// <summary>Precision, recall and F1 by cluster.</summary>
    public required PageRows Classes { get; init; }

    /// <summary>Clusters found in each fold of the honest estimate; empty without one.</summary>
    public IReadOnlyList<int> FoldClusterCounts { get; init; } = [];

    /// <summary>How much each feature matters to the used model; null where it was not computed.</summary>
    public IReadOnlyList<KeyValuePair<string, Score>>? Importances { get; init; }

    /// <summary>What each feature adds to each new synapse's prediction; null where it was not computed.</summary>
    public PageRows? Contributions { get; init; }
}
