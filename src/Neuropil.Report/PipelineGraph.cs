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
        Unit<IngestStage.Outputs> ingest = IngestStage.Historical(settings.Data);
        Unit<IngestStage.Outputs> ingestNew = IngestStage.New(settings.Data);
        Unit<CleanStage.Outputs> clean = CleanStage.Create(settings.Clean, new(ingest.Outputs.Synapses, IngestStage.ExclusionsOf(settings.Data)));
        Unit<AlignStage.Outputs> align = AlignStage.Create(new(clean.Outputs.Clean));
        Unit<AlignNewStage.Outputs> alignNew = AlignNewStage.Create(
            new(new FileLabel(settings.Data.New), ingestNew.Outputs.Synapses, align.Outputs.Alignment, clean.Outputs.Bounds));
        GroupUnits[] groups = [.. settings.Groups.Select(group => Group(settings, group, clean, align, alignNew))];

        Unit<ClustersStage.Outputs> clusters = ClustersStage.Create(new(Each(groups, group => group.Cluster.Outputs.Clusters), clean.Outputs.Clean));
        Unit<MetricsStage.Outputs> metrics = MetricsStage.Create(
            new(Each(groups, group => new MetricsStage.GroupScores(group.Train.Outputs.Metrics, group.Evaluate?.Outputs.Evaluation))));
        Unit<PredictionsStage.Outputs> predictions = PredictionsStage.Create(
            new(Each(groups, group => group.Predict.Outputs.Predictions), alignNew.Outputs.Aligned));
        Unit<OverviewStage.Outputs> overview = OverviewStage.Create(new(Each(groups, group => group.Cluster.Outputs.Clusters)));
        Unit report = ReportStage.Create(
            ReportStage.Options.Of(settings),
            new(
                new FileInput(settings.Data.Historical),
                new FileInput(settings.Data.New),
                ingest.Outputs.Synapses,
                align.Outputs.Aligned,
                alignNew.Outputs.Aligned,
                align.Outputs.Alignment,
                clean.Outputs.Removed,
                alignNew.Outputs.Flagged,
                metrics.Outputs.Metrics,
                overview.Outputs.Overview.Png,
                Each(groups, group => new ReportStage.GroupInputs(
                    group.Features.Outputs.Features,
                    group.Cluster.Outputs.Clusters,
                    group.Cluster.Outputs.Hdbscan,
                    group.Predict.Outputs.Predictions,
                    group.Figures.Outputs.Clusters.Png,
                    group.Figures.Outputs.Neurons.Png))));
        return
        [
            ingest,
            ingestNew,
            clean,
            align,
            .. groups.Select(group => group.Features),
            .. groups.Select(group => group.Embed),
            .. groups.Select(group => group.Cluster),
            clusters,
            .. groups.Select(group => group.Train),
            .. groups.Select(group => group.Evaluate).OfType<Unit>(),
            metrics,
            alignNew,
            .. groups.Select(group => group.FeaturesNew),
            .. groups.Select(group => group.Predict),
            predictions,
            .. groups.Select(group => group.Figures),
            overview,
            report,
        ];
    }

    private static ByName<T> Each<T>(IEnumerable<GroupUnits> groups, Func<GroupUnits, T> item)
        where T : notnull
        => new(groups.Select(group => (group.Name, item(group))));

    private static GroupUnits Group(
        StudySettings settings,
        GroupSettings group,
        Unit<CleanStage.Outputs> clean,
        Unit<AlignStage.Outputs> align,
        Unit<AlignNewStage.Outputs> alignNew)
    {
        IntervalOptions intervals = IntervalOptions.Of(settings.Evaluate);
        Unit<FeaturesStage.Outputs> features = FeaturesStage.Create(new(group.Name, settings.Features), new(clean.Outputs.Clean, align.Outputs.Alignment));
        Unit<EmbedStage.Outputs> embed = EmbedStage.Create(new(group.Name, group.Embed, settings.Seed), new(features.Outputs.Features));
        Unit<ClusterStage.Outputs> cluster = ClusterStage.Create(new(group.Name, group.Cluster), new(embed.Outputs.Embedding));
        Unit<TrainStage.Outputs> train = TrainStage.Create(
            new(group.Name, group.Train, intervals, settings.Seed), new(cluster.Outputs.Clusters, features.Outputs.Space, new(embed.Outputs.Umap)));
        Unit<EvaluateStage.Outputs>? evaluate = settings.Evaluate.FoldCount is int folds
            ? EvaluateStage.Create(new(group, settings.Features, intervals, folds, settings.Seed), new(features.Outputs.Synapses, cluster.Outputs.Clusters))
            : null;
        Unit<FeaturesNewStage.Outputs> featuresNew = FeaturesNewStage.Create(
            new(group.Name), new(new FileLabel(settings.Data.New), alignNew.Outputs.Aligned, features.Outputs.Space));
        Unit<PredictStage.Outputs> predict = PredictStage.Create(
            new(group.Name), new(featuresNew.Outputs.Features, features.Outputs.Space, embed.Outputs.Umap, train.Outputs.Bundle));
        Unit<FiguresStage.Outputs> figures = FiguresStage.Create(
            new(group.Name), new(cluster.Outputs.Clusters, train.Outputs.Metrics, predict.Outputs.Predictions));
        return new GroupUnits(group.Name, features, embed, cluster, train, evaluate, featuresNew, predict, figures);
    }

    private sealed record GroupUnits(
        string Name,
        Unit<FeaturesStage.Outputs> Features,
        Unit<EmbedStage.Outputs> Embed,
        Unit<ClusterStage.Outputs> Cluster,
        Unit<TrainStage.Outputs> Train,
        Unit<EvaluateStage.Outputs>? Evaluate,
        Unit<FeaturesNewStage.Outputs> FeaturesNew,
        Unit<PredictStage.Outputs> Predict,
        Unit<FiguresStage.Outputs> Figures);
}
