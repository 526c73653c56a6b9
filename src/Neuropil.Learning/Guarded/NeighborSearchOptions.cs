using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What the search for the best k nearest neighbours tries.</summary>
public sealed record NeighborSearchOptions
{
    /// <summary>Every odd count from 1 to this is tried; at least 1.</summary>
    public int MaxNeighborCount { get; init => field = Require.AtLeast(value, 1); } = 15;

    /// <summary>Folds of the search; at least 2.</summary>
    public int FoldCount { get; init => field = Require.AtLeast(value, 2); } = 5;

    /// <summary>The distances tried, in this order.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [Metric.Euclidean];

    /// <summary>How neighbours vote.</summary>
    public NeighborWeights Weights { get; init; } = NeighborWeights.Uniform;
}
