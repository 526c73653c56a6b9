using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What a k-nearest-neighbours classifier is fitted with.</summary>
public sealed record KNearestNeighborsOptions
{
    /// <summary>k: how many training points vote; at least 1, at most the number of training points. Default 5.</summary>
    public int NeighborCount { get; init => field = Require.AtLeast(value, 1); } = 5;

    /// <summary>The distance. Default Euclidean.</summary>
    public Metric Metric { get; init => field = Require.Defined(value); } = Metric.Euclidean;

    /// <summary>How much each neighbour's vote counts. Default uniform.</summary>
    public NeighborWeights Weights { get; init => field = Require.Defined(value); } = NeighborWeights.Uniform;
}
