using System.Globalization;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>The synapses of one group with numbers to each: what embed, cluster, train and predict hand on.</summary>
/// <param name="Keys">The key of each synapse.</param>
/// <param name="ColumnNames">The names of the numbers.</param>
/// <param name="Points">One row a synapse.</param>
internal sealed record GroupTable(IReadOnlyList<SynapseKey> Keys, IReadOnlyList<string> ColumnNames, Matrix Points)
{
    public const string NeuronType = "NeuronType";
    public const string NeuronId = "NeuronId";
    public const string SynType = "SynType";
    public const string SynId = "SynId";

    /// <summary>The names of an embedding's columns: UMAP_1, UMAP_2, …</summary>
    public static string[] EmbeddingNames(int dimension)
        => [.. Enumerable.Range(1, dimension).Select(axis => string.Create(CultureInfo.InvariantCulture, $"UMAP_{axis}"))];

    /// <summary>The names of the embedding's columns in a table.</summary>
    public static string[] EmbeddingNames(Table table)
        => [.. table.Columns.Select(column => column.Name).Where(name => name.StartsWith("UMAP_", StringComparison.Ordinal))];

    public Table ToTable()
        => new([NeuronTypesOf(Keys), NeuronIdsOf(Keys), SynTypesOf(Keys), SynIdsOf(Keys), .. NumbersOf(ColumnNames, Points)]);

    public static GroupTable Of(Table table)
    {
        string[] names = [.. table.Columns.Select(column => column.Name).Except([NeuronType, NeuronId, SynType, SynId])];
        return new GroupTable(KeysOf(table), names, table.Matrix(names));
    }

    public static SynapseKey[] KeysOf(Table table)
    {
        string[] neurons = table.Texts(NeuronId);
        string[] types = table.Texts(SynType);
        string[] numbers = table.Texts(SynId);
        return [.. neurons.Select((neuron, row) => new SynapseKey(neuron, types[row], numbers[row]))];
    }

    public static TableColumn NeuronTypesOf(IEnumerable<SynapseKey> keys)
        => TableColumn.Texts(NeuronType, [.. keys.Select(key => NeuronTypes.Of(key.NeuronId).ShortName())]);

    public static TableColumn NeuronIdsOf(IEnumerable<SynapseKey> keys) => TableColumn.Texts(NeuronId, [.. keys.Select(key => key.NeuronId)]);

    public static TableColumn SynTypesOf(IEnumerable<SynapseKey> keys) => TableColumn.Texts(SynType, [.. keys.Select(key => key.SynType)]);

    public static TableColumn SynIdsOf(IEnumerable<SynapseKey> keys) => TableColumn.Texts(SynId, [.. keys.Select(key => key.SynId)]);

    public static IEnumerable<TableColumn> NumbersOf(IReadOnlyList<string> names, Matrix points)
        => names.Select((name, column) => TableColumn.Numbers(name, points.Column(column)));
}
