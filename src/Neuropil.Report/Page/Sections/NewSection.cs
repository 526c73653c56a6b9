using System.Globalization;

namespace Neuropil.Report;

/// <summary>The new synapses: a row each, its groups side by side.</summary>
internal static class NewSection
{
    private const int MostRows = 500;

    public static void Write(Html page, PageData data)
    {
        page.Raw("<section id=\"new\"><h2>New synapses</h2>");
        if (data.New is not { RowCount: > 0 } fresh)
        {
            page.Paragraph("The study has no new synapses.", "note");
            page.Raw("</section>");
            return;
        }

        page.Paragraph("Assigned: inside, with the cluster told. Rejected: the one-class SVM holds the synapse unlike those it learnt from, so no cluster is told, though it may lie among one. Noise: the learner put it with the synapses that belong to no cluster.", "note");
        PageColumn[] named = [.. fresh.Columns.Where(column => column.Role is ColumnRole.Neuron or ColumnRole.Type or ColumnRole.Key)];
        PageColumn[] features = [.. fresh.Of(ColumnRole.Feature)];
        GroupPredictions[] groups = [.. data.Groups.Where(group => group.New is { RowCount: > 0 }).Select(group => new GroupPredictions(group, fresh.RowCount))];
        string[] told = [.. groups.SelectMany(group => group.Names).Distinct(StringComparer.Ordinal)];
        int places = Enumerable.Range(0, fresh.RowCount).Select(row => groups.Count(group => group.Has(row))).DefaultIfEmpty(0).Max();
        page.Table(
            "Predictions, a row a new synapse, its groups side by side",
            [
                .. named.Select(column => column.Name),
                .. Enumerable.Range(0, places).SelectMany(place => new[] { "group", "cluster", "status" }.Concat(told).Select(name => place == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({place + 1})"))),
                .. features.Select(column => column.Unit.Length > 0 ? $"{column.Name} {column.Unit}" : column.Name),
            ],
            Enumerable.Range(0, Math.Min(MostRows, fresh.RowCount)).Select(row =>
            {
                GroupPredictions[] own = [.. groups.Where(group => group.Has(row))];
                return $"<tr data-filter=\"{Html.Encoded(string.Join(' ', own.Select(group => group.Status(row)).Distinct(StringComparer.Ordinal)))}\">"
                    + string.Concat(named.Select(column => Text(column, row)))
                    + string.Concat(own.Select(group => group.Cells(row, told)))
                    + string.Concat(Enumerable.Repeat("<td></td>", (places - own.Length) * (3 + told.Length)))
                    + string.Concat(features.Select(column => Text(column, row))) + "</tr>";
            }),
            " data-filter=\"Status\"");
        if (fresh.RowCount > MostRows)
        {
            page.Paragraph($"{PageNumber.Count(fresh.RowCount - MostRows)} rows more in predict/predictions.csv.", "note");
        }

        page.Table(data.Flagged);
        page.Raw("</section>");
    }

    private static string Text(PageColumn column, int row)
        => column.TextValues is not null ? $"<td>{Html.Encoded(column.TextValues[row])}</td>" : Html.Cell(column.NumberValues![row]);

    /// <summary>What one group tells of the new synapses.</summary>
    private sealed class GroupPredictions
    {
        private readonly PageGroup group;
        private readonly int[] pointOf;
        private readonly IReadOnlyList<double> clusters;
        private readonly IReadOnlyList<string>? status;
        private readonly Dictionary<string, PageColumn> rest;

        public GroupPredictions(PageGroup group, int count)
        {
            this.group = group;
            pointOf = new int[count];
            pointOf.AsSpan().Fill(-1);
            for (int point = 0; point < group.NewRows.Count; point++)
            {
                pointOf[group.NewRows[point]] = point;
            }

            clusters = group.New!.Of(ColumnRole.Cluster).First().NumberValues!;
            status = group.New.Of(ColumnRole.Status).FirstOrDefault()?.TextValues;
            rest = group.New.Columns
                .Where(column => column.Role is ColumnRole.Strength or ColumnRole.Other or ColumnRole.Reliability)
                .ToDictionary(column => column.Name, StringComparer.Ordinal);
        }

        public IEnumerable<string> Names => rest.Keys;

        public bool Has(int row) => pointOf[row] >= 0;

        public string Status(int row) => status?[pointOf[row]] ?? (clusters[pointOf[row]] < 0 ? "none" : "assigned");

        public string Cells(int row, IEnumerable<string> told)
        {
            int point = pointOf[row];
            string cluster = clusters[point] < 0 ? "<td class=\"number\">none</td>" : $"<td class=\"number\">{((int)clusters[point]).ToString(CultureInfo.InvariantCulture)}</td>";
            return $"<td>{Html.Encoded(group.Name)}</td>{cluster}{Html.Cell(Status(row))}{string.Concat(told.Select(name => rest.TryGetValue(name, out PageColumn? column) ? Text(column, point) : "<td></td>"))}";
        }
    }
}
