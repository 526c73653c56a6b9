using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

/// <summary>A clustering as tables; rows are numbered from 0 as they stand in the input.</summary>
internal sealed class HdbscanTables(InputTable table, HdbscanModel model)
{
    public Table Rows()
        => table.Output(
            table.Clusters("Cluster", model.Labels),
            table.Numbers("MembershipStrength", model.MembershipStrengths),
            table.Numbers("OutlierScore", model.OutlierScores));

    /// <summary>Cluster_1, Cluster_2, …; where there is no cluster, rows without such columns.</summary>
    public Table Soft(Matrix memberships) => Soft(table, memberships);

    /// <inheritdoc cref="Soft(Matrix)"/>
    public static Table Soft(InputTable table, Matrix memberships)
        => table.RowOutput(table.Columns(memberships, cluster => string.Create(CultureInfo.InvariantCulture, $"Cluster_{cluster + 1}")));

    public Table CondensedTree()
    {
        CondensedTreeRow[] rows = [.. model.CondensedTree.Rows];
        int[] children = [.. rows.Select(row => InTable(row.Child))];
        return new Table(
        [
            TableColumn.Integers("Parent", [.. rows.Select(row => InTable(row.Parent))]),
            TableColumn.Integers("Child", children),
            TableColumn.Numbers("Lambda", [.. rows.Select(row => row.Lambda)]),
            TableColumn.Integers("ChildSize", [.. rows.Select(row => row.ChildSize)]),
            .. table.Ids(id => id, children),
        ]);
    }

    public Table SpanningTree()
    {
        SpanningTreeEdge[] edges = [.. model.SpanningTree];
        int[] from = [.. edges.Select(edge => InTable(edge.From))];
        int[] to = [.. edges.Select(edge => InTable(edge.To))];
        return new Table(
        [
            TableColumn.Integers("From", from),
            TableColumn.Integers("To", to),
            TableColumn.Numbers("Distance", [.. edges.Select(edge => edge.Distance)]),
            .. table.Ids(id => "From " + id, from),
            .. table.Ids(id => "To " + id, to),
        ]);
    }

    public Table Linkage()
    {
        SingleLinkageRow[] rows = [.. model.SingleLinkageTree];
        int[] children = [.. rows.Select(row => InTable(row.Child))];
        return new Table(
        [
            TableColumn.Integers("Parent", [.. rows.Select(row => InTable(row.Parent))]),
            TableColumn.Integers("Child", children),
            TableColumn.Numbers("Distance", [.. rows.Select(row => row.Distance)]),
            TableColumn.Integers("ChildSize", [.. rows.Select(row => row.ChildSize)]),
            .. table.Ids(id => id, children),
        ]);
    }

    public Table Clusters()
    {
        int[] sizes = HdbscanSummary.Sizes(model);
        return new Table(
            TableColumn.Integers("Cluster", [.. Enumerable.Range(1, sizes.Length)]),
            TableColumn.Integers("Size", sizes),
            TableColumn.Numbers("Persistence", model.Persistence.ToArray()));
    }

    public Table Exemplars()
    {
        (int Cluster, int Row)[] exemplars =
            [.. Enumerable.Range(0, model.ClusterCount).SelectMany(label => model.Exemplars(label).Select(row => (label + 1, table.RowOf(row))))];
        int[] rows = [.. exemplars.Select(item => item.Row)];
        return new Table(
            [TableColumn.Integers("Cluster", [.. exemplars.Select(item => item.Cluster)]), TableColumn.Integers("Row", rows), .. table.Ids(id => id, rows)]);
    }

    /// <summary>A row, or a group, whose numbers begin after the last row.</summary>
    private int InTable(int node) => node < model.PointCount ? table.RowOf(node) : node - model.PointCount + table.RowCount;
}
