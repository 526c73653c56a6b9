using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>K nearest neighbours: what the grid search tries.</summary>
public sealed record KnnSettings
{
    /// <summary>The SVM in front of it.</summary>
    [SettingsPart]
    public OutlierSettings Outliers { get; init; } = new() { Nu = 0.02 };

    /// <summary>Every odd count from 1 to this is tried; at least 1.</summary>
    [Setting("MaxNeighbors", "KNN tries every odd count of neighbours up to this.", Least = 1)]
    public int MaxNeighborCount { get; init; } = 15;

    /// <summary>Folds of the search; at least 2.</summary>
    [Setting("Folds", "Folds of the search of KNN.", Least = 2, Most = 100)]
    public int FoldCount { get; init; } = 5;

    /// <summary>The distances tried, in this order.</summary>
    [Setting("Metrics", "The distances that KNN tries.", Words = "euclidean,manhattan,chebyshev")]
    public IReadOnlyList<Metric> Metrics { get; init; } = [Metric.Euclidean, Metric.Manhattan];

    /// <summary>Whether nearer neighbours count more.</summary>
    [Setting("Weights", "uniform, or distance: nearer neighbours count more.", Words = "uniform,distance")]
    public bool WeightByDistance { get; init; }
}
