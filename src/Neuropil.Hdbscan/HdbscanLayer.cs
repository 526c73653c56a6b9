namespace Neuropil.Hdbscan;

/// <summary>A range of smallest cluster sizes over which the number of clusters stays the same.</summary>
/// <param name="MinClusterSize">The least of the sizes looked at.</param>
/// <param name="LargestMinClusterSize">The largest size before the next one looked at.</param>
/// <param name="ClusterCount">The clusters found at each of them.</param>
public readonly record struct HdbscanLayer(int MinClusterSize, int LargestMinClusterSize, int ClusterCount)
{
    /// <summary>How often the smallest cluster's size doubles before the number of clusters changes.</summary>
    public double Persistence => DeterministicMath.Log((LargestMinClusterSize + 1.0) / MinClusterSize) / DeterministicMath.Log(2);
}
