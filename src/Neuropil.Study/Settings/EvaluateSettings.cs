namespace Neuropil.Study;

/// <summary>How the learners are judged.</summary>
public sealed record EvaluateSettings
{
    /// <summary>Folds of the estimate that fits alignment, embedding and clustering anew in each; at least 2. Null: no such estimate.</summary>
    public required int? FoldCount { get; init; }

    /// <summary>Resamples of the test rows behind each interval; at least 100.</summary>
    public required int BootstrapCount { get; init; }

    /// <summary>Share of resamples that an interval covers; between 0 and 1.</summary>
    public required double Confidence { get; init; }
}
