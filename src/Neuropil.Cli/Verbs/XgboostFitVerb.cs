using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

internal sealed class XgboostFitVerb : Verb
{
    public override string Name => "xgboost fit";

    public override string Summary => "Learns classes by gradient-boosted trees (XGBoost).";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table, with a column of integer class labels")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        new("label", "COLUMN", "the column with the class labels") { IsRequired = true },
        Option.Out("the model, in XGBoost's JSON; its UBJSON where the name ends in .ubj"),
        new("trees", "N", "rounds, each a tree for every class", "100"),
        new("depth", "N", "greatest depth of a tree", "6"),
        new("learning-rate", "X", "weight of each tree", "0.3"),
        new("subsample", "X", "share of the rows for each tree", "1"),
        new("colsample", "X", "share of the columns for each tree", "1"),
        new("lambda", "X", "squared penalty on the leaves", "1"),
        new("gamma", "X", "least gain of a split", "0"),
        new("min-child-weight", "X", "least weight of a leaf", "1"),
        new("tree-method", "exact|hist", "look at every split, or at those between bins", "exact"),
        new("missing", null, "blank fields are missing values, and their direction is learnt"),
        Option.Seed,
        Option.Columns,
        Option.Threads,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        GradientBoostingOptions options = arguments.Checked(() => Read(arguments));
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        string label = arguments.Required("label");
        Table table = Table.ReadCsv(arguments.File(0));
        int[] labels = table.Integers(label);
        Matrix points = XgboostPredictVerb.Features(table, arguments, 0, label);
        GradientBoostingModel model = GradientBoosting.Fit(points, labels, options, execution);
        string path = arguments.Required("out");
        bool isUbjson = path.EndsWith(".ubj", StringComparison.OrdinalIgnoreCase);
        outputs.Write(path, isUbjson ? model.SaveXgboostUbjson : model.SaveXgboostJson);
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
        TreeMethod = arguments.Choice("tree-method", TreeMethod.Exact, ("exact", TreeMethod.Exact), ("hist", TreeMethod.Histogram)),
        MissingValues = arguments.Has("missing") ? MissingValues.Learnt : MissingValues.Refused,
        Seed = arguments.Long("seed", 42),
    };
}
