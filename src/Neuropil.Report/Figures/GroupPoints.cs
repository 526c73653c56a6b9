using Neuropil.Numerics;
using Neuropil.Study;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What the figures of a group show.</summary>
internal sealed class GroupPoints
{
    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>The synapses' places in the embedding.</summary>
    public required Matrix Places { get; init; }

    /// <summary>The synapses' neurons.</summary>
    public required IReadOnlyList<string> Neurons { get; init; }

    /// <summary>The synapses' clusters, from 1; noise −1.</summary>
    public required IReadOnlyList<int> Clusters { get; init; }

    /// <summary>The clusters that occur, ascending, without noise.</summary>
    public IReadOnlyList<int> ClusterNumbers => [.. Clusters.Where(cluster => cluster != FileLabels.Noise).Distinct().Order()];

    public static GroupPoints Of(string group, Table table)
        => new()
        {
            Group = group,
            Places = table.Matrix(GroupTable.EmbeddingNames(table)),
            Neurons = table.Texts(GroupTable.NeuronId),
            Clusters = table.Integers(ClusterStage.Cluster),
        };
}
