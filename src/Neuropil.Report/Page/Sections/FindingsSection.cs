namespace Neuropil.Report;

/// <summary>The top of the page: what the study is, its numbers, and the findings.</summary>
internal static class FindingsSection
{
    public static void Write(Html page, PageData data)
    {
        page.Raw($"<h1>{Html.Encoded(data.Title)}{(data.IsSynthetic ? " <span class=\"badge\">synthetic data</span>" : "")}</h1>");
        page.Paragraph($"Synapses clustered by place and shape, {PageNumber.Count(data.Groups.Count, "group")}. The same inputs and settings give the same results, byte for byte; seed {data.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}.", "lead");
        Tiles(page, data);
        page.Raw("<section id=\"findings\"><h2>Findings</h2><ul class=\"findings\">");
        foreach (Finding finding in Findings.Of(data))
        {
            string style = finding.Sign.ToString().ToLowerInvariant();
            string explore = finding.Explore is null ? "" : $" data-explore=\"{Html.Encoded(finding.Explore)}\"";
            page.Raw($"<li class=\"{style}\"><span class=\"sign\">{Symbol(finding.Sign)} {style}</span><p>{Html.Encoded(finding.Text)}</p><a href=\"#{Html.Encoded(finding.Evidence)}\"{explore}>evidence<span class=\"unseen\"> for: {Html.Encoded(finding.Text)}</span></a></li>");
        }

        page.Raw("</ul>");
        if (data.Warnings.Count > 0)
        {
            page.Raw($"<details><summary>{PageNumber.Count(data.Warnings.Count, "warning")} from the stages</summary>");
            page.List(data.Warnings);
            page.Raw("</details>");
        }

        page.Raw("</section>");
    }

    private static void Tiles(Html page, PageData data)
    {
        int neurons = data.Synapses.Of(ColumnRole.Neuron).FirstOrDefault()?.TextValues?.Distinct(StringComparer.Ordinal).Count() ?? 0;
        List<(string Number, string Text)> tiles = [(PageNumber.Count(data.Synapses.RowCount), "historical synapses")];
        if (neurons > 0)
        {
            tiles.Add((PageNumber.Count(neurons), neurons == 1 ? "neuron" : "neurons"));
        }

        tiles.Add((PageNumber.Count(data.Groups.Count), data.Groups.Count == 1 ? "group" : "groups"));
        tiles.Add((PageNumber.Count(data.Groups.Sum(group => group.ClusterNumbers.Count)), "clusters in all groups"));
        if (data.New is PageTable fresh)
        {
            tiles.Add((PageNumber.Count(fresh.RowCount), "new synapses"));
        }

        tiles.Add((PageNumber.Count(data.Removed.Rows.Count), "left out"));
        page.Raw($"<ul class=\"tiles\">{string.Concat(tiles.Select(tile => $"<li><b>{tile.Number}</b><span>{Html.Encoded(tile.Text)}</span></li>"))}</ul>");
    }

    private static string Symbol(Sign sign) => sign switch
    {
        Sign.Sound => "✓",
        Sign.Doubtful => "?",
        _ => "✗",
    };
}
