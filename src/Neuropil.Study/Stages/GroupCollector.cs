using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Joins the tables of the groups into one.</summary>
internal static class GroupCollector
{
    private const string CollisionSuffix = "_source";

    /// <summary>
    /// All rows, group by group. Groups may be embedded in two or three dimensions: the columns are those of the widest, and a cell
    /// that a group does not have is blank. The source's columns beyond the schema follow behind.
    /// </summary>
    public static Table Collect(IEnumerable<Table> groups, SynapseTable source)
    {
        Table[] tables = [.. groups];
        Table widest = tables.MaxBy(table => table.Columns.Count) ?? throw new ArgumentException("There are no groups.", nameof(groups));
        List<TableColumn> columns = [.. widest.Columns.Select(column => TableColumn.Texts(column.Name, [.. tables.SelectMany(table => Cells(table, column.Name))]))];
        HashSet<string> taken = [.. columns.Select(column => column.Name)];
        Dictionary<SynapseKey, IReadOnlyList<string>> extras = source.Synapses.ToDictionary(synapse => synapse.Key, synapse => synapse.Extra);
        SynapseKey[] keys = source.ExtraColumns.Count == 0 ? [] : [.. tables.SelectMany(GroupTable.KeysOf)];
        for (int extra = 0; extra < source.ExtraColumns.Count; extra++)
        {
            string name = source.ExtraColumns[extra];
            while (!taken.Add(name))
            {
                name += CollisionSuffix;
            }

            columns.Add(TableColumn.Texts(name, [.. keys.Select(key => extras[key][extra])]));
        }

        return new Table(columns);
    }

    private static string[] Cells(Table table, string column)
        => table.Has(column) ? table.Texts(column) : [.. Enumerable.Repeat("", table.RowCount)];
}
