using Neuropil.Learning;

namespace Neuropil.Study;

/// <summary>Random forest.</summary>
public sealed record ForestSettings
{
    /// <summary>The SVM in front of it.</summary>
    [SettingsPart]
    public OutlierSettings Outliers { get; init; } = new();

    /// <summary>Trees; at least 1.</summary>
    [Setting("Trees", "Trees of the random forest.", Least = 1, Most = 100_000)]
    public int TreeCount { get; init; } = 100;

    /// <summary>Greatest depth of a tree; null: no bound.</summary>
    [Setting("Depth", "Greatest depth of a tree of the random forest.", Null = "none", Least = 1)]
    public int? MaxDepth { get; init; } = 8;

    /// <summary>Who grows the trees.</summary>
    [Setting("Trainer", "Who grows the trees of the random forest: gini (scikit-learn's way), or fasttree (ML.NET's).")]
    public ForestTrainer Trainer { get; init; } = ForestTrainer.Gini;
}
