using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Where the synapses of a group stand among those that decide its alignment.</summary>
internal sealed class GroupRows
{
    private GroupRows(int[] rows) => Rows = rows;

    /// <summary>For each synapse of the group its row.</summary>
    public int[] Rows { get; }

    /// <summary>How many synapses the group has.</summary>
    public int Count => Rows.Length;

    public static GroupRows Of(SynapseTable neighborhood)
    {
        int[] member = new Table(neighborhood.Column(FeaturesStage.Member)).Integers(FeaturesStage.Member);
        return new GroupRows([.. Enumerable.Range(0, member.Length).Where(row => member[row] == 1)]);
    }

    /// <summary>The group's neurons, in ordinal order.</summary>
    public IEnumerable<string> Neurons(SynapseTable neighborhood)
        => Rows.Select(row => neighborhood.Neurons[row]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
