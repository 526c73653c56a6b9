using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>K nearest neighbours: what the grid search tries.</summary>
public sealed record KnnSettings
{
    /// <summary>The SVM in front of it.</summary>
    public required OutlierSettings Outliers { get; init; }

    /// <summary>Every odd count from 1 to this is tried; at least 1.</summary>
    public required int MaxNeighborCount { get; init; }

    /// <summary>Folds of the search; at least 2.</summary>
    public required int FoldCount { get; init; }

    /// <summary>The distances tried, in this order.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>Whether nearer neighbours count more.</summary>
    public required bool WeightByDistance { get; init; }
}
