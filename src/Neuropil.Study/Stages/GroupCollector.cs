using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Joins the tables of the groups into one.</summary>
internal static class GroupCollector
{
    private const string CollisionSuffix = "_source";

    /// <summary>
    /// All rows, group by group. Groups may be embedded in two or three dimensions: the columns are those of the widest, and a number
    /// that a group does not have is blank. The source's columns follow behind: place, features and what is
    /// carried through, but not the number of the row: a synapse's line is the same wherever it stands in its file.
    /// </summary>
    /// <param name="groups">Each group's table, and the row of the source that each of its rows is of.</param>
    /// <param name="source">The synapses as the stages hand them on.</param>
    public static Table Collect(IReadOnlyList<(Table Table, int[] Rows)> groups, Table source)
    {
        Table widest = groups.Select(group => group.Table).MaxBy(table => table.Columns.Count) ?? throw new ArgumentException("There are no groups.", nameof(groups));
        (Table Table, int[] Rows)[] filled = [.. groups.Where(group => group.Table.RowCount > 0)];
        Table stacked = filled.Length == 0 ? widest : Table.Stacked([.. filled.Select(group => LikeWidest(group.Table, widest))]);
        TableColumn[] carried = [.. source.Columns.Where(column => column.Name != SynapseTableFile.SourceRow && !SynapseTableFile.RoleNames.Contains(column.Name))];
        if (carried.Length == 0)
        {
            return stacked;
        }

        List<TableColumn> columns = [.. stacked.Columns];
        HashSet<string> taken = [.. columns.Select(column => column.Name)];
        foreach (TableColumn column in new Table(carried).Take([.. filled.SelectMany(group => group.Rows)]).Columns)
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

    /// <summary>All rows of tables whose synapses are found by their keys.</summary>
    public static Table Collect(IEnumerable<Table> groups, Table source)
    {
        SynapseKey[] keys = GroupTable.KeysOf(source);
        Dictionary<SynapseKey, int> rowOf = new(keys.Length);
        for (int row = 0; row < keys.Length; row++)
        {
            rowOf.Add(keys[row], row);
        }

        return Collect([.. groups.Select(table => (table, Array.ConvertAll(GroupTable.KeysOf(table), key => rowOf[key])))], source);
    }

    private static Table LikeWidest(Table table, Table widest)
        => new(widest.Columns.Select(column => table.Find(column.Name) ?? TableColumn.Numbers(column.Name, Blank(table.RowCount))));

    private static double[] Blank(int count)
    {
        double[] blank = new double[count];
        Array.Fill(blank, double.NaN);
        return blank;
    }
}
