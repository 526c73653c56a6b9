using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Joins the tables of the groups into one.</summary>
internal static class GroupCollector
{
    private const string CollisionSuffix = "_source";

    /// <summary>
    /// All rows, group by group. Groups may be embedded in two or three dimensions: the columns are those of the widest, and a cell
    /// that a group does not have is blank. The source's columns follow behind: place, features and what is
    /// carried through, but not the number of the row: a synapse's line is the same wherever it stands in its file.
    /// </summary>
    /// <param name="groups">A table a group.</param>
    /// <param name="source">The synapses as the stages hand them on.</param>
    public static Table Collect(IReadOnlyList<Table> groups, Table source)
    {
        Table widest = groups.MaxBy(table => table.Columns.Count) ?? throw new ArgumentException("There are no groups.", nameof(groups));
        List<TableColumn> columns = [.. widest.Columns.Select(column => TableColumn.Texts(column.Name, [.. groups.SelectMany(table => Cells(table, column.Name))]))];
        HashSet<string> taken = [.. columns.Select(column => column.Name)];
        SynapseKey[] keys = GroupTable.KeysOf(source);
        Dictionary<SynapseKey, int> rowOf = new(keys.Length);
        for (int row = 0; row < keys.Length; row++)
        {
            rowOf.Add(keys[row], row);
        }

        int[] rows = [.. groups.SelectMany(GroupTable.KeysOf).Select(key => rowOf[key])];
        TableColumn[] carried = [.. source.Columns.Where(column => column.Name != SynapseTableFile.SourceRow && !SynapseTableFile.RoleNames.Contains(column.Name))];
        foreach (TableColumn column in new Table(carried).Take(rows).Columns)
        {
            string name = column.Name;
            while (!taken.Add(name))
            {
                name += CollisionSuffix;
            }

            columns.Add(column.Named(name));
        }

        return new Table(columns);
    }

    private static string[] Cells(Table table, string column)
        => table.Has(column) ? table.Texts(column) : [.. Enumerable.Repeat("", table.RowCount)];
}
