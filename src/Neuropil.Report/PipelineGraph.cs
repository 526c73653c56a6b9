using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>The study as a graph of units.</summary>
public static class PipelineGraph
{
    /// <summary>The stage that sums the study up.</summary>
    public const string SummaryStageName = SummaryStage.Name;

    /// <summary>The stages that belong to each of the build's tasks, in the order of the study.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> StagesByTask { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
    {
        ["Ingest"] = ["ingest", "ingest-new", "split"],
        ["Preprocess"] = ["screen", "align"],
        ["Embed"] = ["features", "embed"],
        ["Cluster"] = ["cluster", "clusters", "profiles"],
        ["Train"] = ["train", "evaluate", "metrics", "serve"],
        ["Predict"] = ["screen-new", "predict", "predictions", SummaryStage.Name],
        ["Report"] = ["figures", "overview", "report", "workbook"],
        ["Sweep"] = ["sweep"],
        ["Explore"] = ["explore"],
        ["Validate"] = [.. ValidationUnits.Stages, ValidationFiguresStage.Stage],
    };

    /// <summary>Every unit of the study under these settings, dependencies first.</summary>
    /// <param name="settings">The study.</param>
    /// <param name="artifacts">The folder of results, where the report looks for what Validate left; null: it does not look.</param>
    public static IReadOnlyList<Unit> Create(StudySettings settings, string? artifacts = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        StudySchema schema = settings.Schema;
        FileInput? exclusions = IngestStage.ExclusionsOf(settings.Data);
        Unit<IngestStage.Outputs> ingest = IngestStage.Historical(settings);
        Unit<SplitStage.Outputs>? split = settings.Data.New.IsSplit
            ? SplitStage.Create(new(settings.Data.New, schema.Columns, settings.Seed), new(ingest.Outputs.Synapses))
            : null;
        Unit<IngestStage.Outputs>? ingestNew = settings.Data.New.Kind == NewKind.Tables ? IngestStage.New(settings) : null;
        Artifact<SynapseTable>? fresh = split?.Outputs.New ?? ingestNew?.Outputs.Synapses;
        Unit<ScreenStage.Outputs> screen = ScreenStage.Create(
            new(settings.Screen, schema.Columns, schema.Features), new(split?.Outputs.Historical ?? ingest.Outputs.Synapses, exclusions));
        string[] features = [.. schema.Columns.Features.Select(feature => feature.Name)];
        Unit<AlignStage.Outputs> align = AlignStage.Create(new(schema.Align, features), new(screen.Outputs.Screened));
        Unit<ScreenNewStage.Outputs>? screenNew = fresh is null ? null : ScreenNewStage.Create(
            new(schema.Features, schema.Columns.Id is not null),
            new(fresh, split?.Outputs.Historical ?? ingest.Outputs.Synapses, align.Outputs.Alignment, screen.Outputs.Bounds));
        FreshSynapses? newcomers = fresh is null ? null : new(fresh, screenNew!.Outputs.Flags);
        GroupUnits[] groups = [.. settings.Groups.Select(group => Group(settings, group, screen, align, newcomers))];

        Unit<ClustersStage.Outputs> clusters = ClustersStage.Create(new(Each(groups, group => group.Cluster.Outputs.Clusters), align.Outputs.Aligned));
        Unit<ProfilesStage.Outputs> profiles = ProfilesStage.Create(
            new(schema.Features),
            new(Each(groups, group => new ProfilesStage.GroupInputs(group.Cluster.Outputs.Clusters, group.Cluster.Outputs.Hdbscan, group.Features.Outputs.Neighborhood))));
        Unit<MetricsStage.Outputs> metrics = MetricsStage.Create(
            new(Each(groups, group => new MetricsStage.GroupScores(group.Train.Outputs.Metrics, group.Evaluate?.Outputs.Evaluation))));
        Unit<PredictionsStage.Outputs>? predictions = fresh is null ? null : PredictionsStage.Create(
            new(schema.Features), new(Each(groups, group => group.Predict!.Outputs.Predictions), fresh, align.Outputs.Alignment, screen.Outputs.Bounds, screenNew!.Outputs.Flags));
        Unit<SummaryStage.Outputs> summary = SummaryStage.Create(new(
            metrics.Outputs.Metrics,
            Each(groups, group => new SummaryStage.GroupInputs(group.Cluster.Outputs.Clusters, group.Predict?.Outputs.Predictions, ValidationOf(group)))));
        Unit<OverviewStage.Outputs> overview = OverviewStage.Create(
            new(schema.Features, schema.Columns.Position is not null), new(Each(groups, group => group.Cluster.Outputs.Clusters), align.Outputs.Aligned));
        Unit<ExploreStage.Outputs> explore = ExploreStage.Create(
            new(schema.Columns, schema.Features, [.. schema.Groups.Where(group => groups.Any(own => own.Name == group.Name))]),
            new(screen.Outputs.Screened, screen.Outputs.Removed, screen.Outputs.Bounds, align.Outputs.Alignment, fresh));
        Unit report = ReportStage.Create(
            ReportStage.Options.Of(settings),
            new(
                TableFiles.Of(settings.Data.Historical, IngestStage.Remedy(settings)),
                settings.Data.New.Location is string location ? TableFiles.Of(location, IngestStage.Remedy(settings)) : null,
                ingest.Outputs.Synapses,
                align.Outputs.Aligned,
                fresh,
                align.Outputs.Alignment,
                screen.Outputs.Removed,
                predictions?.Outputs.Flagged,
                metrics.Outputs.Metrics,
                overview.Outputs.Overview.Screen,
                Each(groups, group => new ReportStage.GroupInputs(
                    group.Features.Outputs.Features,
                    group.Cluster.Outputs.Clusters,
                    group.Cluster.Outputs.Hdbscan,
                    group.Cluster.Outputs.Islands,
                    group.Predict?.Outputs.Predictions,
                    group.Figures.Outputs.Clusters.Screen,
                    group.Figures.Outputs.Neurons.Screen,
                    ValidationOf(group)))));
        Unit workbook = WorkbookStage.Create(
            new([.. schema.Features.Select(feature => feature.Name)], [.. settings.Groups.Select(group => group.Name)]),
            new(clusters.Outputs.Clusters, predictions?.Outputs.Predictions, predictions?.Outputs.Wide, screen.Outputs.Removed, predictions?.Outputs.Flagged));
        Unit?[] all =
        [
            ingest,
            ingestNew,
            split,
            screen,
            align,
            screenNew,
            .. groups.Select(group => group.Features),
            .. groups.Select(group => group.Embed),
            .. groups.Select(group => group.Cluster),
            clusters,
            profiles,
            .. groups.Select(group => group.Train),
            .. groups.Select(group => group.Evaluate),
            metrics,
            ServeStage.Create(settings),
            .. groups.Select(group => group.Predict),
            predictions,
            summary,
            .. groups.Select(group => group.Figures),
            overview,
            report,
            workbook,
            .. groups.Select(group => group.Sweep),
            explore,
            .. groups.SelectMany(group => group.Validation),
        ];
        return [.. all.OfType<Unit>()];

        ReportStage.ValidationFiles? ValidationOf(GroupUnits group) => artifacts is null ? null : ReportStage.ValidationFiles.In(artifacts, group.Name);
    }

    private static ByName<T> Each<T>(IEnumerable<GroupUnits> groups, Func<GroupUnits, T> item)
        where T : notnull
        => new(groups.Select(group => (group.Name, item(group))));

    private static GroupUnits Group(
        StudySettings settings,
        GroupSettings group,
        Unit<ScreenStage.Outputs> screen,
        Unit<AlignStage.Outputs> align,
        FreshSynapses? fresh)
    {
        StudySchema schema = settings.Schema;
        int index = settings.Groups.ToList().IndexOf(group);
        SynapseGroup definition = schema.Groups.First(other => other.Name == group.Name);
        IntervalOptions intervals = IntervalOptions.Of(settings.Evaluate);
        Unit<FeaturesStage.Outputs> features = FeaturesStage.Create(
            new(definition, schema.Columns, schema.Features, GroupSize.FewestFor(group.Embed)), new(screen.Outputs.Screened, align.Outputs.Alignment));
        Unit<EmbedStage.Outputs> embed = EmbedStage.Create(new(group.Name, group.Embed, settings.Seed), new(features.Outputs.Features));
        Unit<ClusterStage.Outputs> cluster = ClusterStage.Create(new(group.Name, group.Cluster), new(embed.Outputs.Embedding));
        Unit<TrainStage.Outputs> train = TrainStage.Create(
            new(group.Name, group.Train, intervals, settings.Seed), new(cluster.Outputs.Clusters, features.Outputs.Space, new(embed.Outputs.Umap)));
        Unit<EvaluateStage.Outputs>? evaluate = settings.Evaluate.FoldCount is int folds
            ? EvaluateStage.Create(new(group, schema.Align, schema.Features, intervals, folds, settings.Seed), new(features.Outputs.Neighborhood, cluster.Outputs.Clusters))
            : null;
        Unit<PredictStage.Outputs>? predict = fresh is null ? null : PredictStage.Create(
            new(definition, schema.Columns, schema.Features, group.Embed.EmbeddingDimension),
            new(
                fresh.Synapses,
                align.Outputs.Alignment,
                features.Outputs.Space,
                embed.Outputs.Umap,
                train.Outputs.Bundle,
                cluster.Outputs.Clusters,
                features.Outputs.Features,
                fresh.Flags));
        Unit<FiguresStage.Outputs> figures = FiguresStage.Create(
            new(group.Name, index, schema.Features, schema.Columns.Position is not null),
            new(cluster.Outputs.Clusters, cluster.Outputs.Hdbscan, train.Outputs.Metrics, evaluate?.Outputs.Evaluation, predict?.Outputs.Predictions, features.Outputs.Neighborhood, features.Outputs.Space));
        Unit<SweepStage.Outputs> sweep = SweepStage.Create(new(group.Name, group.Cluster, settings.Sweeps[group.Name]), new(cluster.Outputs.Clusters));
        IReadOnlyList<Unit> validation = ValidationUnits.Of(
            settings, group, features.Outputs.Neighborhood, features.Outputs.Features, cluster.Outputs.Clusters, cluster.Outputs.Hdbscan);
        ValidateStage.Outputs verdicts = validation.OfType<Unit<ValidateStage.Outputs>>().Single().Outputs;
        Unit drawn = ValidationFiguresStage.Create(new(group.Name, index), new(verdicts.Stability, verdicts.Null, verdicts.Validation));
        return new GroupUnits(group.Name, features, embed, cluster, train, evaluate, predict, figures, sweep, [.. validation, drawn]);
    }

    private sealed record FreshSynapses(Artifact<SynapseTable> Synapses, Artifact<Table> Flags);

    private sealed record GroupUnits(
        string Name,
        Unit<FeaturesStage.Outputs> Features,
        Unit<EmbedStage.Outputs> Embed,
        Unit<ClusterStage.Outputs> Cluster,
        Unit<TrainStage.Outputs> Train,
        Unit<EvaluateStage.Outputs>? Evaluate,
        Unit<PredictStage.Outputs>? Predict,
        Unit<FiguresStage.Outputs> Figures,
        Unit<SweepStage.Outputs> Sweep,
        IReadOnlyList<Unit> Validation);
}
