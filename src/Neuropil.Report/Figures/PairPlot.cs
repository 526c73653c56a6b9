namespace Neuropil.Report;

/// <summary>Every quantity against every other, a point a synapse; on the diagonal how often each value occurs.</summary>
internal static class PairPlot
{
    /// <summary>More are not drawn: the panels would be too small to read.</summary>
    public const int MostQuantities = 8;

    private const double Cell = 132;
    private const double Left = 62;

    /// <param name="title">What stands above.</param>
    /// <param name="description">What there is to see.</param>
    /// <param name="quantities">Name with unit and values of each.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="legend">What the classes are.</param>
    public static Chart Of(string title, string description, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> quantities, IReadOnlyList<PointClass> classes, string legend)
    {
        (string Name, IReadOnlyList<double> Values)[] shown = [.. quantities.Take(MostQuantities)];
        Chart grid = new(Left + (Cell * shown.Length), 8 + (Cell * shown.Length) + 40, description);
        Scale[] across = [.. shown.Select((one, column) => ScaleOf(one.Values, Left + (column * Cell) + 4, Left + ((column + 1) * Cell) - 6))];
        double radius = Math.Min(1.6, PointPlot.RadiusFor(classes));
        for (int row = 0; row < shown.Length; row++)
        {
            double top = 8 + (row * Cell);
            Scale up = ScaleOf(shown[row].Values, top + Cell - 8, top + 4);
            for (int column = 0; column < shown.Length; column++)
            {
                double left = Left + (column * Cell);
                grid.Box(left, top, Cell - 4, Cell - 4, null, Ink.Line, 1);
                if (column == row)
                {
                    Bars(grid, shown[row].Values, across[column], top);
                }
                else
                {
                    foreach (PointClass drawn in classes.Where(one => !one.IsNew))
                    {
                        IReadOnlyList<double> x = shown[column].Values;
                        IReadOnlyList<double> y = shown[row].Values;
                        Scale right = across[column];
                        grid.Points(drawn.Rows.Where(point => double.IsFinite(x[point]) && double.IsFinite(y[point])).Select(point => (right[x[point]], up[y[point]])), drawn.Shape, radius, drawn.Ink);
                    }
                }
            }

            foreach ((double value, string text) in up.Ticks(3))
            {
                grid.Text(Left - 5, up[value], text, Anchor.End, Ink.Quiet, 10);
            }

            grid.Text(10, top + (Cell / 2), Shortened(shown[row].Name), Anchor.Middle, size: 11, isTurned: true);
            foreach ((double value, string text) in across[row].Ticks(3))
            {
                grid.Text(across[row][value], 8 + (Cell * shown.Length) + 6, text, Anchor.Middle, Ink.Quiet, 10);
            }

            grid.Text(Left + (row * Cell) + (Cell / 2), 8 + (Cell * shown.Length) + 24, Shortened(shown[row].Name), Anchor.Middle, size: 11);
        }

        return Sheet.Of(title, description, [grid, Legend.Beside(legend, classes, grid.Height)], 2);
    }

    private static string Shortened(string name) => name.Length <= 20 ? name : name[..19] + "…";

    private static Scale ScaleOf(IReadOnlyList<double> values, double from, double to)
    {
        double low = values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        double high = values.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        double margin = (high - low) * 0.04;
        return new Scale(low - margin, high + margin, from, to);
    }

    private static void Bars(Chart grid, IReadOnlyList<double> values, Scale scale, double top)
    {
        const int binCount = 20;
        double[] places = [.. values.Where(double.IsFinite).Select(value => scale[value])];
        double step = (Cell - 10) / binCount;
        double left = places.Length == 0 ? 0 : scale[double.NegativeInfinity];
        int[] counts = new int[binCount];
        foreach (double place in places)
        {
            counts[Math.Clamp((int)((place - left) / step), 0, binCount - 1)]++;
        }

        int most = Math.Max(1, counts.Max());
        for (int bin = 0; bin < binCount; bin++)
        {
            double tall = (Cell - 16) * counts[bin] / most;
            grid.Box(left + (bin * step) + 0.3, top + Cell - 6 - tall, step - 0.6, tall, Ink.Bar, opacity: 0.8);
        }
    }
}
