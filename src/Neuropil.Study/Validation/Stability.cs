namespace Neuropil.Study;

/// <summary>
/// Whether clusters come back when the chain is run again: on subsamples, with other seeds, without a neuron. The value of a cluster
/// is the mean over the replicates of its largest Jaccard index with a cluster of the replicate, over the synapses present in both.
/// </summary>
/// <remarks>
/// Hennig 2007, "Cluster-wise assessment of cluster stability", Computational Statistics and Data Analysis 52. Subsamples are drawn
/// without replacement: the duplicates of a bootstrap would fake density. Of equal matches the lower cluster is taken.
/// </remarks>
public sealed class Stability
{
    private Stability(IReadOnlyList<ClusterStability> clusters, IReadOnlyList<SynapseStability> synapses, IReadOnlyDictionary<int, int> clusterCounts)
    {
        Clusters = clusters;
        Synapses = synapses;
        ClusterCounts = clusterCounts;
    }

    /// <summary>The clusters in ascending order, then the noise where there is any.</summary>
    public IReadOnlyList<ClusterStability> Clusters { get; }

    /// <summary>One entry a synapse of the group, in its order.</summary>
    public IReadOnlyList<SynapseStability> Synapses { get; }

    /// <summary>How many replicates found how many clusters, by ascending count.</summary>
    public IReadOnlyDictionary<int, int> ClusterCounts { get; }

    /// <summary>Compares a clustering with its replicates.</summary>
    /// <param name="labels">The cluster of each synapse of the group, from 1; −1 noise.</param>
    /// <param name="replicates">The reruns; their rows are places in <paramref name="labels"/>.</param>
    public static Stability Of(IReadOnlyList<int> labels, IReadOnlyList<Replicate> replicates)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(replicates);
        int[] clusters = [.. labels.Distinct().OrderBy(label => label == FileLabels.Noise).ThenBy(label => label)];
        Overlap[] overlaps = [.. replicates.Select(replicate => Overlap.Of(labels, replicate))];
        SortedDictionary<int, int> counts = [];
        foreach (Replicate replicate in replicates)
        {
            counts[replicate.ClusterCount] = counts.GetValueOrDefault(replicate.ClusterCount) + 1;
        }

        return new Stability(
            [.. clusters.Select(cluster => OfCluster(cluster, labels.Count(label => label == cluster), overlaps))],
            OfSynapses(labels, replicates, overlaps),
            counts);
    }

    private static ClusterStability OfCluster(int cluster, int size, Overlap[] overlaps)
    {
        double[] indices = [.. overlaps.Where(overlap => overlap.Best.ContainsKey(cluster)).Select(overlap => overlap.Best[cluster].Jaccard)];
        return new ClusterStability
        {
            Cluster = cluster,
            Size = size,
            ReplicateCount = indices.Length,
            Jaccard = indices.Length == 0 ? double.NaN : indices.Sum() / indices.Length,
            DissolvedShare = indices.Length == 0 ? double.NaN : (double)indices.Count(index => index <= StabilityWords.DissolvedUpTo) / indices.Length,
        };
    }

    private static SynapseStability[] OfSynapses(IReadOnlyList<int> labels, IReadOnlyList<Replicate> replicates, Overlap[] overlaps)
    {
        int[] present = new int[labels.Count];
        int[] own = new int[labels.Count];
        int[] noise = new int[labels.Count];
        for (int index = 0; index < overlaps.Length; index++)
        {
            Replicate replicate = replicates[index];
            for (int place = 0; place < replicate.Rows.Count; place++)
            {
                int row = replicate.Rows[place];
                int found = replicate.Labels[place];
                present[row]++;
                own[row] += found == overlaps[index].Best[labels[row]].Match ? 1 : 0;
                noise[row] += found == FileLabels.Noise && labels[row] != FileLabels.Noise ? 1 : 0;
            }
        }

        return [.. labels.Select((_, row) => present[row] == 0
            ? new SynapseStability(0, double.NaN, double.NaN, double.NaN)
            : new SynapseStability(
                present[row],
                (double)own[row] / present[row],
                (double)(present[row] - own[row] - noise[row]) / present[row],
                (double)noise[row] / present[row]))];
    }

    /// <summary>Per cluster present in a replicate: the replicate's cluster that overlaps it most, and the Jaccard index of the two.</summary>
    private sealed record Overlap(IReadOnlyDictionary<int, (int? Match, double Jaccard)> Best)
    {
        public static Overlap Of(IReadOnlyList<int> labels, Replicate replicate)
        {
            Dictionary<int, int> sizes = [];
            Dictionary<int, int> foundSizes = [];
            Dictionary<(int Cluster, int Found), int> both = [];
            for (int place = 0; place < replicate.Rows.Count; place++)
            {
                int cluster = labels[replicate.Rows[place]];
                int found = replicate.Labels[place];
                sizes[cluster] = sizes.GetValueOrDefault(cluster) + 1;
                foundSizes[found] = foundSizes.GetValueOrDefault(found) + 1;
                both[(cluster, found)] = both.GetValueOrDefault((cluster, found)) + 1;
            }

            Dictionary<int, (int? Match, double Jaccard)> best = [];
            foreach (int cluster in sizes.Keys)
            {
                (int? match, double jaccard) = (null, 0.0);
                foreach (int found in foundSizes.Keys.Where(found => found == FileLabels.Noise == (cluster == FileLabels.Noise)).Order())
                {
                    int shared = both.GetValueOrDefault((cluster, found));
                    double index = (double)shared / (sizes[cluster] + foundSizes[found] - shared);
                    (match, jaccard) = index > jaccard ? (found, index) : (match, jaccard);
                }

                best[cluster] = (match, jaccard);
            }

            return new Overlap(best);
        }
    }
}
