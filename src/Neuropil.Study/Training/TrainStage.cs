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
    public const string Stage = "train";
    public const string Bundle = "bundle";
    public const string Metrics = "metrics";
    public const string Confusion = "confusion";

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(StudySettings settings, GroupSettings group)
        => new()
        {
            Id = Id(group.Name),
            Options = new JsonObject { ["Train"] = TrainOptions.Described(group.Train), ["Evaluate"] = TrainOptions.Described(settings.Evaluate) },
            Seed = settings.Seed,
            Inputs =
            [
                new OutputInput("clusters", ClusterStage.Id(group.Name), ClusterStage.Clusters),
                new OutputInput("space", FeaturesStage.Id(group.Name), FeaturesStage.Space),
                new OutputInput("umap", EmbedStage.Id(group.Name), EmbedStage.Model),
            ],
            Outputs =
            [
                .. LearnerKinds.All.Select(kind => new UnitOutput(FileName(kind), $"train/{group.Name}/{FileName(kind)}.json")),
                new UnitOutput(Bundle, $"train/{group.Name}/bundle.json"),
                new UnitOutput(Metrics, $"train/{group.Name}/metrics.json"),
                new UnitOutput(Confusion, $"train/{group.Name}/confusion.csv"),
            ],
            Code = StageCode.Training,
            Run = context => Run(context, settings.Evaluate, group),
        };

    private static void Run(UnitContext context, EvaluateSettings evaluate, GroupSettings group)
    {
        Execution execution = context.Execution();
        LabelledEmbedding data = LabelledEmbedding.Read(context.InputPath("clusters"), group.Train.DropNoise);
        data.RequireTwoClasses(group);
        TrainTestSplit split = StratifiedSplit.Of(data.Labels, group.Train.TestShare, context.Seed);
        foreach (string warning in split.Warnings)
        {
            context.Warn(warning);
        }

        LabelledEmbedding training = data.Rows(split.TrainingRows);
        LabelledEmbedding test = data.Rows(split.TestRows);
        Dictionary<LearnerKind, GuardedClassifier> models = LearnerKinds.All.ToDictionary(
            kind => kind, kind => GuardedClassifier.Fit(training.Points, training.Labels, group.Train.OptionsOf(kind, context.Seed), execution));
        Dictionary<LearnerKind, GuardedPredictions> predictions = models.ToDictionary(
            model => model.Key, model => model.Value.Predict(test.Points, execution));
        Dictionary<LearnerKind, ClassificationReport> reports = predictions.ToDictionary(
            prediction => prediction.Key, prediction => Scoring.Report(test.Labels, prediction.Value));
        (LearnerKind chosen, JsonObject? choice) = Choose(training, group.Train, context.Seed, execution);

        WriteBundles(context, group.Name, models, reports, chosen, training.Labels.Length);
        WriteConfusion(context, reports);
        JsonObject scores = [];
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            JsonObject own = MetricsJson.Of(
                reports[kind], Scoring.Intervals(test.Labels, predictions[kind].Labels, evaluate, context.Seed, execution));
            own.Insert(0, "parameters", Parameters(models[kind]));
            own.Insert(1, "outliers", predictions[kind].Decisions.Count(decision => !(decision >= 0)));
            scores[kind.ShortName()] = own;
        }

        MetricsJson.Save(
            new JsonObject
            {
                ["group"] = group.Name,
                ["model"] = chosen.ShortName(),
                ["chosenBy"] = choice is null ? "settings" : "cross-validation inside the training part",
                ["choice"] = choice,
                ["rows"] = data.Labels.Length,
                ["trainingRows"] = training.Labels.Length,
                ["testRows"] = test.Labels.Length,
                ["stratified"] = split.Stratified,
                ["classes"] = MetricsJson.Numbers(data.Labels.Distinct().Order()),
                ["confidence"] = evaluate.Confidence,
                ["baseline"] = Scoring.Baseline(training.Labels, test.Labels, evaluate, context.Seed, execution),
                ["models"] = scores,
                ["studyProtocol"] = StudyProtocol.Of(group.Name, test.Labels, predictions),
            },
            context.OutputPath(Metrics));
    }

    private static (LearnerKind Kind, JsonObject? Scores) Choose(LabelledEmbedding training, TrainSettings settings, long seed, Execution execution)
        => settings.Model is LearnerKind set ? (set, null) : ModelChoice.ByCrossValidation(training.Points, training.Labels, settings, seed, execution);

    private static string FileName(LearnerKind kind) => kind.ShortName().ToLowerInvariant();

    private static void WriteBundles(
        UnitContext context,
        string group,
        Dictionary<LearnerKind, GuardedClassifier> models,
        Dictionary<LearnerKind, ClassificationReport> reports,
        LearnerKind chosen,
        int trainingCount)
    {
        string space = context.Load("space", FeatureSpace.Load).ContentHash;
        string embedding = ModelBundle.HashOf(context.InputPath("umap"));
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
            context.Save(FileName(kind), bundle.Save);
            if (kind == chosen)
            {
                context.Save(Bundle, bundle.Save);
            }
        }
    }

    private static void WriteConfusion(UnitContext context, Dictionary<LearnerKind, ClassificationReport> reports)
    {
        List<(string Model, int Expected, int Predicted, int Count)> rows =
        [
            .. from kind in LearnerKinds.All
               let confusion = reports[kind].Confusion
               from expected in Enumerable.Range(0, confusion.Classes.Length)
               from predicted in Enumerable.Range(0, confusion.Classes.Length)
               select (kind.ShortName(), confusion.Classes[expected], confusion.Classes[predicted], confusion.Counts[expected][predicted]),
        ];
        new Table(
            TableColumn.Texts("Model", [.. rows.Select(row => row.Model)]),
            TableColumn.Integers("Cluster", [.. rows.Select(row => row.Expected)]),
            TableColumn.Integers("Predicted", [.. rows.Select(row => row.Predicted)]),
            TableColumn.Integers("Count", [.. rows.Select(row => row.Count)])).WriteCsv(context.OutputPath(Confusion));
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
