using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>What the honest estimate starts from.</summary>
internal sealed class RefitData
{
    /// <summary>Every synapse that decides the alignment of the group's neurons, in table order.</summary>
    public required SynapseTable Neighborhood { get; init; }

    /// <summary>For each of the group's synapses its row among the neighbours.</summary>
    public required int[] Rows { get; init; }

    /// <summary>The group's synapses, in table order.</summary>
    public required SynapseTable Synapses { get; init; }

    /// <summary>The cluster of each of the group's synapses, found on all of them.</summary>
    public required int[] Clusters { get; init; }

    /// <summary>The clusters of those that are scored: all, or all but noise where noise is dropped.</summary>
    public required int[] Scored { get; init; }

    public static RefitData Of(SynapseTable neighborhood, Table table, GroupSettings settings)
    {
        int[] member = new Table(neighborhood.Column(FeaturesStage.Member)).Integers(FeaturesStage.Member);
        int[] rows = [.. Enumerable.Range(0, member.Length).Where(row => member[row] == 1)];
        int[] clusters = table.Integers(ClusterStage.Cluster);
        SynapseTable synapses = neighborhood.Rows(rows);
        return synapses.Keys().SequenceEqual(GroupTable.KeysOf(table))
            ? new RefitData
            {
                Neighborhood = neighborhood,
                Rows = rows,
                Synapses = synapses,
                Clusters = clusters,
                Scored = [.. clusters.Where(cluster => !settings.Train.DropNoise || cluster != FileLabels.Noise)],
            }
            : throw new InvalidDataException($"The clusters of group {settings.Name} are not those of its synapses; cluster again.");
    }
}
