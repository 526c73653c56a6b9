using System.Globalization;

namespace Neuropil.Study;

/// <summary>What the nulls say of a group: whether data without clusters come out as well parted.</summary>
/// <param name="Permuted">
/// Beside data whose columns were permuted within each neuron. A column with several modes keeps them, so that clusters which a single
/// column shows are no news to this null; what it can tell is whether columns have to do with each other.
/// </param>
/// <param name="OnePopulation">
/// Beside data of one population with the group's own skew, tails and rank correlations. It decides: evidence of clusters is a
/// density-based validity that such data seldom reach.
/// </param>
public sealed record GroupEvidence(NullTest Permuted, NullTest OnePopulation)
{
    /// <summary>The p that counts as evidence.</summary>
    public const double Level = 0.05;

    /// <summary>The share of one-population data whose clusters are at least as well parted.</summary>
    public double P => OnePopulation.DbcvP;

    /// <summary>Whether the clusters are better parted than chance.</summary>
    public bool IsEvidence => P <= Level;

    /// <summary>One sentence for the user; what the evidence is, never that a cluster is real.</summary>
    public string Sentence
    {
        get
        {
            ClusteringStatistics observed = OnePopulation.Observed;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{(IsEvidence ? "Evidence of clusters" : "No evidence of clusters")}: {observed.ClusterCount} found with density-based validity {observed.Dbcv:0.00}; {OnePopulation.Nulls.Count} data sets of one population gave {OnePopulation.Nulls.Min(statistics => statistics.ClusterCount)} to {OnePopulation.Nulls.Max(statistics => statistics.ClusterCount)} clusters and at most {OnePopulation.Nulls.Max(statistics => statistics.Dbcv):0.00} (p = {P:0.00#}); with columns permuted within neurons p = {Permuted.DbcvP:0.00#}.");
        }
    }
}
