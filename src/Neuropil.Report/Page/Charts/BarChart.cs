namespace Neuropil.Report;

/// <summary>Values from 0 to 1 as bars over bands that say what they mean.</summary>
internal static class BarChart
{
    /// <param name="description">What there is to see.</param>
    /// <param name="bars">Name, value, lower and upper quartile (NaN: none) and ink of each.</param>
    /// <param name="bands">Where each band ends and what it is called, rising to 1.</param>
    public static Chart Of(
        string description,
        IReadOnlyList<(string Name, double Value, double Low, double High, Ink Ink)> bars,
        IReadOnlyList<(double To, string Name)> bands)
    {
        const int left = 90;
        const int top = 24;
        int bottom = top + (24 * bars.Count);
        Chart chart = new(680, bottom + 22, description);
        Scale scale = new(0, 1, left, chart.Width - 10);
        double from = 0;
        for (int band = 0; band < bands.Count; band++)
        {
            chart.Box(scale[from], top - 4, scale[bands[band].To] - scale[from], bottom - top + 4, Ink.Soft, opacity: 0.1 + (0.75 * band / bands.Count));
            chart.Text((scale[from] + scale[bands[band].To]) / 2, 10, bands[band].Name, Anchor.Middle, Ink.Quiet, 11);
            from = bands[band].To;
        }

        chart.BottomAxis(scale, top - 4, bottom, "", 10);
        for (int row = 0; row < bars.Count; row++)
        {
            (string name, double value, double low, double high, Ink ink) = bars[row];
            double y = top + (24 * (row + 0.5));
            chart.Text(left - 8, y, name, Anchor.End);
            chart.Box(left, y - 7, scale[value] - left, 14, ink, radius: 2, title: $"{name}: {PageNumber.Score(value)}");
            if (!double.IsNaN(low))
            {
                chart.Line(scale[low], y, scale[high], y, Ink.Text, 2);
            }
        }

        return chart;
    }
}
