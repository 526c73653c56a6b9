using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Tables;
using ScottPlot;

namespace Neuropil.Report;

/// <summary>Draws a group: the embedding by neuron, its clusters with the new synapses, the confusion matrix of the model used.</summary>
internal static class FiguresStage
{
    private const int Width = 900;
    private const int Height = 640;

    public sealed record Options(string Group);

    public sealed record Inputs(Artifact<Table> Clusters, Artifact<JsonObject> Metrics, Artifact<Table>? Predictions);

    public sealed record Outputs(Picture Neurons, Picture Clusters, Picture Confusion);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("figures", options.Group),
        options,
        inputs,
        new Outputs(
            Picture.At($"report/figures/{options.Group}-neurons"),
            Picture.At($"report/figures/{options.Group}-clusters"),
            Picture.At($"report/figures/{options.Group}-confusion")),
        static (options, context) => Run(options.Group, context));

    private static void Run(string group, UnitContext<Inputs, Outputs> context)
    {
        Table clusters = context.Read(context.Inputs.Clusters);
        JsonObject metrics = context.Read(context.Inputs.Metrics);
        string? skipped = metrics[MetricsStage.Skipped]?.GetValue<string>();
        if (clusters.RowCount == 0)
        {
            context.Outputs.Neurons.Write(context, Blank(group));
            context.Outputs.Clusters.Write(context, Blank(group));
        }
        else
        {
            GroupPoints points = GroupPoints.Of(group, clusters);
            GroupPoints predicted = GroupPoints.Of(group, context.Inputs.Predictions is null ? clusters.Take([]) : context.Read(context.Inputs.Predictions));
            context.Outputs.Neurons.Write(context, SideBySide(EmbeddingFigure.ByNeuron(points)));
            context.Outputs.Clusters.Write(context, SideBySide(EmbeddingFigure.ByCluster(points, predicted)));
        }

        context.Outputs.Confusion.Write(context, skipped is null ? FigureCanvas.Draw([ConfusionFigure.Of(metrics)], 1, 720, Height) : Blank(group));
    }

    // What stands in the place of a figure of a group that is skipped.
    private static Drawing Blank(string group)
    {
        Plot plot = new();
        plot.Title($"{group}: skipped");
        return FigureCanvas.Draw([plot], 1, 720, Height);
    }

    private static Drawing SideBySide(IReadOnlyList<Plot> panels)
        => FigureCanvas.Draw(panels, panels.Count, Width * panels.Count * 2 / (panels.Count + 1), Height);
}
