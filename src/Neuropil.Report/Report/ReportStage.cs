using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>One page with everything: figures, scores, predictions, parameters, warnings. It loads nothing from elsewhere.</summary>
internal static class ReportStage
{
    public const string Report = "report";
    public static readonly UnitId Id = new("report");

    public static Unit Create(StudySettings settings)
        => new()
        {
            Id = Id,
            Options = new JsonObject
            {
                ["Seed"] = settings.Seed,
                ["InterquartileFactor"] = settings.Clean.InterquartileFactor,
                ["Features"] = FeaturesStage.Described(settings.Features),
                ["Groups"] = new JsonArray([.. settings.Groups.Select(Described)]),
            },
            Inputs =
            [
                new OutputInput("overview", OverviewStage.Id, OverviewStage.Overview + "-png"),
                .. settings.Groups.SelectMany(group => FiguresStage.Names.Select(name => Figure(group, name))),
                new OutputInput("metrics", MetricsStage.Id, MetricsStage.Metrics),
                new OutputInput("clusters", ClustersStage.Id, ClustersStage.Clusters),
                new OutputInput("predictions", PredictionsStage.Id, PredictionsStage.Predictions),
                new OutputInput("flagged", AlignNewStage.Id, AlignNewStage.Flagged),
                new OutputInput("clean", CleanStage.Id, CleanStage.Kept),
                new OutputInput("removed", CleanStage.Id, CleanStage.Removed),
                new OutputInput("alignment", AlignStage.Id, AlignStage.Alignment),
            ],
            Outputs = [new UnitOutput(Report, "report/report.html", Locked: false)],
            Code = StageCode.Tables,
            Run = context => File.WriteAllText(context.OutputPath(Report), ReportPage.Of(Content(context, settings))),
        };

    private static JsonNode Described(GroupSettings group)
        => new JsonObject
        {
            ["Group"] = group.Name,
            ["Embed"] = EmbedStage.Described(group.Embed),
            ["Cluster"] = ClusterStage.Described(group.Cluster),
            ["Train"] = TrainOptions.Described(group.Train),
        };

    private static OutputInput Figure(GroupSettings group, string name)
        => new(FigureName(group.Name, name), FiguresStage.Id(group.Name), name + "-png");

    private static string FigureName(string group, string name) => $"{group}-{name}";

    private static ReportContent Content(UnitContext context, StudySettings settings)
        => new()
        {
            Settings = settings,
            Metrics = MetricsJson.Load(context.InputPath("metrics")),
            Clusters = Table.ReadCsv(context.InputPath("clusters")),
            Predictions = Table.ReadCsv(context.InputPath("predictions")),
            Flagged = Table.ReadCsv(context.InputPath("flagged")),
            Removed = Table.ReadCsv(context.InputPath("removed")),
            KeptCount = Table.ReadCsv(context.InputPath("clean")).RowCount,
            Alignment = context.Load("alignment", NeuronAlignment.Load),
            OverviewPath = context.InputPath("overview"),
            FigurePath = (group, name) => context.InputPath(FigureName(group, name)),
        };
}
