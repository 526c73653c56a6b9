using System.Globalization;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class XgboostFitVerb : Verb
{
    public override string Name => "xgboost fit";

    public override string Summary => "Learns classes by gradient-boosted trees (XGBoost).";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table, with a column of class labels: integers or texts")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        new("label", "COLUMN", "the column with the class labels") { IsRequired = true },
        VerbOption.Out("the model, in XGBoost's JSON; its UBJSON where the name ends in .ubj"),
        new("trees", "N", "rounds, each a tree for every class", "100", "RoundCount"),
        new("depth", "N", "greatest depth of a tree", "6", "MaxDepth"),
        new("learning-rate", "X", "weight of each tree", "0.3", "LearningRate"),
        new("subsample", "X", "share of the rows for each tree", "1", "Subsample"),
        new("colsample", "X", "share of the columns for each tree", "1", "ColumnSample"),
        new("lambda", "X", "squared penalty on the leaves", "1", "Lambda"),
        new("gamma", "X", "least gain of a split", "0", "Gamma"),
        new("min-child-weight", "X", "least weight of a leaf", "1", "MinChildWeight"),
        new("scale-pos-weight", "X", "how many rows one of the higher of two classes counts as", "1", "PositiveWeight"),
        new("tree-method", "exact|hist", "look at every split, or at those between bins", "exact", "TreeMethod"),
        new("missing", null, "blank fields are missing values, and their direction is learnt"),
        new("early-stopping", "N", "stop when the loss of the evaluation rows has not fallen for N rounds", Property: "EarlyStoppingRounds"),
        new("evaluation", "FILE", "evaluation rows, a table as IN.csv") { Role = OptionRole.Input },
        new("evaluation-share", "X", "or this share of the training rows, drawn by class and kept out of training", "0.2 with --early-stopping", "evaluation-share"),
        VerbOption.Seed,
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        RequireConsistent(arguments);
        GradientBoostingOptions options = arguments.Checked(() => Read(arguments));
        double share = arguments.Checked(() => Share(arguments));
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        string path = arguments.File(0);
        InputTable table = InputTable.Read(arguments, 0);
        Features features = table.Features("label").RequireSinglePrecision(path);
        ClassLabels classes = ClassLabels.Read(arguments, table, path);
        if (classes.Count > 2 && arguments.Has("scale-pos-weight"))
        {
            throw arguments.Wrong($"--scale-pos-weight is for two classes; --label {ForeignText.Shown(arguments.Text("label"))} has {classes.Count}. Leave it out.");
        }

        (Matrix points, int[] labels, EvaluationSet? evaluation) = Parts(arguments, features, classes, share, options.Seed);
        GradientBoostingModel model = GradientBoosting.Fit(points, labels, [], evaluation, options, execution).WithFeatureNames(features.Names);
        model = classes.Names is null ? model : model.WithClassNames(classes.Names);
        bool isUbjson = arguments.Required("out").EndsWith(".ubj", StringComparison.OrdinalIgnoreCase);
        outputs.Write(arguments, "out", isUbjson ? model.SaveXgboostUbjson : model.SaveXgboostJson);
        Notes.Summary(arguments, Summarize(model, points, labels, options, execution));
    }

    private static void RequireConsistent(Arguments arguments)
    {
        arguments.Exclude("evaluation", "the evaluation rows are those of the file", "evaluation-share");
        arguments.Exclude("missing", "blank fields are either values of their own or a reason to leave the row out", "skip-missing");
        if (!arguments.Has("early-stopping"))
        {
            arguments.Idle("only --early-stopping looks at evaluation rows", "evaluation", "evaluation-share");
        }
    }

    private static double Share(Arguments arguments)
    {
        double share = Require.MoreThan(arguments.Number("evaluation-share", 0.2), 0, "evaluation-share");
        return share < 1 ? share : throw arguments.Wrong($"--evaluation-share is {share.ToString(CultureInfo.InvariantCulture)}; expected less than 1.");
    }

    private static (Matrix Points, int[] Labels, EvaluationSet? Evaluation) Parts(
        Arguments arguments, Features features, ClassLabels classes, double share, long seed)
    {
        if (!arguments.Has("early-stopping"))
        {
            return (features.Points, classes.Labels, null);
        }

        if (arguments.Text("evaluation") is string path)
        {
            InputTable kept = InputTable.Read(arguments, path);
            Matrix points = kept.Features(features.Names, "label").RequireSinglePrecision(path).Points;
            return (features.Points, classes.Labels, new EvaluationSet(points, classes.Encode(arguments, kept, path)));
        }

        TrainTestSplit split = StratifiedSplit.Of(classes.Labels, share, seed);
        return (
            features.Points.SelectRows(split.TrainingRows),
            [.. split.TrainingRows.Select(row => classes.Labels[row])],
            new EvaluationSet(features.Points.SelectRows(split.TestRows), [.. split.TestRows.Select(row => classes.Labels[row])]));
    }

    private static string Summarize(GradientBoostingModel model, Matrix points, int[] labels, GradientBoostingOptions options, Execution execution)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture, $"{model.Classes.Length} classes, {model.TreeCount} trees; {ClassTables.Right(model, points, labels, execution)}.");
        if (options.EarlyStoppingRounds is null)
        {
            return line;
        }

        int rounds = model.TreeCount / Math.Max(1, model.OutputCount);
        double least = model.EvaluationLosses.Count > 0 ? model.EvaluationLosses.Min() : double.NaN;
        string stopped = rounds < options.RoundCount ? "stopped early" : "did not stop early: more --trees may help";
        return string.Create(CultureInfo.InvariantCulture, $"{line} After {rounds} of {options.RoundCount} rounds {stopped}; least evaluation loss {least:0.0000}.");
    }

    private static GradientBoostingOptions Read(Arguments arguments) => new()
    {
        RoundCount = arguments.Integer("trees", 100),
        MaxDepth = arguments.Integer("depth", 6),
        LearningRate = arguments.Number("learning-rate", 0.3),
        Subsample = arguments.Number("subsample", 1),
        ColumnSample = arguments.Number("colsample", 1),
        Lambda = arguments.Number("lambda", 1),
        Gamma = arguments.Number("gamma", 0),
        MinChildWeight = arguments.Number("min-child-weight", 1),
        PositiveWeight = arguments.Number("scale-pos-weight", 1),
        EarlyStoppingRounds = arguments.Integer("early-stopping"),
        TreeMethod = arguments.Choice("tree-method", TreeMethod.Exact, ("exact", TreeMethod.Exact), ("hist", TreeMethod.Histogram)),
        MissingValues = arguments.Has("missing") ? MissingValues.Learnt : MissingValues.Refused,
        Seed = arguments.Long("seed", 42),
    };
}
