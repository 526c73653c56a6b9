using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What the columns of the study's tables are to the page: the one place that knows their names.</summary>
internal static class ColumnRoles
{
    private static readonly string[] Before = ["rel_x", "rel_y", "rel_z"];

    /// <summary>Columns that name a row in every table of the study.</summary>
    public static IReadOnlyList<string> Key { get; } = [GroupTable.NeuronId, GroupTable.SynType, GroupTable.SynId];

    /// <summary>The table of synapses, what names them first.</summary>
    public static PageTable Synapses(Table table, IReadOnlyList<FeatureRecipe> features)
    {
        PageColumn[] columns = [.. table.Columns.Where(column => column.Name is not "SourceRow").Select(column => Column(table, column.Name, features))];
        return new PageTable([.. columns.OrderBy(column => column.Role)], table.RowCount);
    }

    /// <summary>What a group knows of its synapses, or predicts of them.</summary>
    public static PageTable Points(Table table, IReadOnlyCollection<string> leftOut)
    {
        string[] names = [.. table.Columns.Select(column => column.Name).Where(name => !leftOut.Contains(name) && !Key.Contains(name) && name is not (GroupTable.NeuronType or GroupTable.Group or "Model"))];
        return new PageTable([.. names.Select(name => Column(table, name, []))], table.RowCount);
    }

    /// <summary>The key of each row, as one text.</summary>
    public static string[] Keys(Table table)
    {
        string[][] parts = [.. Key.Select(table.Texts)];
        return [.. Enumerable.Range(0, table.RowCount).Select(row => string.Join('\n', parts.Select(part => part[row])))];
    }

    private static PageColumn Column(Table table, string name, IReadOnlyList<FeatureRecipe> features)
    {
        (ColumnRole role, string unit) = Of(name, features);
        return role is ColumnRole.Key or ColumnRole.Neuron or ColumnRole.Type or ColumnRole.Status || !IsNumeric(table, name)
            ? PageColumn.Texts(name, role, table.Texts(name))
            : PageColumn.Numbers(name, role, table.Numbers(name), unit);
    }

    private static (ColumnRole Role, string Unit) Of(string name, IReadOnlyList<FeatureRecipe> features) => name switch
    {
        GroupTable.NeuronId => (ColumnRole.Neuron, ""),
        GroupTable.NeuronType or GroupTable.SynType => (ColumnRole.Type, ""),
        GroupTable.SynId => (ColumnRole.Key, ""),
        ClusterStage.Cluster => (ColumnRole.Cluster, ""),
        "MembershipStrength" or "Probability" => (ColumnRole.Strength, ""),
        "Status" => (ColumnRole.Status, ""),
        _ when Before.Contains(name) => (ColumnRole.Before, "µm"),
        _ when name.StartsWith("UMAP_", StringComparison.Ordinal) => (ColumnRole.Embedding, ""),
        _ when NeuronAlignment.ColumnsOf(AlignMode.Pca).Contains(name) || NeuronAlignment.ColumnsOf(AlignMode.None).Contains(name) => (ColumnRole.After, "µm"),
        _ when features.Any(feature => feature.Name == name) => (ColumnRole.Feature, NamedUnit.Labelled(name) == name ? "" : NamedUnit.Of(name)),
        _ => (ColumnRole.Other, ""),
    };

    private static bool IsNumeric(Table table, string name)
        => table.Texts(name).All(text => text.Length == 0 || double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _));
}
