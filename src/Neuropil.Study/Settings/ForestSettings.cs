namespace Neuropil.Study;

/// <summary>Random forest.</summary>
public sealed record ForestSettings
{
    /// <summary>The SVM in front of it.</summary>
    public required OutlierSettings Outliers { get; init; }

    /// <summary>Trees; at least 1.</summary>
    public required int TreeCount { get; init; }

    /// <summary>Greatest depth of a tree; null: no bound.</summary>
    public required int? MaxDepth { get; init; }
}
