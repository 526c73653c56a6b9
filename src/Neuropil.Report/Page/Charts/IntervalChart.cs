namespace Neuropil.Report;

/// <summary>Scores with their intervals, one below the other.</summary>
internal static class IntervalChart
{
    public static Chart Of(string description, IReadOnlyList<(string Name, Score Score, Ink Ink, bool IsStrong)> rows)
    {
        const int left = 190;
        int bottom = 6 + (22 * rows.Count);
        Chart chart = new(680, bottom + 22, description);
        Scale scale = new(0, 1, left, chart.Width - 12);
        chart.BottomAxis(scale, 4, bottom, "", 10);
        for (int row = 0; row < rows.Count; row++)
        {
            (string name, Score score, Ink ink, bool strong) = rows[row];
            double y = 6 + (22 * (row + 0.5));
            chart.Text(left - 10, y, name, Anchor.End, isBold: strong);
            if (double.IsNaN(score.Value))
            {
                continue;
            }

            if (score.Low is double low && score.High is double high)
            {
                chart.Line(scale[low], y, scale[high], y, ink, 4, 0.55, isRound: true);
            }

            chart.Dot(scale[score.Value], y, 5, ink, Ink.Page, title: $"{name}: {PageNumber.Score(score)}");
        }

        return chart;
    }
}
