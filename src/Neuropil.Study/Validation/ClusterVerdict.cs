using System.Globalization;

namespace Neuropil.Study;

/// <summary>What the replicates say of one cluster, in a sentence.</summary>
/// <param name="Subsamples">Over subsamples, each with a seed of its own.</param>
/// <param name="Seeds">Over other seeds on all synapses.</param>
/// <param name="WithoutNeuron">Per neuron left out, the Jaccard index without it.</param>
public sealed record ClusterVerdict(ClusterStability Subsamples, ClusterStability Seeds, IReadOnlyDictionary<string, double> WithoutNeuron)
{
    /// <summary>The neurons without which the cluster dissolves, in ordinal order.</summary>
    public IReadOnlyList<string> HangsOn
        => [.. WithoutNeuron.Where(neuron => neuron.Value <= StabilityWords.DissolvedUpTo).Select(neuron => neuron.Key).Order(StringComparer.Ordinal)];

    /// <summary>The lesser of the two values: a cluster is no more stable than under what shakes it most. NaN where there were no replicates.</summary>
    public double Jaccard => double.IsNaN(Seeds.Jaccard) || Subsamples.Jaccard <= Seeds.Jaccard ? Subsamples.Jaccard : Seeds.Jaccard;

    /// <summary>That value in a word; null where there were no replicates.</summary>
    public StabilityWord? Word => double.IsNaN(Jaccard) ? null : StabilityWords.Of(Jaccard);

    /// <summary>The sentence.</summary>
    public string Sentence
    {
        get
        {
            string name = Subsamples.Cluster == FileLabels.Noise ? "Noise" : string.Create(CultureInfo.InvariantCulture, $"Cluster {Subsamples.Cluster}");
            if (Word is not StabilityWord word)
            {
                return $"{name}: no replicate holds any of its synapses.";
            }

            string hangs = HangsOn.Count switch
            {
                0 => "",
                1 => $"; it dissolves without neuron {HangsOn[0]}",
                _ => $"; it dissolves without any one of the neurons {string.Join(", ", HangsOn)}",
            };
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {word.Text()} (Jaccard {Subsamples.Jaccard:0.00} over subsamples, {Seeds.Jaccard:0.00} over seeds){hangs}.");
        }
    }
}
