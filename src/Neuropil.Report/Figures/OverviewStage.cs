using System.Globalization;
using Neuropil.Pipeline;
using Neuropil.Tables;
using ScottPlot;

namespace Neuropil.Report;

/// <summary>Draws the clusters of all groups side by side.</summary>
internal static class OverviewStage
{
    private const int Columns = 3;
    private const int PanelWidth = 420;
    private const int PanelHeight = 360;
    private const float PointSize = 5;

    public sealed record Inputs(ByName<Artifact<Table>> Groups);

    public sealed record Outputs(Picture Overview);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("overview"),
        NoOptions.Value,
        inputs,
        new Outputs(Picture.At("report/figures/overview")),
        static (_, context) => Run(context));

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        (string Name, Table Clusters)[] groups = [.. context.Inputs.Groups.Select(group => (group.Name, context.Read(group.Item))).Where(group => group.Item2.RowCount > 0)];
        Plot[] panels = groups.Length == 0 ? [new Plot()] : [.. groups.Select(group => Panel(GroupPoints.Of(group.Name, group.Clusters)))];
        int columns = Math.Min(Columns, panels.Length);
        int rows = (panels.Length + columns - 1) / columns;
        context.Outputs.Overview.Write(context, FigureCanvas.Draw(panels, columns, PanelWidth * columns, PanelHeight * rows));
    }

    private static EmbeddingFigure.Panel Panel(GroupPoints group)
    {
        EmbeddingFigure.Panel panel = new(
            string.Create(CultureInfo.InvariantCulture, $"{group.Group}: {group.Clusters.Count} in {group.ClusterNumbers.Count} clusters"), "UMAP 1 (arbitrary units)", "UMAP 2", 0, 1);
        panel.Axes.Title.Label.FontSize = 14;
        panel.Axes.Bottom.Label.FontSize = 12;
        panel.Axes.Left.Label.FontSize = 12;
        EmbeddingFigure.DrawClusters(panel, group, group.ClusterNumbers, PointSize);
        panel.HideLegend();
        return panel;
    }
}
