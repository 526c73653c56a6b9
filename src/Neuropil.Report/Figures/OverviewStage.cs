using System.Globalization;
using Neuropil.Pipeline;
using Neuropil.Study;
using ScottPlot;

namespace Neuropil.Report;

/// <summary>Draws the clusters of all groups side by side.</summary>
internal static class OverviewStage
{
    public const string Overview = "overview";
    public static readonly UnitId Id = new("overview");
    private const int Columns = 3;
    private const int PanelWidth = 420;
    private const int PanelHeight = 360;
    private const float PointSize = 5;

    public static Unit Create(StudySettings settings)
        => new()
        {
            Id = Id,
            Inputs = [.. settings.Groups.Select(group => new OutputInput(group.Name, ClusterStage.Id(group.Name), ClusterStage.Clusters))],
            Outputs = [.. FiguresStage.Pictures(Overview, "report/figures/overview")],
            Code = StageCode.Tables,
            Run = context => Run(context, settings),
        };

    private static void Run(UnitContext context, StudySettings settings)
    {
        Plot[] panels = [.. settings.Groups.Select(group => Panel(GroupPoints.Read(group.Name, context.InputPath(group.Name))))];
        int columns = Math.Min(Columns, panels.Length);
        int rows = (panels.Length + columns - 1) / columns;
        FiguresStage.Save(context, Overview, panels, columns, PanelWidth * columns, PanelHeight * rows);
    }

    private static EmbeddingFigure.Panel Panel(GroupPoints group)
    {
        EmbeddingFigure.Panel panel = new(
            string.Create(CultureInfo.InvariantCulture, $"{GroupPoints.FullName(group.Group)}: {group.Clusters.Count} in {group.ClusterNumbers.Count} clusters"), "UMAP 1 (arbitrary units)", "UMAP 2", 0, 1);
        panel.Axes.Title.Label.FontSize = 14;
        panel.Axes.Bottom.Label.FontSize = 12;
        panel.Axes.Left.Label.FontSize = 12;
        EmbeddingFigure.DrawClusters(panel, group, group.ClusterNumbers, PointSize);
        panel.HideLegend();
        return panel;
    }
}
