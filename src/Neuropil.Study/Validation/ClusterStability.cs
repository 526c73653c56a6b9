namespace Neuropil.Study;

/// <summary>How well one cluster, or the noise, comes back in a set of replicates.</summary>
public sealed record ClusterStability
{
    /// <summary>The cluster, from 1; −1: the noise, which is compared with the replicates' noise alone.</summary>
    public required int Cluster { get; init; }

    /// <summary>How many of the group's synapses it has.</summary>
    public required int Size { get; init; }

    /// <summary>How many replicates hold any of its synapses.</summary>
    public required int ReplicateCount { get; init; }

    /// <summary>The mean over those of the largest Jaccard index with a cluster of the replicate; NaN where there are none.</summary>
    public required double Jaccard { get; init; }

    /// <summary>The share of those in which that index is at most .5; NaN where there are none.</summary>
    public required double DissolvedShare { get; init; }

    /// <summary>The mean in a word; null where there are no replicates.</summary>
    public StabilityWord? Word => double.IsNaN(Jaccard) ? null : StabilityWords.Of(Jaccard);
}
