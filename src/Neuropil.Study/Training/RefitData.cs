using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>What the honest estimate starts from.</summary>
internal sealed class RefitData
{
    /// <summary>Every synapse that decides the alignment of the group's neurons, in table order.</summary>
    public required IReadOnlyList<Synapse> Neighborhood { get; init; }

    /// <summary>The group's synapses, in table order.</summary>
    public required IReadOnlyList<Synapse> Synapses { get; init; }

    /// <summary>The cluster of each of the group's synapses, found on all of them.</summary>
    public required int[] Clusters { get; init; }

    /// <summary>The clusters of those that are scored: all, or all but noise where noise is dropped.</summary>
    public required int[] Scored { get; init; }

    public static RefitData Of(SynapseTable synapsesWithNeighbors, Table table, GroupSettings settings)
    {
        SynapseGroup group = SynapseGroup.Named(settings.Name);
        IReadOnlyList<Synapse> neighborhood = synapsesWithNeighbors.Synapses;
        int[] clusters = table.Integers(ClusterStage.Cluster);
        Synapse[] synapses = [.. neighborhood.Where(group.Contains)];
        return synapses.Select(synapse => synapse.Key).SequenceEqual(GroupTable.KeysOf(table))
            ? new RefitData
            {
                Neighborhood = neighborhood,
                Synapses = synapses,
                Clusters = clusters,
                Scored = [.. clusters.Where(cluster => !settings.Train.DropNoise || cluster != FileLabels.Noise)],
            }
            : throw new InvalidDataException($"The clusters of group {settings.Name} are not those of its synapses; cluster again.");
    }
}
