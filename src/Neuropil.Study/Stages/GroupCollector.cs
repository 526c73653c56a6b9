using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Joins the tables of the groups into one.</summary>
internal static class GroupCollector
{
    private const string CollisionSuffix = "_source";

    /// <summary>
    /// All rows, group by group. Groups may be embedded in two or three dimensions: the columns are those of the widest, and a cell
    /// that a group does not have is blank. The source's columns that are no features follow behind.
    /// </summary>
    public static Table Collect(IEnumerable<Table> groups, SynapseTable source, IReadOnlyList<string> features)
    {
        Table[] tables = [.. groups];
        Table widest = tables.MaxBy(table => table.Columns.Count) ?? throw new ArgumentException("There are no groups.", nameof(groups));
        List<TableColumn> columns = [.. widest.Columns.Select(column => TableColumn.Texts(column.Name, [.. tables.SelectMany(table => Cells(table, column.Name))]))];
        HashSet<string> taken = [.. columns.Select(column => column.Name)];
        TableColumn[] carried = [.. source.Columns.Where(column => !features.Contains(column.Name))];
        if (carried.Length == 0)
        {
            return new Table(columns);
        }

        Dictionary<SynapseKey, int> rowOf = new(source.Count);
        for (int row = 0; row < source.Count; row++)
        {
            rowOf.Add(source.KeyOf(row), row);
        }

        int[] rows = [.. tables.SelectMany(GroupTable.KeysOf).Select(key => rowOf[key])];
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
