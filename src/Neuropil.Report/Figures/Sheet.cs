namespace Neuropil.Report;

/// <summary>Panels below a title, row by row.</summary>
internal static class Sheet
{
    private const double TitleHeight = 30;
    private const double Gap = 8;

    /// <param name="title">What stands above.</param>
    /// <param name="description">What there is to see.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="columns">How many stand side by side.</param>
    public static Chart Of(string title, string description, IReadOnlyList<Chart> panels, int columns)
    {
        Chart[][] rows = [.. panels.Chunk(Math.Max(1, columns))];
        double[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Where(row => row.Length > column).Max(row => row[column].Width))];
        double[] heights = [.. rows.Select(row => row.Max(panel => panel.Height))];
        double width = Math.Max(widths.Sum() + (Gap * (widths.Length + 1)), FigureFont.WidthOf(title, 15) + (2 * Gap));
        Chart sheet = new(width, TitleHeight + heights.Sum() + (Gap * (heights.Length + 1)), description);
        sheet.Text(width / 2, 20, title, Anchor.Middle, size: 15);
        double y = TitleHeight + Gap;
        for (int row = 0; row < rows.Length; row++)
        {
            double x = Gap;
            for (int column = 0; column < rows[row].Length; column++)
            {
                sheet.Add(x, y, rows[row][column]);
                x += widths[column] + Gap;
            }

            y += heights[row] + Gap;
        }

        return sheet;
    }

    /// <summary>A chart with a line above.</summary>
    public static Chart Titled(string title, Chart inner)
    {
        Chart chart = new(inner.Width, inner.Height + 22, title);
        chart.Text(inner.Width / 2, 10, title, Anchor.Middle, size: 13);
        chart.Add(0, 22, inner);
        return chart;
    }
}
