using System.Globalization;

namespace Neuropil.Report;

/// <summary>How often each cluster was taken for each, rejections apart, with totals; shaded by the share of the true cluster.</summary>
internal static class ConfusionChart
{
    public static Chart Of(string title, PageConfusion confusion)
    {
        IReadOnlyList<int>? rejected = confusion.Rejected;
        string[] labels = [.. confusion.Labels.Select(label => label < 0 ? "noise" : label.ToString(CultureInfo.InvariantCulture))];
        string[] columns = [.. confusion.Labels.Select((label, at) => label < 0 && rejected is null ? "noise or rejected" : labels[at]), .. rejected is null ? Array.Empty<string>() : ["rejected"], "all"];
        List<IReadOnlyList<HeatCell?>> rows = [];
        for (int row = 0; row < labels.Length; row++)
        {
            int outside = rejected?[row] ?? 0;
            int all = confusion.Counts[row].Sum() + outside;
            int own = row;
            rows.Add(
            [
                .. confusion.Counts[row].Select((count, column) => new HeatCell(PageNumber.Count(count), Ink.Bar, Share(count, all), column == own)),
                .. rejected is null ? Array.Empty<HeatCell?>() : [new HeatCell(PageNumber.Count(outside), Ink.Warm, Share(outside, all))],
                new HeatCell(PageNumber.Count(all), Ink.Bar, 0),
            ]);
        }

        int[] sums = [.. labels.Select((_, column) => confusion.Counts.Sum(row => row[column])), .. rejected is null ? Array.Empty<int>() : [rejected.Sum()]];
        rows.Add([.. sums.Append(sums.Sum()).Select(count => new HeatCell(PageNumber.Count(count), Ink.Bar, 0))]);
        return HeatChart.Of(title, [.. labels, "all"], columns, rows, ("cluster found by HDBSCAN", "predicted cluster"));
    }

    private static double Share(int count, int all) => all == 0 ? 0 : (double)count / all;
}
