namespace Neuropil.Report;

/// <summary>A table of shaded cells with names at its rows and columns.</summary>
internal static class HeatChart
{
    private const double Cell = 46;
    private const double RowHeight = 30;

    /// <param name="title">What stands above.</param>
    /// <param name="rows">Names of the rows.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="cells">The cells, row by row; null: empty.</param>
    /// <param name="names">What rows and columns are; empty: nothing.</param>
    public static Chart Of(string title, IReadOnlyList<string> rows, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<HeatCell?>> cells, (string Rows, string Columns) names)
    {
        double left = 30 + rows.Select(name => FigureFont.WidthOf(name)).DefaultIfEmpty(0).Max();
        double cell = Math.Max(Cell, 10 + cells.SelectMany(row => row).Select(one => one is null ? 0 : FigureFont.WidthOf(one.Text)).DefaultIfEmpty(0).Max());
        bool IsTurned(string name) => FigureFont.WidthOf(name) > cell - 4;
        double foot = columns.Where(IsTurned).Select(name => 12 + FigureFont.WidthOf(name)).DefaultIfEmpty(20).Max();
        double bottom = 26 + (RowHeight * rows.Count);
        Chart chart = new(Math.Max(left + (cell * columns.Count) + 8, FigureFont.WidthOf(title, 13) + 12), bottom + foot + 20, title);
        chart.Text(chart.Width / 2, 12, title, Anchor.Middle, size: 13);
        for (int row = 0; row < rows.Count; row++)
        {
            double top = 26 + (row * RowHeight);
            chart.Text(left - 6, top + (RowHeight / 2), rows[row], Anchor.End);
            for (int column = 0; column < columns.Count; column++)
            {
                if (cells[row][column] is HeatCell shown)
                {
                    double x = left + (column * cell);
                    chart.Box(x, top, cell, RowHeight, shown.Ink.Tint(0.65 * shown.Strength), Ink.Line, 1);
                    chart.Text(x + (cell / 2), top + (RowHeight / 2), shown.Text, Anchor.Middle);
                }
            }
        }

        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < columns.Count; column++)
            {
                if (cells[row][column] is { IsFramed: true })
                {
                    chart.Box(left + (column * cell) + 1, 26 + (row * RowHeight) + 1, cell - 2, RowHeight - 2, null, Ink.Text, 2);
                }
            }
        }

        for (int column = 0; column < columns.Count; column++)
        {
            double x = left + ((column + 0.5) * cell);
            bool turned = IsTurned(columns[column]);
            chart.Text(x, bottom + (turned ? 6 : 11), columns[column], turned ? Anchor.End : Anchor.Middle, isTurned: turned);
        }

        chart.Text(left + (cell * columns.Count / 2), bottom + foot + 8, names.Columns, Anchor.Middle, Ink.Quiet);
        chart.Text(10, (26 + bottom) / 2, names.Rows, Anchor.Middle, Ink.Quiet, isTurned: true);
        return chart;
    }
}
