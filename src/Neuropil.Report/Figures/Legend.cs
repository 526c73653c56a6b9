namespace Neuropil.Report;

/// <summary>Marks of classes and what they mean.</summary>
internal static class Legend
{
    private const double RowHeight = 19;

    /// <summary>One below the other, in as many columns as they need.</summary>
    /// <param name="heading">Whose classes they are.</param>
    /// <param name="classes">The classes; new synapses come last, told once.</param>
    /// <param name="height">How high it may be.</param>
    public static Chart Beside(string heading, IReadOnlyList<PointClass> classes, double height)
    {
        (string Text, PointClass Class, bool IsNew)[] lines = Lines(classes);
        int rows = Math.Max(1, (int)((height - 40) / RowHeight));
        double column = 26 + lines.Select(line => FigureFont.WidthOf(line.Text)).DefaultIfEmpty(40).Max() + 8;
        int columns = Math.Max(1, (lines.Length + rows - 1) / rows);
        Chart chart = new(Math.Max(columns * column, FigureFont.WidthOf(heading) + 14), height, heading);
        chart.Text(6, 40, heading, isBold: true);
        for (int index = 0; index < lines.Length; index++)
        {
            Entry(chart, 6 + (index / rows * column), 62 + (index % rows * RowHeight), lines[index]);
        }

        return chart;
    }

    /// <summary>One beside the other, in as many lines as they need.</summary>
    public static Chart Below(IReadOnlyList<PointClass> classes, double width)
    {
        (string Text, PointClass Class, bool IsNew)[] lines = Lines(classes);
        List<(double X, double Y)> places = [];
        double x = 10;
        double y = 10;
        foreach ((string text, _, _) in lines)
        {
            double needed = 34 + FigureFont.WidthOf(text);
            if (x > 10 && x + needed > width)
            {
                (x, y) = (10, y + RowHeight);
            }

            places.Add((x, y));
            x += needed;
        }

        Chart chart = new(width, y + 14, "");
        for (int index = 0; index < lines.Length; index++)
        {
            Entry(chart, places[index].X, places[index].Y, lines[index]);
        }

        return chart;
    }

    private static void Entry(Chart chart, double x, double y, (string Text, PointClass Class, bool IsNew) line)
    {
        chart.Points([(x + 6, y)], line.Class.Shape, line.IsNew ? 4.6 : 4.2, line.Class.Ink, line.IsNew ? Ink.Text : null, 1.4);
        chart.Text(x + 18, y, line.Text);
    }

    private static (string Text, PointClass Class, bool IsNew)[] Lines(IReadOnlyList<PointClass> classes)
        =>
        [
            .. classes.Where(one => !one.IsNew && one.Rows.Count > 0).Select(one => ($"{one.Name} ({PageNumber.Count(one.Rows.Count)})", one, false)),
            .. classes.Where(one => one.IsNew).GroupBy(one => one.Name, StringComparer.Ordinal)
                .Select(fresh => ($"{fresh.Key} ({PageNumber.Count(fresh.Sum(one => one.Rows.Count))})", fresh.First() with { Ink = fresh.Count() > 1 ? Ink.Page : fresh.First().Ink }, true)),
        ];
}
