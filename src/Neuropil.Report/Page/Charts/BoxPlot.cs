namespace Neuropil.Report;

/// <summary>Values of several classes as boxes, one below the other: median, quartiles, whiskers to the 5 % and 95 % quantiles.</summary>
internal static class BoxPlot
{
    private const int RowHeight = 20;

    /// <param name="description">What there is to see.</param>
    /// <param name="classes">Name, ink and values of each class; missing values are left out.</param>
    /// <param name="unit">The values' unit.</param>
    public static Chart Of(string description, IReadOnlyList<(string Name, Ink Ink, IReadOnlyList<double> Values)> classes, string unit)
    {
        Quantiles[] boxes = [.. classes.Select(one => Quantiles.Of(one.Values))];
        int left = 14 + (7 * Math.Min(16, classes.Select(one => one.Name.Length).DefaultIfEmpty(0).Max()));
        int bottom = 6 + (RowHeight * classes.Count);
        Chart chart = new(360, bottom + (unit.Length > 0 ? 32 : 20), description);
        Quantiles[] filled = [.. boxes.Where(box => box.Count > 0)];
        if (filled.Length == 0)
        {
            return chart;
        }

        double low = filled.Min(box => box.Low);
        double high = filled.Max(box => box.High);
        double margin = (high - low) * 0.03;
        Scale scale = new(low - margin, high + margin, left, chart.Width - 8);
        chart.BottomAxis(scale, 4, bottom, unit);
        for (int row = 0; row < boxes.Length; row++)
        {
            double y = 6 + (RowHeight * (row + 0.5));
            (string name, Ink ink, _) = classes[row];
            chart.Text(left - 6, y, name.Length <= 16 ? name : name[..15] + "…", Anchor.End);
            if (boxes[row].Count > 0)
            {
                Draw(chart, scale, y, boxes[row], ink, name);
            }
        }

        return chart;
    }

    private static void Draw(Chart chart, Scale scale, double y, Quantiles box, Ink ink, string name)
    {
        chart.Line(scale[box.Low], y, scale[box.High], y, ink, 1.5);
        chart.Box(
            scale[box.LowerQuartile],
            y - 6,
            Math.Max(1.5, scale[box.UpperQuartile] - scale[box.LowerQuartile]),
            12,
            ink.Tint(0.28),
            ink,
            radius: 2,
            title: $"{name}: n = {PageNumber.Count(box.Count)}, median {PageNumber.Short(box.Median)}, quartiles {PageNumber.Short(box.LowerQuartile)} to {PageNumber.Short(box.UpperQuartile)}");
        chart.Line(scale[box.Median], y - 6, scale[box.Median], y + 6, ink, 3);
    }
}
