namespace Neuropil.Report;

/// <summary>Scores with their intervals, one below the other.</summary>
internal static class IntervalChart
{
    public static string Of(string description, IReadOnlyList<(string Name, Score Score, string Colour, bool IsStrong)> rows)
    {
        const int left = 190;
        int bottom = 6 + (22 * rows.Count);
        Chart chart = new(680, bottom + 22, description);
        Scale scale = new(0, 1, left, chart.Width - 12);
        chart.BottomAxis(scale, 4, bottom, "", 10);
        for (int row = 0; row < rows.Count; row++)
        {
            (string name, Score score, string colour, bool strong) = rows[row];
            double y = 6 + (22 * (row + 0.5));
            chart.Text(left - 10, y, name, "end", strong ? "font-weight=\"700\"" : "");
            if (double.IsNaN(score.Value))
            {
                continue;
            }

            if (score.Low is double low && score.High is double high)
            {
                chart.Line(scale[low], y, scale[high], y, $"style=\"stroke:{colour}\" stroke-width=\"4\" stroke-linecap=\"round\" stroke-opacity=\".55\"");
            }

            chart.Dot(scale[score.Value], y, 5, $"style=\"fill:{colour};stroke:var(--page)\" stroke-width=\"1.5\"", $"{name}: {PageNumber.Score(score)}");
        }

        return chart.ToString();
    }
}
