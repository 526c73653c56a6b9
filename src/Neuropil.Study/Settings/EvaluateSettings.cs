namespace Neuropil.Study;

/// <summary>How the learners are judged.</summary>
public sealed record EvaluateSettings
{
    /// <summary>Folds of the estimate that fits alignment, embedding and clustering anew in each; at least 2. Null: no such estimate.</summary>
    [Setting("Folds", "Folds of the honest estimate, which fits alignment, scaling, embedding and clustering anew in each; none leaves it out.", Null = "none", Least = 2)]
    public int? FoldCount { get; init; } = 5;

    /// <summary>Resamples of the test rows behind each interval; at least 100.</summary>
    [Setting("Bootstraps", "Resamples behind each interval.", Least = 100, Most = 1_000_000)]
    public int BootstrapCount { get; init; } = 1000;

    /// <summary>Share of resamples that an interval covers; between 0 and 1.</summary>
    [Setting("Confidence", "Share of the resamples that an interval covers.", Above = 0, Below = 1)]
    public double Confidence { get; init; } = 0.95;
}
