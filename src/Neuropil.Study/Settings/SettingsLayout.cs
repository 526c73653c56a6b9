using System.Globalization;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>Every section and key there is, with its default and its bounds.</summary>
internal static class SettingsLayout
{
    /// <summary>Sections that Cake itself reads from the same file.</summary>
    public static IReadOnlyList<string> SectionsOfCake { get; } = ["NuGet", "Paths", "Settings", "Roslyn", "Cake"];

    private static readonly (string Name, Metric Value)[] Metrics =
    [
        ("euclidean", Metric.Euclidean), ("manhattan", Metric.Manhattan), ("chebyshev", Metric.Chebyshev), ("cosine", Metric.Cosine), ("correlation", Metric.Correlation),
    ];

    public static StudySettings Read(SettingsReader reader, string root, string workingFolder)
    {
        reader.Section = "Study";
        long seed = reader.LongInteger("Seed", 42);
        int? threadCount = reader.OptionalInteger("Threads", null, 1, "all");
        string[] groups = Groups(reader);
        return new StudySettings
        {
            Seed = seed,
            ThreadCount = threadCount,
            Data = Data(reader, root, workingFolder),
            Clean = Clean(reader),
            Features = Features(reader),
            Evaluate = Evaluate(reader),
            Groups = [.. GroupDefaults.All.Select(usual => Group(reader, usual)).Where(group => groups.Contains(group.Name))],
        };
    }

    private static string[] Groups(SettingsReader reader)
        => List(reader, "Groups", [.. GroupDefaults.All.Select(group => group.Name)], [.. GroupDefaults.All.Select(group => group.Name)]);

    private static DataSettings Data(SettingsReader reader, string root, string workingFolder)
    {
        reader.Section = "Data";
        return new DataSettings
        {
            Historical = reader.PathOf("Historical", "data/sample/neuron_synapse_raw_data.xlsx", root, workingFolder)!,
            New = reader.PathOf("New", "data/sample/new_neuron_synapse_raw_data.xlsx", root, workingFolder)!,
            Sheet = reader.Text("Sheet", null),
            Exclusions = reader.PathOf("Exclusions", "data/raw/exclusions.csv", root, workingFolder)!,
        };
    }

    private static CleanSettings Clean(SettingsReader reader)
    {
        reader.Section = "Clean";
        return new CleanSettings { InterquartileFactor = reader.Number("InterquartileFactor", 3, "of at least 0", value => value >= 0) };
    }

    private static FeatureSettings Features(SettingsReader reader)
    {
        reader.Section = "Features";
        return new FeatureSettings
        {
            RobustScaling = reader.Choice("Scaling", false, ("none", false), ("robust", true)),
            CoordinateWeight = reader.Number("CoordinateWeight", 0.2, "of at least 0", value => value >= 0),
            MorphologyWeight = reader.Number("MorphologyWeight", 1, "of at least 0", value => value >= 0),
        };
    }

    private static EvaluateSettings Evaluate(SettingsReader reader)
    {
        reader.Section = "Evaluate";
        return new EvaluateSettings
        {
            FoldCount = reader.OptionalInteger("Folds", 5, 2, "none"),
            BootstrapCount = reader.Integer("Bootstraps", 1000, 100, 1_000_000),
            Confidence = reader.Number("Confidence", 0.95, "between 0 and 1", value => value is > 0 and < 1),
        };
    }

    private static GroupSettings Group(SettingsReader reader, GroupDefaults usual)
    {
        reader.Group = usual.Name;
        GroupSettings settings = new(usual.Name, Embed(reader), Cluster(reader, usual), Train(reader, usual));
        reader.Group = null;
        return settings;
    }

    private static EmbedSettings Embed(SettingsReader reader)
    {
        reader.Section = "Embed";
        EmbedSettings settings = new()
        {
            NeighborCount = reader.Integer("Neighbors", 20, 2),
            MinDistance = reader.Number("MinDistance", 0.1, "of at least 0", value => value >= 0),
            Spread = reader.Number("Spread", 1, "of more than 0", value => value > 0),
            EmbeddingDimension = reader.Integer("Components", 2, 2, 3),
            EpochCount = reader.OptionalInteger("Epochs", null, 1, "auto"),
            Metric = reader.Choice("Metric", Metric.Euclidean, Metrics),
        };
        if (settings.MinDistance > settings.Spread)
        {
            reader.Refuse("MinDistance", string.Create(CultureInfo.InvariantCulture, $"is {settings.MinDistance}; expected at most Embed_Spread, which is {settings.Spread}."));
        }

        return settings;
    }

    private static ClusterSettings Cluster(SettingsReader reader, GroupDefaults usual)
    {
        reader.Section = "Cluster";
        return new ClusterSettings
        {
            MinClusterSize = reader.Integer("MinClusterSize", usual.MinClusterSize, 2),
            MinSamples = reader.Integer("MinSamples", usual.MinSamples, 1),
            Leaf = reader.Choice("Selection", false, ("eom", false), ("leaf", true)),
            Epsilon = reader.Number("Epsilon", 0, "of at least 0", value => value >= 0),
            AllowSingleCluster = reader.Flag("AllowSingleCluster", false),
        };
    }

    private static TrainSettings Train(SettingsReader reader, GroupDefaults usual)
    {
        reader.Section = "Train";
        return new TrainSettings
        {
            TestShare = reader.Number("TestShare", 0.2, "between 0 and 1", value => value is > 0 and < 1),
            DropNoise = reader.Choice("Noise", false, ("class", false), ("drop", true)),
            Model = Model(reader, usual.Model),
            ChoiceFoldCount = reader.Integer("ChoiceFolds", 5, 2, 100),
            Knn = new KnnSettings
            {
                Outliers = Outliers(reader, "Knn", usual.KnnNu, "scale"),
                MaxNeighborCount = reader.Integer("KnnMaxNeighbors", usual.KnnMaxNeighborCount, 1),
                FoldCount = reader.Integer("KnnFolds", usual.KnnFoldCount, 2, 100),
                Metrics = KnnMetrics(reader),
                WeightByDistance = reader.Choice("KnnWeights", false, ("uniform", false), ("distance", true)),
            },
            Rf = new ForestSettings
            {
                Outliers = Outliers(reader, "Rf", usual.RfNu, "scale"),
                TreeCount = reader.Integer("RfTrees", usual.RfTreeCount, 1, 100_000),
                MaxDepth = reader.OptionalInteger("RfDepth", usual.RfMaxDepth, 1, "none"),
            },
            Xgb = new BoostingSettings
            {
                Outliers = Outliers(reader, "Xgb", usual.XgbNu, "auto"),
                TreeCount = reader.Integer("XgbTrees", usual.XgbTreeCount, 1, 100_000),
                MaxDepth = reader.Integer("XgbDepth", usual.XgbMaxDepth, 1, 30),
                LearningRate = reader.Number("XgbLearningRate", 0.1, "of more than 0 and at most 1", value => value is > 0 and <= 1),
                Subsample = reader.Number("XgbSubsample", 0.8, "of more than 0 and at most 1", value => value is > 0 and <= 1),
                ColumnSample = reader.Number("XgbColumnSample", 0.8, "of more than 0 and at most 1", value => value is > 0 and <= 1),
            },
        };
    }

    private static LearnerKind? Model(SettingsReader reader, LearnerKind usual)
    {
        const int auto = -1;
        int chosen = reader.Choice("Model", (int)usual, ("KNN", (int)LearnerKind.Knn), ("RF", (int)LearnerKind.Rf), ("XGB", (int)LearnerKind.Xgb), ("auto", auto));
        return chosen == auto ? null : (LearnerKind)chosen;
    }

    private static OutlierSettings Outliers(SettingsReader reader, string learner, double nu, string gamma)
        => new()
        {
            Nu = reader.Number(learner + "Nu", nu, "of more than 0 and at most 1", value => value is > 0 and <= 1),
            Gamma = reader.Parsed<(string Text, bool Given)>(learner + "Gamma", (gamma, true), "scale, auto or a number of more than 0", GammaText).Text,
        };

    private static (string Text, bool Given)? GammaText(string text)
        => text.ToLowerInvariant() is "scale" or "auto" ? (text.ToLowerInvariant(), true)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0
                ? (number.ToString("R", CultureInfo.InvariantCulture), true)
                : null;

    private static Metric[] KnnMetrics(SettingsReader reader)
        => [.. List(reader, "KnnMetrics", ["euclidean", "manhattan"], [.. Metrics.Take(3).Select(metric => metric.Name)])
            .Select(name => Metrics.First(metric => metric.Name == name).Value)];

    private static string[] List(SettingsReader reader, string key, string[] usual, string[] allowed)
        => reader.Parsed<(string[] Names, bool Given)>(key, (usual, true), $"a list of {string.Join(", ", allowed)}, with commas between", text =>
        {
            string[] names = [.. text.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries).Distinct()];
            return names.All(allowed.Contains) ? (names, true) : null;
        }).Names;
}
