namespace Neuropil.Study;

/// <summary>Gradient-boosted trees.</summary>
public sealed record BoostingSettings
{
    /// <summary>The SVM in front of it.</summary>
    public required OutlierSettings Outliers { get; init; }

    /// <summary>Rounds; at least 1.</summary>
    public required int TreeCount { get; init; }

    /// <summary>Greatest depth of a tree; at least 1.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>Learning rate; more than 0, at most 1.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Share of rows a tree sees; more than 0, at most 1.</summary>
    public required double Subsample { get; init; }

    /// <summary>Share of columns a tree sees; more than 0, at most 1.</summary>
    public required double ColumnSample { get; init; }
}
