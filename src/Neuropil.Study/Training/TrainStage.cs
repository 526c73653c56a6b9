using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Learns a group's clusters: split, then scaler, SVM and learner, all fitted on the training part; one bundle a learner.</summary>
internal static class TrainStage
{
    public sealed record Options(string Group, TrainSettings Train, IntervalOptions Intervals, long Seed);

    public sealed record Inputs(Artifact<Table> Clusters, Artifact<FeatureSpace?> Space, ArtifactHash Umap);

    public sealed record Outputs(
        Artifact<ModelBundle?> Knn,
        Artifact<ModelBundle?> Rf,
        Artifact<ModelBundle?> Xgb,
        Artifact<ModelBundle?> Bundle,
        Artifact<JsonObject> Metrics,
        Artifact<Table> Confusion,
        Artifact<Table> Predictions)
    {
        public Artifact<ModelBundle?> Of(LearnerKind kind) => kind switch
        {
            LearnerKind.Knn => Knn,
            LearnerKind.Rf => Rf,
            LearnerKind.Xgb => Xgb,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such learner."),
        };
    }

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("train", options.Group),
        options with { Train = options.Train.WithoutWhatDoesNotCount },
        inputs,
        new Outputs(
            Bundle(options.Group, "knn"),
            Bundle(options.Group, "rf"),
            Bundle(options.Group, "xgb"),
            Bundle(options.Group, "bundle"),
            new($"train/{options.Group}/metrics.json", StudyCodecs.Scores),
            new($"train/{options.Group}/confusion.csv", StudyCodecs.Table),
            new($"train/{options.Group}/test-predictions.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static Artifact<ModelBundle?> Bundle(string group, string name) => new($"train/{group}/{name}.json", StudyCodecs.Bundle);

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        Execution execution = context.Execution();
        Table clusters = context.Read(context.Inputs.Clusters);
        LabelledEmbedding data = LabelledEmbedding.Of(clusters, options.Train.DropNoise);
        if (data.Problem(options.Group) is string problem)
        {
            Skip(problem, options.Group, context);
            return;
        }

        TrainTestSplit split = StratifiedSplit.Of(data.Labels, options.Train.TestShare, options.Seed);
        foreach (string warning in split.Warnings)
        {
            context.Warn(warning);
        }

        LabelledEmbedding training = data.Rows(split.TrainingRows);
        LabelledEmbedding test = data.Rows(split.TestRows);
        Dictionary<LearnerKind, GuardedClassifier> models = LearnerKinds.All.ToDictionary(
            kind => kind, kind => GuardedClassifier.Fit(training.Points, training.Labels, options.Train.OptionsOf(kind, options.Seed), execution));
        Dictionary<LearnerKind, GuardedPredictions> predictions = models.ToDictionary(
            model => model.Key, model => model.Value.Predict(test.Points, execution));
        Dictionary<LearnerKind, ClassificationReport> reports = predictions.ToDictionary(
            prediction => prediction.Key, prediction => Scoring.Plain(test.Labels, prediction.Value));
        (LearnerKind chosen, JsonObject? choice) = Choose(training, options.Train, options.Seed, execution);

        WriteBundles(context, options.Group, models, reports, chosen, training.Labels.Length);
        Dictionary<LearnerKind, RowAnswers> answers = predictions.ToDictionary(prediction => prediction.Key, prediction => RowAnswers.Of(prediction.Value));
        int[] labels = clusters.Integers(ClusterStage.Cluster);
        SynapseKey[] keys = [.. GroupTable.KeysOf(clusters).Where((_, row) => !options.Train.DropNoise || labels[row] != FileLabels.Noise)];
        WriteTables(context, [.. split.TestRows.Select(row => keys[row])], test.Labels, answers);
        JsonObject scores = [];
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            JsonObject own = Scoring.Judged(test.Labels, predictions[kind], options.Intervals, options.Seed, execution);
            own.Insert(0, "parameters", Parameters(models[kind]));
            scores[kind.ShortName()] = own;
        }

        context.Write(
            context.Outputs.Metrics,
            new JsonObject
            {
                ["group"] = options.Group,
                ["model"] = chosen.ShortName(),
                ["chosenBy"] = choice is null ? "settings" : "cross-validation inside the training part",
                ["choice"] = choice,
                ["rows"] = data.Labels.Length,
                ["trainingRows"] = training.Labels.Length,
                ["testRows"] = test.Labels.Length,
                ["stratified"] = split.Stratified,
                ["classes"] = MetricsJson.Numbers(data.Labels.Distinct().Order()),
                ["confidence"] = options.Intervals.Confidence,
                ["baseline"] = Scoring.Baseline(training.Labels, test.Labels, options.Intervals, options.Seed, execution),
                ["models"] = scores,
                ["comparison"] = Scoring.Comparison(test.Labels, answers[chosen].Answers, answers, chosen, options.Intervals, options.Seed, execution),
                ["studyProtocol"] = StudyProtocol.Of(options.Train.Published, test.Labels, predictions),
            });
    }

    private static void Skip(string problem, string group, UnitContext<Inputs, Outputs> context)
    {
        context.Warn(problem);
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            context.Write(context.Outputs.Of(kind), null);
        }

        context.Write(context.Outputs.Bundle, null);
        context.Write(context.Outputs.Metrics, new JsonObject { ["group"] = group, [MetricsStage.Skipped] = problem });
        WriteTables(context, [], [], []);
    }

    private static (LearnerKind Kind, JsonObject? Scores) Choose(LabelledEmbedding training, TrainSettings settings, long seed, Execution execution)
        => settings.Model is LearnerKind set ? (set, null) : ModelChoice.ByCrossValidation(training.Points, training.Labels, settings, seed, execution);

    private static void WriteBundles(
        UnitContext<Inputs, Outputs> context,
        string group,
        Dictionary<LearnerKind, GuardedClassifier> models,
        Dictionary<LearnerKind, ClassificationReport> reports,
        LearnerKind chosen,
        int trainingCount)
    {
        string space = context.Read(context.Inputs.Space)!.ContentHash;
        string embedding = context.HashOf(context.Inputs.Umap);
        foreach ((LearnerKind kind, GuardedClassifier model) in models)
        {
            ModelBundle bundle = new()
            {
                Group = group,
                Model = model,
                FeatureSpaceHash = space,
                EmbeddingHash = embedding,
                TrainingCount = trainingCount,
                TestCount = reports[kind].RowCount,
                TestAccuracy = reports[kind].Accuracy,
                TestMacroF1 = reports[kind].MacroF1,
            };
            context.Write(context.Outputs.Of(kind), bundle);
            if (kind == chosen)
            {
                context.Write(context.Outputs.Bundle, bundle);
            }
        }
    }

    private static void WriteTables(UnitContext<Inputs, Outputs> context, SynapseKey[] keys, int[] expected, Dictionary<LearnerKind, RowAnswers> answers)
    {
        context.Write(context.Outputs.Confusion, AnswerTables.Confusion(expected, answers));
        context.Write(context.Outputs.Predictions, AnswerTables.Rows(keys, null, expected, answers));
    }

    private static JsonObject Parameters(GuardedClassifier model)
    {
        JsonObject parameters = new()
        {
            ["nu"] = model.Svm.Options.Nu,
            ["gamma"] = model.Svm.Gamma,
            ["supportVectors"] = model.Svm.SupportRows.Length,
        };
        if (model.Classifier is KNearestNeighborsModel neighbors)
        {
            parameters["neighbors"] = neighbors.Options.NeighborCount;
            parameters["metric"] = neighbors.Options.Metric.ToString();
        }

        return parameters;
    }
}
