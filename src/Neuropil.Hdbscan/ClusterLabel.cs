namespace Neuropil.Hdbscan;

/// <summary>The labels of clusters: 0, 1, … in the order of <see cref="CondensedTree"/>'s clusters, or <see cref="Noise"/>.</summary>
public static class ClusterLabel
{
    /// <summary>The label of a point that belongs to no cluster.</summary>
    public const int Noise = -1;
}
