using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// Checked synapses as the stages hand them on: SourceRow, NeuronType, NeuronId, SynType, SynId; rel_x, rel_y, rel_z (µm from the origin)
/// where there are positions; then the features and the other columns by their names, a stage's own ones between.
/// </summary>
public static class SynapseTableFile
{
    /// <summary>The name of the column with the row of each synapse in its file.</summary>
    public const string SourceRow = "SourceRow";

    internal const string CollisionSuffix = "_source";
    private static readonly string[] Places = ["rel_x", "rel_y", "rel_z"];

    /// <summary>The names of the columns that hold roles.</summary>
    public static IReadOnlyList<string> RoleNames { get; } = ["NeuronType", "NeuronId", "SynType", "SynId"];

    /// <summary>The table as columns.</summary>
    /// <param name="synapses">The rows.</param>
    /// <param name="features">The features: their columns come before those that a stage adds, the others behind.</param>
    /// <param name="more">Columns that a stage adds; another column of the same name gets the ending _source.</param>
    public static Table ToTable(SynapseTable synapses, IReadOnlyList<string> features, params IEnumerable<TableColumn> more)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(features);
        List<TableColumn> columns =
        [
            TableColumn.Integers(SourceRow, synapses.Lines),
            TableColumn.Texts(RoleNames[0], synapses.NeuronTypes),
            TableColumn.Texts(RoleNames[1], synapses.Neurons),
            TableColumn.Texts(RoleNames[2], synapses.SynTypes),
            TableColumn.Texts(RoleNames[3], synapses.Ids),
        ];
        if (synapses.Positions is IReadOnlyList<double[]> positions)
        {
            columns.AddRange(Places.Select((name, axis) => TableColumn.Numbers(name, positions[axis])));
        }

        HashSet<string> taken = [.. columns.Select(column => column.Name), .. more.Select(column => column.Name)];
        columns.AddRange(synapses.Columns.Where(column => features.Contains(column.Name)).Select(Free));
        columns.AddRange(more);
        columns.AddRange(synapses.Columns.Where(column => !features.Contains(column.Name)).Select(Free));
        return new Table(columns);

        TableColumn Free(TableColumn column)
        {
            string name = column.Name;
            while (!taken.Add(name))
            {
                name += CollisionSuffix;
            }

            return column.Named(name);
        }
    }

    /// <summary>The synapses in a table as a stage wrote it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="added">Columns that the stage added: no columns of the synapses.</param>
    /// <exception cref="TableException">A column is missing or damaged.</exception>
    public static SynapseTable FromTable(Table table, params IReadOnlyCollection<string> added)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(added);
        bool hasPlaces = Places.All(table.Has);
        HashSet<string> own = [SourceRow, .. RoleNames, .. hasPlaces ? Places : [], .. added];
        return new SynapseTable
        {
            Source = table.Source,
            Lines = table.Integers(SourceRow),
            NeuronTypes = LabelColumn.Of(table[RoleNames[0]]),
            Neurons = LabelColumn.Of(table[RoleNames[1]]),
            SynTypes = LabelColumn.Of(table[RoleNames[2]]),
            Ids = new TextView(table[RoleNames[3]]),
            Positions = hasPlaces ? [.. Places.Select(table.Numbers)] : null,
            Columns = [.. table.Columns.Where(column => !own.Contains(column.Name))],
        };
    }
}
