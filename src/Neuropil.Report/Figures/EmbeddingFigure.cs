using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Study;
using ScottPlot;

namespace Neuropil.Report;

/// <summary>The embedding of a group, coloured by neuron or by cluster. In three dimensions: two panels, axes 1–2 and 1–3.</summary>
internal static class EmbeddingFigure
{
    private const float PointSize = 7;
    private const float NewPointSize = 12;

    public static IReadOnlyList<Plot> ByNeuron(GroupPoints group)
    {
        string[] neurons = [.. group.Neurons.Distinct().Order(StringComparer.Ordinal)];
        return Panels(group, Text($"{Capital(group)}: {group.Neurons.Count} synapses by neuron"), plot =>
        {
            for (int index = 0; index < neurons.Length; index++)
            {
                int[] rows = Rows(group.Neurons, neuron => neuron == neurons[index]);
                plot.Points(group.Places, rows, Text($"{neurons[index]} ({rows.Length})"), Palette.ColorOf(index), Palette.ShapeOf(index), PointSize);
            }
        });
    }

    /// <param name="group">The synapses.</param>
    /// <param name="predicted">New synapses and their clusters, drawn on top; null: none.</param>
    public static IReadOnlyList<Plot> ByCluster(GroupPoints group, GroupPoints? predicted)
    {
        IReadOnlyList<int> clusters = group.ClusterNumbers;
        string title = Text($"{Capital(group)}: {group.Clusters.Count} synapses in {Counted(clusters.Count, "cluster")}");
        return Panels(group, predicted is { Clusters.Count: > 0 } ? Text($"{title}, {predicted.Clusters.Count} new") : title, plot =>
        {
            DrawClusters(plot, group, clusters);
            if (predicted is { Clusters.Count: > 0 })
            {
                DrawPredicted(plot, predicted, clusters);
            }
        });
    }

    public static void DrawClusters(Panel plot, GroupPoints group, IReadOnlyList<int> clusters, float pointSize = PointSize)
    {
        int[] noise = Rows(group.Clusters, cluster => cluster == FileLabels.Noise);
        if (noise.Length > 0)
        {
            plot.Points(group.Places, noise, Text($"noise ({noise.Length})"), Palette.Noise, MarkerShape.Eks, pointSize);
        }

        for (int index = 0; index < clusters.Count; index++)
        {
            int[] rows = Rows(group.Clusters, cluster => cluster == clusters[index]);
            plot.Points(group.Places, rows, Text($"cluster {clusters[index]} ({rows.Length})"), Palette.ColorOf(index), Palette.ShapeOf(index), pointSize);
        }
    }

    private static void DrawPredicted(Panel plot, GroupPoints predicted, IReadOnlyList<int> clusters)
    {
        foreach (int cluster in predicted.Clusters.Distinct().Order())
        {
            int[] rows = Rows(predicted.Clusters, other => other == cluster);
            int index = clusters.ToList().IndexOf(cluster);
            bool outside = cluster == FileLabels.Noise || index < 0;
            plot.Points(
                predicted.Places,
                rows,
                outside ? Text($"new, outside ({rows.Length})") : Text($"new in {cluster} ({rows.Length})"),
                outside ? Colors.White : Palette.ColorOf(index),
                outside ? MarkerShape.FilledSquare : Palette.ShapeOf(index),
                NewPointSize,
                outline: Palette.Ink);
        }
    }

    private static Panel[] Panels(GroupPoints group, string title, Action<Panel> draw)
    {
        int dimension = group.Places.ColumnCount;
        Panel[] panels =
        [
            .. Enumerable.Range(1, dimension - 1).Select(axis => new Panel(
                axis == 1 ? title : "the same, axes 1 and 3", "UMAP 1 (arbitrary units)", Text($"UMAP {axis + 1} (arbitrary units)"), 0, axis)),
        ];
        foreach (Panel panel in panels)
        {
            draw(panel);
            panel.HideLegend();
        }

        FigureCanvas.LegendBeside(panels[^1]);
        return panels;
    }

    private static int[] Rows<T>(IReadOnlyList<T> values, Func<T, bool> isWanted)
        => [.. Enumerable.Range(0, values.Count).Where(row => isWanted(values[row]))];

    private static string Capital(GroupPoints group)
    {
        string name = group.Group;
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Counted(int count, string what) => Text($"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A plot of two of the embedding's axes.</summary>
    internal sealed class Panel : Plot
    {
        private readonly int horizontal;
        private readonly int vertical;

        public Panel(string title, string horizontalLabel, string verticalLabel, int horizontal, int vertical)
        {
            FigureCanvas.Style(this, title, horizontalLabel, verticalLabel);
            this.horizontal = horizontal;
            this.vertical = vertical;
        }

        public void Points(Matrix places, int[] rows, string legend, Color color, MarkerShape shape, float size, Color? outline = null)
        {
            ScottPlot.Plottables.Markers markers = Add.Markers(
                Array.ConvertAll(rows, row => new Coordinates(places[row, horizontal], places[row, vertical])), shape, size, color);
            markers.LegendText = legend;
            markers.MarkerStyle.OutlineColor = outline ?? Colors.White;
            markers.MarkerStyle.OutlineWidth = outline is null ? 0.4f : 1.5f;
            if (shape == MarkerShape.Eks)
            {
                markers.MarkerStyle.LineColor = color;
                markers.MarkerStyle.LineWidth = 1.2f;
            }
        }
    }
}
