namespace Neuropil.Study;

/// <summary>Gradient-boosted trees.</summary>
public sealed record BoostingSettings
{
    /// <summary>The SVM in front of it.</summary>
    [SettingsPart]
    public OutlierSettings Outliers { get; init; } = new() { Gamma = "auto" };

    /// <summary>Rounds; at least 1.</summary>
    [Setting("Trees", "Rounds of XGBoost.", Least = 1, Most = 100_000)]
    public int TreeCount { get; init; } = 100;

    /// <summary>Greatest depth of a tree; at least 1.</summary>
    [Setting("Depth", "Greatest depth of a tree of XGBoost.", Least = 1, Most = 30)]
    public int MaxDepth { get; init; } = 6;

    /// <summary>Learning rate; more than 0, at most 1.</summary>
    [Setting("LearningRate", "Learning rate of XGBoost.", Above = 0, Most = 1)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Share of rows a tree sees; more than 0, at most 1.</summary>
    [Setting("Subsample", "Share of synapses that a tree of XGBoost sees.", Above = 0, Most = 1)]
    public double Subsample { get; init; } = 0.8;

    /// <summary>Share of columns a tree sees; more than 0, at most 1.</summary>
    [Setting("ColumnSample", "Share of columns that a tree of XGBoost sees.", Above = 0, Most = 1)]
    public double ColumnSample { get; init; } = 0.8;
}
