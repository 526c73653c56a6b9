using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// Checked synapses as the stages hand them on: SourceRow, NeuronType, NeuronId, SynType, SynId, rel_x, rel_y, rel_z (µm from the soma),
/// SynArea, BoutonArea, BoutonVolume where known, then whatever a stage adds, then the columns beyond the schema.
/// </summary>
public static class SynapseTableFile
{
    private const string SourceRow = "SourceRow";
    private const string CollisionSuffix = "_source";
    private static readonly string[] Numbers = ["rel_x", "rel_y", "rel_z", nameof(Synapse.SynArea), nameof(Synapse.BoutonArea)];

    /// <summary>The table as columns.</summary>
    /// <param name="synapses">The rows.</param>
    /// <param name="source">Where the extra columns' names and the question of volumes come from.</param>
    /// <param name="more">Columns that a stage adds; an extra column of the same name gets the ending _source.</param>
    public static Table ToTable(IReadOnlyList<Synapse> synapses, SynapseTable source, params IEnumerable<TableColumn> more)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(source);
        List<TableColumn> columns =
        [
            TableColumn.Integers(SourceRow, Column(synapses, synapse => synapse.Line)),
            TableColumn.Texts(nameof(Synapse.NeuronType), Column(synapses, synapse => synapse.NeuronType.ShortName())),
            TableColumn.Texts(nameof(Synapse.NeuronId), Column(synapses, synapse => synapse.NeuronId)),
            TableColumn.Texts(nameof(Synapse.SynType), Column(synapses, synapse => synapse.SynType)),
            TableColumn.Texts(nameof(Synapse.SynId), Column(synapses, synapse => synapse.SynId)),
            TableColumn.Numbers(Numbers[0], Column(synapses, synapse => synapse.X)),
            TableColumn.Numbers(Numbers[1], Column(synapses, synapse => synapse.Y)),
            TableColumn.Numbers(Numbers[2], Column(synapses, synapse => synapse.Z)),
            TableColumn.Numbers(Numbers[3], Column(synapses, synapse => synapse.SynArea)),
            TableColumn.Numbers(Numbers[4], Column(synapses, synapse => synapse.BoutonArea)),
        ];
        if (source.HasBoutonVolume)
        {
            columns.Add(TableColumn.Numbers(SynapseColumns.BoutonVolumeName, Column(synapses, synapse => synapse.BoutonVolume ?? double.NaN)));
        }

        columns.AddRange(more);
        HashSet<string> taken = [.. columns.Select(column => column.Name)];
        for (int extra = 0; extra < source.ExtraColumns.Count; extra++)
        {
            string name = source.ExtraColumns[extra];
            while (!taken.Add(name))
            {
                name += CollisionSuffix;
            }

            int index = extra;
            columns.Add(TableColumn.Texts(name, Column(synapses, synapse => synapse.Extra[index])));
        }

        return new Table(columns);
    }

    /// <summary>Writes the table: CSV, and Parquet beside it where it is large.</summary>
    public static void Write(string path, SynapseTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ToTable(table.Synapses, table).Write(path);
    }

    /// <summary>Reads what <see cref="Write"/> or a stage wrote.</summary>
    /// <param name="path">The CSV.</param>
    /// <param name="added">Columns that the stage added: not taken for extra columns.</param>
    /// <exception cref="TableException">The file is missing or damaged.</exception>
    public static SynapseTable Read(string path, params IReadOnlyCollection<string> added) => FromTable(Table.ReadCsv(path), added);

    /// <summary>The synapses in a table that <see cref="ToTable"/> made.</summary>
    /// <param name="table">The table.</param>
    /// <param name="added">Columns that the stage added: not taken for extra columns.</param>
    /// <exception cref="TableException">The file is missing or damaged.</exception>
    public static SynapseTable FromTable(Table table, params IReadOnlyCollection<string> added)
    {
        ArgumentNullException.ThrowIfNull(table);
        bool hasVolume = table.Has(SynapseColumns.BoutonVolumeName);
        HashSet<string> own =
        [
            SourceRow, nameof(Synapse.NeuronType), nameof(Synapse.NeuronId), nameof(Synapse.SynType), nameof(Synapse.SynId),
            .. Numbers, SynapseColumns.BoutonVolumeName, .. added,
        ];
        string[] extraColumns = [.. table.Columns.Select(column => column.Name).Where(name => !own.Contains(name))];
        int[] lines = table.Integers(SourceRow);
        string[] neurons = Pooled(table.Texts(nameof(Synapse.NeuronId)));
        string[] types = Pooled(table.Texts(nameof(Synapse.SynType)));
        string[] numbers = table.Texts(nameof(Synapse.SynId));
        double[][] values = [.. Numbers.Select(table.Numbers)];
        double[]? volumes = hasVolume ? table.Numbers(SynapseColumns.BoutonVolumeName) : null;
        string[][] extras = [.. extraColumns.Select(table.Texts)];
        Synapse[] synapses = new Synapse[table.RowCount];
        for (int row = 0; row < synapses.Length; row++)
        {
            synapses[row] = new Synapse
            {
                Line = lines[row],
                NeuronId = neurons[row],
                SynType = types[row],
                SynId = numbers[row],
                NeuronType = NeuronTypes.Of(neurons[row]),
                X = values[0][row],
                Y = values[1][row],
                Z = values[2][row],
                SynArea = values[3][row],
                BoutonArea = values[4][row],
                BoutonVolume = volumes is not null && !double.IsNaN(volumes[row]) ? volumes[row] : null,
                Extra = extras.Length == 0 ? [] : Array.ConvertAll(extras, column => column[row]),
            };
        }

        return new SynapseTable { Source = table.Source, Synapses = synapses, ExtraColumns = extraColumns, HasBoutonVolume = hasVolume };
    }

    private static T[] Column<T>(IReadOnlyList<Synapse> synapses, Func<Synapse, T> value)
    {
        T[] values = new T[synapses.Count];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = value(synapses[row]);
        }

        return values;
    }

    private static string[] Pooled(string[] values)
    {
        Dictionary<string, string> pool = new(StringComparer.Ordinal);
        for (int row = 0; row < values.Length; row++)
        {
            if (!pool.TryAdd(values[row], values[row]))
            {
                values[row] = pool[values[row]];
            }
        }

        return values;
    }
}
