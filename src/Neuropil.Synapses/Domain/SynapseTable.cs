using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// Checked synapses, column by column, in the order of their file: what names them, where they are, and every other column by its name,
/// the features among them.
/// </summary>
public sealed record SynapseTable
{
    /// <summary>The file, as it was named.</summary>
    public required string Source { get; init; }

    /// <summary>The sheet, where the file is a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>The rows in the source file, as a spreadsheet program numbers them: the header is row 1.</summary>
    public required IReadOnlyList<int> Lines { get; init; }

    /// <summary>The neurons.</summary>
    public required LabelColumn Neurons { get; init; }

    /// <summary>The neurons' types; empty where none is told.</summary>
    public required LabelColumn NeuronTypes { get; init; }

    /// <summary>The synapses' types; empty where none is told.</summary>
    public required LabelColumn SynTypes { get; init; }

    /// <summary>The synapses' names on their neurons.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The positions from the origin, µm: x, y and z of all rows; NaN where a row has none. Null: the table has no positions.</summary>
    public IReadOnlyList<double[]>? Positions { get; init; }

    /// <summary>Every other column: features as numbers (NaN where a cell is blank), the others as they came.</summary>
    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    /// <summary>What the log should tell.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the log should warn of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Number of synapses.</summary>
    public int Count => Lines.Count;

    /// <summary>What names a synapse.</summary>
    public SynapseKey KeyOf(int row) => new(Neurons[row], SynTypes[row], Ids[row]);

    /// <summary>What names each synapse.</summary>
    public SynapseKey[] Keys()
    {
        SynapseKey[] keys = new SynapseKey[Count];
        for (int row = 0; row < keys.Length; row++)
        {
            keys[row] = KeyOf(row);
        }

        return keys;
    }

    /// <summary>Some of the rows, in the order given.</summary>
    public SynapseTable Rows(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return this with
        {
            Lines = Array.ConvertAll(rows, row => Lines[row]),
            Neurons = Neurons.Rows(rows),
            NeuronTypes = NeuronTypes.Rows(rows),
            SynTypes = SynTypes.Rows(rows),
            Ids = new TextView(Ids, rows),
            Positions = Positions is null ? null : [.. Positions.Select(axis => Array.ConvertAll(rows, row => axis[row]))],
            Columns = new Table(Columns).Take(rows).Columns,
        };
    }

    /// <summary>A column beyond the roles.</summary>
    /// <exception cref="TableException">There is none of that name.</exception>
    public TableColumn Column(string name)
        => Columns.FirstOrDefault(column => column.Name == name)
            ?? Columns.FirstOrDefault(column => column.Name == name + SynapseTableFile.CollisionSuffix)
            ?? throw new TableException(new TableProblem(
                Source,
                $"column '{name}' is missing{NearestName.Suggestion(name, Columns.Select(column => column.Name))}",
                "one of " + NameList.Of(Columns.Select(column => column.Name)),
                "Rename or add the column.")
            { Column = name });

    /// <summary>A column's numbers; NaN where a cell is blank.</summary>
    /// <exception cref="TableException">There is no such column, or a cell is no number.</exception>
    public double[] Numbers(string name) => new Table(Column(name)).Numbers(Column(name).Name);
}
