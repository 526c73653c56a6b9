using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>The synapses of one group with numbers to each: what embed, cluster, train and predict hand on.</summary>
/// <param name="Keys">The key of each synapse.</param>
/// <param name="Types">The type of each synapse's neuron.</param>
/// <param name="ColumnNames">The names of the numbers.</param>
/// <param name="Points">One row a synapse.</param>
internal sealed record GroupTable(IReadOnlyList<SynapseKey> Keys, IReadOnlyList<string> Types, IReadOnlyList<string> ColumnNames, Matrix Points)
{
    public const string NeuronType = "NeuronType";
    public const string NeuronId = "NeuronId";
    public const string SynType = "SynType";
    public const string SynId = "SynId";

    /// <summary>The group of a row, in tables of several.</summary>
    public const string Group = "Group";

    /// <summary>No synapses and no numbers.</summary>
    public static GroupTable Empty { get; } = new([], [], [], new Matrix(0, 0, []));

    /// <summary>Numbers to synapses.</summary>
    public static GroupTable Of(SynapseTable synapses, IReadOnlyList<string> names, Matrix points) => new(synapses.Keys(), synapses.NeuronTypes, names, points);

    /// <summary>The names of an embedding's columns: UMAP_1, UMAP_2, …</summary>
    public static string[] EmbeddingNames(int dimension)
        => [.. Enumerable.Range(1, dimension).Select(axis => string.Create(CultureInfo.InvariantCulture, $"UMAP_{axis}"))];

    /// <summary>The names of the embedding's columns in a table.</summary>
    public static string[] EmbeddingNames(Table table)
        => [.. table.Columns.Select(column => column.Name).Where(name => name.StartsWith("UMAP_", StringComparison.Ordinal))];

    public Table ToTable() => new([TypesOf(), NeuronIdsOf(), SynTypesOf(), SynIdsOf(), .. NumbersOf(ColumnNames, Points)]);

    public static GroupTable Of(Table table)
    {
        string[] names = [.. table.Columns.Select(column => column.Name).Skip(4)];
        return new GroupTable(KeysOf(table), table.Texts(NeuronType), names, names.Length == 0 ? new Matrix(0, 0, []) : table.Matrix(names));
    }

    public static SynapseKey[] KeysOf(Table table)
    {
        string[] neurons = table.Texts(NeuronId);
        string[] types = table.Texts(SynType);
        string[] numbers = table.Texts(SynId);
        return [.. neurons.Select((neuron, row) => new SynapseKey(neuron, types[row], numbers[row]))];
    }

    public TableColumn TypesOf() => TableColumn.Texts(NeuronType, Types);

    public TableColumn NeuronIdsOf() => TableColumn.Texts(NeuronId, [.. Keys.Select(key => key.NeuronId)]);

    public TableColumn SynTypesOf() => TableColumn.Texts(SynType, [.. Keys.Select(key => key.SynType)]);

    public TableColumn SynIdsOf() => TableColumn.Texts(SynId, [.. Keys.Select(key => key.SynId)]);

    public static IEnumerable<TableColumn> NumbersOf(IReadOnlyList<string> names, Matrix points)
        => names.Select((name, column) => TableColumn.Numbers(name, points.Column(column)));
}
