using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Study;
using ScottPlot;

namespace Neuropil.Report;

/// <summary>How often each cluster was taken for each, on the test synapses: counts, shaded by the share of the true cluster.</summary>
internal static class ConfusionFigure
{
    /// <param name="metrics">The group's metrics.json.</param>
    public static Plot Of(JsonObject metrics)
    {
        string group = metrics["group"]!.GetValue<string>();
        string model = metrics["model"]!.GetValue<string>();
        JsonObject scores = metrics["models"]![model]!.AsObject();
        int[] labels = [.. scores["confusion"]!["labels"]!.AsArray().Select(label => label!.GetValue<int>())];
        int[][] counts = [.. scores["confusion"]!["counts"]!.AsArray().Select(row => row!.AsArray().Select(count => count!.GetValue<int>()).ToArray())];
        JsonArray interval = scores["intervals"]!["accuracy"]!.AsArray();
        Plot plot = new();
        FigureCanvas.Style(
            plot,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{group}: {model} on {scores["rows"]!.GetValue<int>()} test synapses, accuracy {scores["accuracy"]!.GetValue<double>():0.000} [{interval[0]!.GetValue<double>():0.000}, {interval[1]!.GetValue<double>():0.000}]"),
            "predicted cluster",
            "cluster found by HDBSCAN");
        plot.Axes.Title.Label.FontSize = 15;
        for (int row = 0; row < labels.Length; row++)
        {
            for (int column = 0; column < labels.Length; column++)
            {
                DrawCell(plot, labels.Length - 1 - row, column, counts[row][column], counts[row].Sum());
            }
        }

        Frame(plot, labels);
        return plot;
    }

    private static void DrawCell(Plot plot, int height, int column, int count, int total)
    {
        double share = total == 0 ? 0 : (double)count / total;
        ScottPlot.Plottables.Rectangle cell = plot.Add.Rectangle(column, column + 1, height, height + 1);
        cell.FillStyle.Color = Palette.Shade(share);
        cell.LineStyle.Color = Palette.Grid;
        cell.LineStyle.Width = 1;
        ScottPlot.Plottables.Text text = plot.Add.Text(count.ToString(CultureInfo.InvariantCulture), column + 0.5, height + 0.5);
        text.LabelStyle.FontName = FigureFont.Name;
        text.LabelFontSize = 16;
        text.LabelFontColor = share > 0.5 ? Colors.White : Palette.Ink;
        text.LabelAlignment = Alignment.MiddleCenter;
    }

    private static void Frame(Plot plot, int[] labels)
    {
        string[] names = [.. labels.Select(label => label == FileLabels.Noise ? "noise" : label.ToString(CultureInfo.InvariantCulture))];
        double[] middles = [.. Enumerable.Range(0, labels.Length).Select(index => index + 0.5)];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(middles, names);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. middles.Reverse()], names);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.SetLimits(0, labels.Length, 0, labels.Length);
        plot.HideGrid();
    }
}
