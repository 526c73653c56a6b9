using System.Globalization;

namespace Neuropil.Report;

/// <summary>The clusters of each group: what they are, how they part, and whether they hold.</summary>
internal static class ClustersSection
{
    private const int MostNeurons = 60;

    public static void Write(Html page, PageData data)
    {
        page.Raw("<section id=\"clusters\"><h2>Clusters</h2>");
        page.Paragraph("A cluster's colour and number belong to its group: cluster 1 of one group has nothing to do with cluster 1 of another. Figures for print (300 dpi and SVG), pair plots, histograms and places in space among them, are in report/figures.", "note");
        for (int index = 0; index < data.Groups.Count; index++)
        {
            Group(page, data, data.Groups[index], ClassPalette.OffsetOf(index));
        }

        page.Raw("</section>");
    }

    private static void Group(Html page, PageData data, PageGroup group, int offset)
    {
        page.Heading(3, group.Title, Html.Id("clusters", group.Name));
        if (group.Figures.Count > 0)
        {
            page.Raw("<div class=\"figures\">");
            foreach (PageFigure figure in group.Figures)
            {
                page.Figure(figure);
            }

            page.Raw("</div>");
        }

        Table(page, data, group, offset);
        Profiles(page, data, group, offset);
        Composition(page, data, group);
        if (group.Tree.Count > 1)
        {
            page.Heading(4, "How the clusters part");
            page.Chart("", TreeChart.Of($"Condensed tree of {group.Name}: {PageNumber.Count(group.Tree.Count, "branch")}, {PageNumber.Count(group.ClusterNumbers.Count)} chosen", group.Tree, cluster => InkOf(group, offset, cluster)));
        }

        Sweep(page, group);
        Trust(page, group, offset);
    }

    private static void Table(Html page, PageData data, PageGroup group, int offset)
    {
        IReadOnlyList<int> clusters = group.Clusters;
        PageColumn[] features = Features(data);
        IReadOnlyList<string>? neurons = data.Synapses.Of(ColumnRole.Neuron).FirstOrDefault()?.TextValues;
        IReadOnlyList<double>? strengths = group.Synapses.Of(ColumnRole.Strength).FirstOrDefault()?.NumberValues;
        string[] header =
        [
            "Cluster", "synapses", .. neurons is null ? Array.Empty<string>() : ["neurons"], .. strengths is null ? Array.Empty<string>() : ["median strength"],
            .. features.Select(feature => feature.Unit.Length > 0 ? $"{feature.Name} {feature.Unit}" : feature.Name), .. group.Trust is null ? Array.Empty<string>() : ["stability", "verdict"],
        ];
        IEnumerable<int> numbers = group.ClusterNumbers.Concat(clusters.Any(cluster => cluster < 0) ? [-1] : Array.Empty<int>());
        page.Table($"Clusters of {group.Name}: medians of the features", header, numbers.Select(number =>
        {
            int[] inside = [.. Enumerable.Range(0, clusters.Count).Where(point => number < 0 ? clusters[point] < 0 : clusters[point] == number)];
            string cells = number < 0
                ? $"<th scope=\"row\">noise</th>"
                : $"<th scope=\"row\">{Swatch(group, offset, number)} {PageNumber.Count(number)}</th>";
            cells += Html.Cell(inside.Length);
            cells += neurons is null ? "" : Html.Cell(inside.Select(point => neurons[group.Rows[point]]).Distinct(StringComparer.Ordinal).Count());
            cells += strengths is null ? "" : Html.Cell(number < 0 ? double.NaN : Quantiles.Of(inside.Select(point => strengths[point])).Median);
            cells += string.Concat(features.Select(feature => Html.Cell(Quantiles.Of(inside.Select(point => feature.NumberValues![group.Rows[point]])).Median)));
            return cells + Verdict(group, number);
        }));
        foreach (NoiseIsland island in group.NoiseIslands)
        {
            page.Paragraph($"{PageNumber.Count(island.Size, "synapse")} of the noise ({PageNumber.Percent(island.ShareOfNoise)}) lie together: from MinClusterSize {PageNumber.Count(island.MinClusterSize)} down they are a cluster.", "note");
        }
    }

    private static string Verdict(PageGroup group, int number)
    {
        if (group.Trust is null)
        {
            return "";
        }

        ClusterTrust? trust = group.Trust.FirstOrDefault(one => one.Cluster == number);
        return trust is null ? "<td></td><td></td>" : $"{Html.Cell(trust.Jaccard)}<td class=\"verdict {trust.Sign.ToString().ToLowerInvariant()}\">{Html.Encoded(trust.Verdict)}</td>";
    }

    private static void Profiles(Html page, PageData data, PageGroup group, int offset)
    {
        page.Heading(4, "Profiles");
        page.Raw("<div class=\"multiples\">");
        IReadOnlyList<int> clusters = group.Clusters;
        foreach (PageColumn feature in Features(data).Concat(data.Synapses.Of(ColumnRole.After)).DistinctBy(column => column.Name))
        {
            var classes = group.ClusterNumbers
                .Select(number => (Name: PageNumber.Count(number), Ink: InkOf(group, offset, number), Values: Values(number)))
                .Concat(clusters.Any(cluster => cluster < 0) ? [("noise", Ink.Noise, Values(-1))] : [])
                .ToList();
            page.Chart(feature.Name, BoxPlot.Of($"{feature.Name} by cluster of {group.Name}", classes, feature.Unit));

            IReadOnlyList<double> Values(int number)
                => [.. Enumerable.Range(0, clusters.Count).Where(point => number < 0 ? clusters[point] < 0 : clusters[point] == number).Select(point => feature.NumberValues![group.Rows[point]])];
        }

        page.Raw("</div>");
    }

    private static void Composition(Html page, PageData data, PageGroup group)
    {
        if (data.Synapses.Of(ColumnRole.Neuron).FirstOrDefault()?.TextValues is not IReadOnlyList<string> neurons)
        {
            return;
        }

        IReadOnlyList<int> clusters = group.Clusters;
        string[] names = [.. group.Rows.Select(row => neurons[row]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] numbers = [.. group.ClusterNumbers, .. clusters.Any(cluster => cluster < 0) ? [-1] : Array.Empty<int>()];
        page.Table(
            $"Neurons of {group.Name} in its clusters (shade: share of the neuron's synapses)",
            ["Neuron", .. numbers.Select(number => number < 0 ? "noise" : number.ToString(CultureInfo.InvariantCulture)), "all"],
            names.Take(MostNeurons).Select(name =>
            {
                int[] own = [.. Enumerable.Range(0, clusters.Count).Where(point => neurons[group.Rows[point]] == name).Select(point => Math.Max(-1, clusters[point]))];
                return $"<th scope=\"row\">{Html.Encoded(name)}</th>"
                    + string.Concat(numbers.Select(number =>
                    {
                        int count = own.Count(cluster => cluster == number);
                        return $"<td class=\"heat\" style=\"--share:{PageNumber.Place((double)count / own.Length)}\">{PageNumber.Count(count)}</td>";
                    }))
                    + Html.Cell(own.Length);
            }));
    }

    private static void Sweep(Html page, PageGroup group)
    {
        page.Raw($"<div id=\"{Html.Id("sweep", group.Name)}\">");
        page.Heading(4, "Other settings");
        if (group.Sweep is not { Count: > 0 } cells)
        {
            page.Missing("How the clusters change with MinSamples and MinClusterSize is computed by", "Sweep");
            page.Raw("</div>");
            return;
        }

        int[] sizes = [.. cells.Select(cell => cell.MinClusterSize).Distinct().Order()];
        double best = cells.Where(cell => !double.IsNaN(cell.Dbcv)).Select(cell => cell.Dbcv).DefaultIfEmpty(1).Max();
        page.Table(
            $"Clusters of {group.Name} and share of noise by MinClusterSize (across) and MinSamples (down); shade: DBCV, the best {PageNumber.Score(best)}; framed: the settings used",
            ["MinSamples", .. sizes.Select(size => size.ToString(CultureInfo.InvariantCulture))],
            cells.GroupBy(cell => cell.MinSamples).OrderBy(row => row.Key).Select(row => $"<th scope=\"row\">{PageNumber.Count(row.Key)}</th>" + string.Concat(sizes.Select(size =>
            {
                SweepCell? cell = row.FirstOrDefault(one => one.MinClusterSize == size);
                return cell is null
                    ? "<td></td>"
                    : $"<td class=\"heat{(cell.IsChosen ? " chosen" : "")}\" style=\"--share:{PageNumber.Place(double.IsNaN(cell.Dbcv) ? 0 : Math.Max(0, cell.Dbcv))}\" title=\"DBCV {PageNumber.Score(cell.Dbcv)}, relative validity {PageNumber.Score(cell.RelativeValidity)}, agreement with the clusters used {PageNumber.Score(cell.Agreement)}\">{PageNumber.Count(cell.ClusterCount)} · {PageNumber.Percent(cell.NoiseShare)}</td>";
            }))));
        page.Raw("</div>");
    }

    private static void Trust(Html page, PageGroup group, int offset)
    {
        page.Raw($"<div id=\"{Html.Id("stability", group.Name)}\">");
        page.Heading(4, "Do the clusters hold?");
        if (group.Trust is not { Count: > 0 } trust)
        {
            page.Missing("Stability over subsamples, seeds and neurons, and comparison with data without clusters, are computed by", "Validate");
            page.Raw("</div>");
            return;
        }

        page.Chart(
            "Mean Jaccard index over subsamples, line: quartiles",
            TrustChart.Of($"Stability of the clusters of {group.Name}", trust, index => InkOf(group, offset, trust[index].Cluster)));
        page.Table(
            $"Stability of the clusters of {group.Name}",
            ["Cluster", "subsamples", "dissolves in", "seeds", "hangs on", "least without a neuron", "verdict"],
            trust.Select(one => $"<th scope=\"row\">{PageNumber.Count(one.Cluster)}</th>{Html.Cell(one.Jaccard)}{Html.Cell(PageNumber.Percent(one.DissolvedShare))}{Html.Cell(one.SeedJaccard)}{Html.Cell(one.HangsOn)}{Html.Cell(one.WithoutNeuron)}<td class=\"verdict {one.Sign.ToString().ToLowerInvariant()}\">{Html.Encoded(one.Verdict)}</td>"));
        if (group.Nulls is { Count: > 0 } nulls)
        {
            page.Heading(4, "Against data without clusters");
            if (group.Verdict is GroupVerdict verdict)
            {
                page.Raw($"<p class=\"verdict {(verdict.IsEvidence ? "sound" : "wrong")}\">{Html.Encoded(verdict.Sentence)}</p>");
            }

            foreach (string meaning in nulls.Where(test => test.Meaning.Length > 0).Select(test => $"{test.Null}: {test.Meaning}").Distinct(StringComparer.Ordinal))
            {
                page.Paragraph(meaning, "note");
            }

            page.Raw("<div class=\"multiples\">");
            foreach (NullTest test in nulls)
            {
                page.Chart($"{test.Statistic}, {test.Null}: p = {PageNumber.Short(test.P)}", NullChart.Of(test, group.Name));
            }

            page.Raw("</div>");
        }

        page.Raw("</div>");
    }

    private static PageColumn[] Features(PageData data) => [.. data.Synapses.Of(ColumnRole.Feature).Where(column => column.NumberValues is not null)];

    private static Ink InkOf(PageGroup group, int offset, int cluster)
        => Ink.OfClass(offset + IndexOf(group, cluster));

    private static int IndexOf(PageGroup group, int cluster) => Math.Max(0, group.ClusterNumbers.ToList().IndexOf(cluster));

    private static string Swatch(PageGroup group, int offset, int cluster)
        => ClassMarks.Swatch(offset + IndexOf(group, cluster));
}
