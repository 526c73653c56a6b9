using Neuropil.Numerics;

namespace Neuropil.Study;

using Neuropil.Hdbscan;
using Neuropil.Umap;

/// <summary>The part of the chain behind the features: embedding, then clustering.</summary>
internal sealed record FeatureClustering(UmapModel Embedding, HdbscanModel Clustering)
{
    /// <summary>The cluster of each row, from 1; −1 noise.</summary>
    public int[] Labels => Array.ConvertAll(Clustering.Labels.ToArray(), FileLabels.Of);

    /// <summary>Embeds and clusters.</summary>
    /// <param name="features">n × d.</param>
    /// <param name="embed">With the replicate's own seed.</param>
    /// <param name="cluster">As the study has it.</param>
    /// <param name="execution">Never changes the result.</param>
    public static FeatureClustering Fit(Matrix features, UmapOptions embed, HdbscanOptions cluster, Execution? execution = null)
    {
        UmapModel umap = Umap.Fit(features, embed, execution);
        return new FeatureClustering(umap, Hdbscan.Fit(umap.Embedding, cluster, execution));
    }

    /// <summary>What is compared with data without clusters.</summary>
    public ClusteringStatistics Statistics(Execution? execution = null) => ClusteringStatistics.Of(Clustering, Embedding.Embedding, execution);

    /// <summary>
    /// The options for a share of the data. Counts of neighbours and of members stand for a scale of the data: on four fifths of the
    /// points the same density has four fifths of the neighbours, and a cluster of just MinClusterSize must not vanish by the draw alone.
    /// </summary>
    public static HdbscanOptions Scaled(HdbscanOptions options, double share)
        => options with
        {
            MinClusterSize = Math.Max(2, (int)Math.Round(share * options.MinClusterSize, MidpointRounding.ToEven)),
            MinSamples = Math.Max(1, (int)Math.Round(share * options.EffectiveMinSamples, MidpointRounding.ToEven)),
        };
}
