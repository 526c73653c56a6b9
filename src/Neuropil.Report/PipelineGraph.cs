using Neuropil.Pipeline;
using Neuropil.Study;

namespace Neuropil.Report;

/// <summary>The study as a graph of units.</summary>
public static class PipelineGraph
{
    /// <summary>The stages that belong to each of the build's tasks, in the order of the study.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> StagesByTask { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
    {
        ["Ingest"] = ["ingest", "ingest-new"],
        ["Preprocess"] = ["clean", "align"],
        ["Embed"] = ["features", "embed"],
        ["Cluster"] = ["cluster", "clusters"],
        ["Train"] = ["train", "evaluate", "metrics"],
        ["Predict"] = ["align-new", "features-new", "predict", "predictions", "figures", "overview"],
        ["Report"] = ["report"],
    };

    /// <summary>Every unit of the study under these settings, dependencies first.</summary>
    public static IReadOnlyList<Unit> Create(StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            IngestStage.Historical(settings),
            IngestStage.New(settings),
            CleanStage.Create(settings),
            AlignStage.Create(),
            .. settings.Groups.Select(group => FeaturesStage.Create(settings, group)),
            .. settings.Groups.Select(group => EmbedStage.Create(settings, group)),
            .. settings.Groups.Select(ClusterStage.Create),
            ClustersStage.Create(settings),
            .. settings.Groups.Select(group => TrainStage.Create(settings, group)),
            .. Evaluations(settings),
            MetricsStage.Create(settings),
            AlignNewStage.Create(settings),
            .. settings.Groups.Select(group => FeaturesNewStage.Create(settings, group)),
            .. settings.Groups.Select(PredictStage.Create),
            PredictionsStage.Create(settings),
            .. settings.Groups.Select(FiguresStage.Create),
            OverviewStage.Create(settings),
            ReportStage.Create(settings),
        ];
    }

    private static IEnumerable<Unit> Evaluations(StudySettings settings)
        => settings.Evaluate.FoldCount is int folds ? settings.Groups.Select(group => EvaluateStage.Create(settings, group, folds)) : [];
}
