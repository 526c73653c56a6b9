namespace Neuropil.Hdbscan;

/// <summary>The nearest cluster of each of some points, and how far it is.</summary>
public sealed class NearestClusters
{
    private readonly int[] labels;
    private readonly double[] distances;

    internal NearestClusters(int[] labels, double[] distances)
    {
        this.labels = labels;
        this.distances = distances;
    }

    /// <summary>The nearest cluster's label; <see cref="ClusterLabel.Noise"/> where there is none.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>The distance to its nearest labelled training point; infinite where there is none.</summary>
    public ReadOnlySpan<double> Distances => distances;
}
