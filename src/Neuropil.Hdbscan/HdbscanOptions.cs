namespace Neuropil.Hdbscan;

/// <summary>What HDBSCAN computes. Immutable; a bad value cannot be held.</summary>
/// <remarks>Campello, Moulavi and Sander 2013; Campello et al. 2015; McInnes and Healy 2017.</remarks>
public sealed record HdbscanOptions
{
    /// <summary>A group of fewer points is no cluster: its points fall out of the cluster they were in. At least 2; default 5.</summary>
    public int MinClusterSize { get; init => field = Require.AtLeast(value, 2); } = 5;

    /// <summary>
    /// A point's core distance is the distance to its MinSamples-th nearest other point: the point itself is not counted.
    /// At least 1; null (the default): <see cref="MinClusterSize"/>.
    /// </summary>
    public int? MinSamples { get; init => field = value is int count ? Require.AtLeast(count, 1) : null; }

    /// <summary>How clusters are chosen. Default: excess of mass.</summary>
    public ClusterSelection Selection { get; init => field = Require.Defined(value); } = ClusterSelection.ExcessOfMass;

    /// <summary>
    /// Clusters that split below this distance are not split (Malzer and Baum 2020): a chosen cluster that was born at a smaller distance gives way
    /// to its nearest ancestor that was not. In the unit of the distances; at least 0 (the default: off).
    /// </summary>
    public double ClusterSelectionEpsilon { get; init => field = Require.AtLeast(Require.Finite(value), 0); }

    /// <summary>Excess of mass does not choose a cluster with more points. At least 2; null (the default): no limit.</summary>
    public int? MaxClusterSize { get; init => field = value is int count ? Require.AtLeast(count, 2) : null; }

    /// <summary>Whether the whole, the root of the tree, may be the one cluster. Default: no.</summary>
    public bool AllowSingleCluster { get; init; }

    /// <summary>The distance between points. Default: Euclidean.</summary>
    public Metric Metric { get; init => field = Require.Defined(value); } = Metric.Euclidean;

    /// <summary><see cref="MinSamples"/>, or what stands for it.</summary>
    public int EffectiveMinSamples => MinSamples ?? MinClusterSize;
}
