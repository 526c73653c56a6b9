namespace Neuropil.Report;

/// <summary>What went in: files, counts, distributions, what was left out, new against old.</summary>
internal static class DataSection
{
    private const int MostRows = 400;
    private const int MostClasses = 40;

    public static void Write(Html page, PageData data)
    {
        page.Raw("<section id=\"data\"><h2>Data</h2>");
        page.Table(
            "Inputs",
            ["Input", "File", "Synapses", "SHA-256"],
            data.Inputs.Select(input => $"{Html.Cell(input.Role)}{Html.Cell(input.Name)}{(input.RowCount is int rows ? Html.Cell(rows) : "<td></td>")}<td class=\"hash\">{Html.Encoded(input.Sha256)}</td>"));
        Counts(page, data);
        Features(page, data);
        Shares(page, data);
        Explored(page, data);
        page.Raw("<div id=\"removed\">");
        page.Table(data.Removed, MostRows);
        page.Raw("</div></section>");
    }

    private static void Counts(Html page, PageData data)
    {
        if (data.Synapses.Of(ColumnRole.Neuron).FirstOrDefault()?.TextValues is not IReadOnlyList<string> neurons)
        {
            return;
        }

        IReadOnlyList<string>? fresh = data.New?.Of(ColumnRole.Neuron).FirstOrDefault()?.TextValues;
        string[] names = [.. neurons.Concat(fresh ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        List<Dictionary<string, int>> groups = [.. data.Groups.Select(group => CountBy(group.Rows.Select(row => neurons[row])))];
        Dictionary<string, int> all = CountBy(neurons);
        Dictionary<string, int> news = CountBy(fresh ?? []);
        page.Table(
            "Synapses by neuron and group",
            ["Neuron", "kept", .. data.Groups.Select(group => group.Name), "new"],
            [
                .. names.Take(MostRows).Select(name => $"{Html.Cell(name)}{Html.Cell(all.GetValueOrDefault(name))}{string.Concat(groups.Select(group => Html.Cell(group.GetValueOrDefault(name))))}{Html.Cell(news.GetValueOrDefault(name))}"),
            ]);
    }

    private static Dictionary<string, int> CountBy(IEnumerable<string> names)
        => names.GroupBy(name => name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static void Features(Html page, PageData data)
    {
        PageColumn[] features = [.. data.Synapses.Of(ColumnRole.Feature).Where(column => column.NumberValues is not null)];
        page.Table(
            "Features of the synapses kept",
            ["Feature", "Unit", "n", "missing", "least", "quartile 1", "median", "quartile 3", "greatest"],
            features.Select(column =>
            {
                Quantiles box = Quantiles.Of(column.NumberValues!);
                return $"{Html.Cell(column.Name)}{Html.Cell(column.Unit)}{Html.Cell(box.Count)}{Html.Cell(column.Length - box.Count)}{string.Concat(new[] { box.Least, box.LowerQuartile, box.Median, box.UpperQuartile, box.Greatest }.Select(Html.Cell))}";
            }));
        if (data.Synapses.Of(ColumnRole.Neuron).FirstOrDefault()?.TextValues is not IReadOnlyList<string> neurons)
        {
            return;
        }

        string[] names = [.. neurons.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        page.Heading(3, "Features by neuron");
        page.Paragraph($"Box: quartiles and median; line: 5 % to 95 % quantile.{(names.Length > MostClasses ? $" The first {PageNumber.Count(MostClasses)} neurons." : "")}", "note");
        page.Raw("<div class=\"multiples\">");
        foreach (PageColumn column in features)
        {
            ILookup<string, double> values = neurons.Zip(column.NumberValues!).ToLookup(one => one.First, one => one.Second, StringComparer.Ordinal);
            page.Chart(column.Name, BoxPlot.Of($"{column.Name} by neuron", [.. names.Take(MostClasses).Select(name => (name, Ink.Bar, (IReadOnlyList<double>)[.. values[name]]))], column.Unit));
        }

        page.Raw("</div>");
    }

    private static void Shares(Html page, PageData data)
    {
        page.Raw("<div id=\"features\">");
        string[] names = [.. data.Groups.SelectMany(group => group.FeatureShares.Select(share => share.Key)).Distinct(StringComparer.Ordinal)];
        if (names.Length > 0)
        {
            page.Table(
                "Share of the variance that the embedding sees",
                ["Feature", .. data.Groups.Select(group => group.Name)],
                names.Select(name => Html.Cell(name) + string.Concat(data.Groups.Select(group => Share(group.FeatureShares.Where(share => share.Key == name).Select(share => share.Value).DefaultIfEmpty(double.NaN).First())))));
        }

        page.Raw("</div>");
    }

    private static string Share(double value)
        => double.IsNaN(value) ? "<td></td>" : $"<td class=\"heat{(value is < 0.01 or > 0.9 ? " cold" : "")}\" style=\"--share:{PageNumber.Place(value)}\">{PageNumber.Percent(value)}</td>";

    private static void Explored(Html page, PageData data)
    {
        page.Raw("<div id=\"drift\">");
        if (data.Explore is not PageExplore explore)
        {
            Correlations(page, data);
            page.Missing("Correlations by group, and new against historical synapses, are computed by", "Explore");
            page.Raw("</div>");
            return;
        }

        if (explore.Drift.Count > 0)
        {
            page.Table(
                "New against historical synapses (Kolmogorov–Smirnov D, its p, Wasserstein distance)",
                ["Group", "Feature", "D", "p", "Wasserstein"],
                explore.Drift.Select(drift => $"{Html.Cell(drift.Group)}{Html.Cell(drift.Feature)}{Html.Cell(drift.KolmogorovSmirnov)}{Html.Cell(drift.P)}{Html.Cell(drift.Wasserstein)}"));
        }

        page.Raw("</div>");
        foreach (PageCorrelation square in explore.Correlations)
        {
            page.Table(
                $"{square.Kind} correlations, {(square.Group.Length == 0 ? "all synapses" : square.Group)}",
                ["Feature", .. square.Names],
                square.Names.Select((name, row) => $"<th scope=\"row\">{Html.Encoded(name)}</th>{string.Concat(square.Values[row].Select(Correlation))}"));
        }

        foreach (PageRows table in explore.Tables)
        {
            page.Table(table, MostRows);
        }
    }

    private static void Correlations(Html page, PageData data)
    {
        (string Name, IReadOnlyList<double> Values)[] quantities =
        [
            .. data.Synapses.Columns.Where(column => column.NumberValues is not null && column.Role is ColumnRole.Feature or ColumnRole.After)
                .Select(column => (column.Role == ColumnRole.Feature ? NamedUnit.Labelled(column.Name) : column.Unit.Length > 0 ? $"{column.Name} ({column.Unit})" : column.Name, column.NumberValues!)),
        ];
        if (quantities.Length > 1)
        {
            page.Heading(3, "Correlations");
            page.Chart("Over all synapses kept", CorrelationChart.Of("Rank correlations of features and coordinates", quantities));
        }
    }

    private static string Correlation(double value)
        => double.IsNaN(value) ? "<td></td>" : $"<td class=\"heat{(value < 0 ? " cold" : "")}\" style=\"--share:{PageNumber.Place(Math.Abs(value))}\">{value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−')}</td>";
}
