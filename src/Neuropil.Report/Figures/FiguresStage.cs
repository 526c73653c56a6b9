using Neuropil.Pipeline;
using Neuropil.Study;
using ScottPlot;

namespace Neuropil.Report;

/// <summary>Draws a group: the embedding by neuron, its clusters with the new synapses, the confusion matrix of the model used.</summary>
internal static class FiguresStage
{
    public const string Stage = "figures";
    private const int Width = 900;
    private const int Height = 640;

    /// <summary>The figures of a group, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["neurons", "clusters", "confusion"];

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(GroupSettings group)
        => new()
        {
            Id = Id(group.Name),
            Inputs =
            [
                new OutputInput("clusters", ClusterStage.Id(group.Name), ClusterStage.Clusters),
                new OutputInput("metrics", TrainStage.Id(group.Name), TrainStage.Metrics),
                new OutputInput("predictions", PredictStage.Id(group.Name), PredictStage.Predictions),
            ],
            Outputs = [.. Names.SelectMany(name => Pictures(name, $"report/figures/{group.Name}-{name}"))],
            Code = StageCode.Tables,
            Run = context => Run(context, group.Name),
        };

    /// <summary>The two files of a figure. Pictures are not locked: their bytes hang by the drawing library.</summary>
    public static IEnumerable<UnitOutput> Pictures(string name, string path)
        => [new UnitOutput(name + "-png", path + ".png", Locked: false), new UnitOutput(name + "-svg", path + ".svg", Locked: false)];

    public static void Save(UnitContext context, string name, IReadOnlyList<Plot> panels, int columns, int width, int height)
        => FigureCanvas.Save(panels, columns, width, height, context.OutputPath(name + "-png"), context.OutputPath(name + "-svg"));

    private static void Run(UnitContext context, string group)
    {
        GroupPoints points = GroupPoints.Read(group, context.InputPath("clusters"));
        GroupPoints predicted = GroupPoints.Read(group, context.InputPath("predictions"));
        SavePanels(context, "neurons", EmbeddingFigure.ByNeuron(points));
        SavePanels(context, "clusters", EmbeddingFigure.ByCluster(points, predicted));
        Save(context, "confusion", [ConfusionFigure.Of(MetricsJson.Load(context.InputPath("metrics")))], 1, 720, Height);
    }

    private static void SavePanels(UnitContext context, string name, IReadOnlyList<Plot> panels)
        => Save(context, name, panels, panels.Count, Width * panels.Count * 2 / (panels.Count + 1), Height);
}
