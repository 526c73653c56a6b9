using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What the figures of a group show.</summary>
internal sealed class GroupData
{
    /// <summary>The group.</summary>
    public required string Name { get; init; }

    /// <summary>Its place among the groups.</summary>
    public required int Index { get; init; }

    /// <summary>The synapses with their embedding and clusters.</summary>
    public required Table Clusters { get; init; }

    /// <summary>The new synapses with theirs.</summary>
    public required Table New { get; init; }

    /// <summary>The same synapses as measured, in the same order.</summary>
    public required SynapseTable Synapses { get; init; }

    /// <summary>The frames of their neurons.</summary>
    public required NeuronAlignment Alignment { get; init; }

    /// <summary>The features, the position left out.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The condensed tree.</summary>
    public required IReadOnlyList<PageBranch> Tree { get; init; }

    /// <summary>The learners; null where none were trained.</summary>
    public required PageModels? Models { get; init; }

    /// <summary>The coordinates of the embedding, historical synapses first, then new ones.</summary>
    public IReadOnlyList<double[]> Embedding => field ??= [.. GroupTable.EmbeddingNames(Clusters).Select(name => (double[])[.. Clusters.Numbers(name), .. New.RowCount == 0 ? [] : New.Numbers(name)])];

    /// <summary>Places around the soma, µm; null where synapses have none.</summary>
    public IReadOnlyList<double[]>? Before => Synapses.Positions;

    /// <summary>Places in the frame of each neuron, µm; null where synapses have none.</summary>
    public IReadOnlyList<double[]>? After => field ??= Synapses.Positions is null ? null : Alignment.Apply(Synapses);

    /// <summary>Cluster of each synapse.</summary>
    public int[] Labels => field ??= Clusters.Integers(ClusterStage.Cluster);

    /// <summary>The clusters, ascending, without noise.</summary>
    public int[] Numbers => field ??= [.. Labels.Where(label => label != FileLabels.Noise).Distinct().Order()];

    /// <summary>The neurons, in order.</summary>
    public string[] NeuronNames => field ??= [.. Clusters.Texts(GroupTable.NeuronId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Features, then places in the neurons' frames, with units.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Quantities
        => field ??=
        [
            .. Features.Select(name => (NamedUnit.Labelled(name), (IReadOnlyList<double>)Synapses.Numbers(name))),
            .. (After ?? []).Select((axis, index) => ($"{Alignment.CoordinateColumns[index]} (µm)", (IReadOnlyList<double>)axis)),
        ];

    /// <summary>The class of a cluster: its colour and shape belong to this group.</summary>
    public Ink InkOf(int cluster) => Ink.OfClass(ClassOf(cluster));

    /// <summary>Noise below, then the clusters.</summary>
    public IReadOnlyList<PointClass> ByCluster => field ??=
    [
        PointClass.Noise("noise", RowsOf(FileLabels.Noise)),
        .. Numbers.Select(number => PointClass.Of(ClassOf(number), $"{Name} {PageNumber.Count(number)}", RowsOf(number), PageNumber.Count(number))),
    ];

    /// <summary>The new synapses in their predicted clusters; their rows follow the historical ones.</summary>
    public IReadOnlyList<PointClass> NewByCluster
    {
        get
        {
            if (New.RowCount == 0)
            {
                return [];
            }

            int[] predicted = New.Integers(ClusterStage.Cluster);
            int[] Rows(Func<int, bool> isWanted) => [.. Enumerable.Range(0, predicted.Length).Where(row => isWanted(predicted[row])).Select(row => row + Clusters.RowCount)];
            return
            [
                new PointClass("new: rejected or noise", Ink.Page, MarkShape.Square, Rows(label => !Numbers.Contains(label)), IsNew: true),
                .. Numbers.Select(number => new PointClass("new, in its predicted cluster", InkOf(number), MarkShape.OfClass(ClassOf(number)), Rows(label => label == number), IsNew: true))
                    .Where(fresh => fresh.Rows.Count > 0),
            ];
        }
    }

    /// <summary>The synapses of each neuron.</summary>
    public IReadOnlyList<PointClass> ByNeuron
    {
        get
        {
            string[] neurons = Clusters.Texts(GroupTable.NeuronId);
            ILookup<string, int> rows = Enumerable.Range(0, neurons.Length).ToLookup(row => neurons[row], StringComparer.Ordinal);
            return [.. NeuronNames.Select((name, index) => PointClass.Of(index, name, [.. rows[name]]))];
        }
    }

    private int ClassOf(int cluster) => ClassPalette.OffsetOf(Index) + Array.IndexOf(Numbers, cluster);

    private int[] RowsOf(int cluster) => [.. Enumerable.Range(0, Labels.Length).Where(row => Labels[row] == cluster)];
}
