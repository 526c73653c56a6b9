namespace Neuropil.Study;

/// <summary>The clustering of a group.</summary>
public sealed record ClusterSettings
{
    /// <summary>The smallest cluster; at least 2. Null: by the group's size.</summary>
    [Setting("MinClusterSize", "HDBSCAN: the smallest cluster; auto: round(0.218 · n^0.81).", Null = "auto", Least = 2)]
    public int? MinClusterSize { get; init; }

    /// <summary>Neighbours that make a point dense, the point itself not counted; at least 1. Null: a fifth of the smallest cluster, at least 2.</summary>
    [Setting("MinSamples", "HDBSCAN: neighbours that make a synapse dense, itself not counted; auto: a fifth of MinClusterSize, at least 2.", Null = "auto", Least = 1)]
    public int? MinSamples { get; init; }

    /// <summary>Whether the tree's leaves are the clusters, in place of the excess of mass.</summary>
    [Setting("Selection", "HDBSCAN: eom (excess of mass) or leaf.", Words = "eom,leaf")]
    public bool Leaf { get; init; }

    /// <summary>Clusters nearer than this are not parted; at least 0.</summary>
    [Setting("Epsilon", "HDBSCAN: clusters nearer than this are not parted.", Least = 0)]
    public double Epsilon { get; init; }

    /// <summary>Whether all points may be one cluster.</summary>
    [Setting("AllowSingleCluster", "HDBSCAN: whether all synapses may be one cluster.")]
    public bool AllowSingleCluster { get; init; }

    /// <summary>The settings for a group of a size, with nothing left to it.</summary>
    /// <remarks>round(0.218 · n^0.81): 629, 125, 165, 145 and 444 synapses give 40, 11, 14, 12 and 30; the published study chose 40, 11, 15, 11 and 30.</remarks>
    public ClusterSettings For(int count)
    {
        int size = MinClusterSize ?? Math.Max(2, (int)Math.Round(0.218 * Numerics.DeterministicMath.Pow(count, 0.81), MidpointRounding.AwayFromZero));
        return this with { MinClusterSize = size, MinSamples = MinSamples ?? Math.Max(2, (int)Math.Round(size / 5.0, MidpointRounding.AwayFromZero)) };
    }
}
