namespace Neuropil.Study;

/// <summary>The clustering of a group.</summary>
public sealed record ClusterSettings
{
    /// <summary>The smallest cluster; at least 2.</summary>
    public required int MinClusterSize { get; init; }

    /// <summary>Neighbours that make a point dense, the point itself not counted; at least 1.</summary>
    public required int MinSamples { get; init; }

    /// <summary>Whether the tree's leaves are the clusters, in place of the excess of mass.</summary>
    public required bool Leaf { get; init; }

    /// <summary>Clusters nearer than this are not parted; at least 0.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Whether all points may be one cluster.</summary>
    public required bool AllowSingleCluster { get; init; }
}
