using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Cli;

using Neuropil.Umap;

internal sealed class UmapFitVerb : Verb
{
    private static readonly VerbOption[] Fitted =
    [
        new("neighbors", "N", "neighbours of a row, itself counted", "15", "NeighborCount"),
        new("min-dist", "X", "how near points may lie in the embedding", "0.1", "MinDistance"),
        new("spread", "X", "the scale of the embedding", "1", "Spread"),
        new("components", "N", "dimensions of the embedding", "2", "EmbeddingDimension"),
        new("epochs", "N", "rounds of the layout", "by size", "EpochCount"),
        VerbOption.Metric,
        new("init", "spectral|pca|random", "where the layout starts", "spectral", "Initialization"),
        new("mix-ratio", "X", "1: union of the neighbourhoods, 0: intersection", "1", "SetOperationMixRatio"),
        new("local-connectivity", "X", "neighbours at full membership", "1", "LocalConnectivity"),
        new("negative-samples", "N", "repulsions for each attraction", "5", "NegativeSampleRate"),
        new("learning-rate", "X", "size of the first steps", "1", "LearningRate"),
        new("repulsion", "X", "weight of the repulsions", "1", "RepulsionStrength"),
        VerbOption.Seed,
    ];

    public override string Name => "umap fit";

    public override string Summary => "Embeds the rows of a table in few dimensions (UMAP).";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("the embedding: UMAP_1, UMAP_2, …") with { RequiredUnless = "estimate" },
        VerbOption.Also("model", "the model, for umap transform"),
        .. Fitted,
        new("weights", "COLUMN", "how much each row counts: no feature; a row of weight 2 pulls and pushes the others as two would"),
        new("target", "COLUMN", "what is known of the rows, for a supervised fit: no feature; texts and integers are categories (blank: not known), other numbers are near or far"),
        new("target-weight", "X", "how much the target counts against the features, 0 to 1", "0.5", "Weight"),
        new("distances", null, "the features are distances: as many columns as rows, in their order"),
        new("refit", "MODEL", "start from an earlier model of the same columns, so that pictures stay comparable; its options hold") { Role = OptionRole.Input },
        .. VerbOption.Table,
        VerbOption.Threads,
        new("report", null, "print trustworthiness, continuity and neighbour preservation of the result"),
        new("estimate", null, "print how much memory the fit needs, and stop"),
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        arguments.Exclude("refit", "the earlier model's options hold", Fitted.Select(option => option.Name).Concat(["weights", "target", "distances"]));
        arguments.Exclude("distances", "they are what is given, and every row has one to each other", "metric", "report", "skip-missing");
        if (!arguments.Has("target"))
        {
            arguments.Idle("there is no --target", "target-weight");
        }

        UmapOptions options = arguments.Checked(() => Read(arguments));
        if (options.MinDistance > options.Spread)
        {
            throw arguments.Wrong(string.Create(
                CultureInfo.InvariantCulture, $"--min-dist is {options.MinDistance}, more than --spread, {options.Spread}. Lower --min-dist or raise --spread."));
        }

        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        UmapModel? earlier = arguments.Text("refit") is string path ? TableInput.Model(path, UmapModel.Load, "umap fit --model") : null;
        options = earlier?.Options ?? options;
        InputTable table = InputTable.Read(arguments, 0);
        Features features = (earlier is null ? table.Features("weights", "target") : table.Features(earlier.FeatureNames)).RequireDistances(arguments.File(0));
        features = arguments.Has("distances") ? features.RequireSquare(TableInput.Shown(arguments.File(0))) : features;
        Matrix points = features.Points;
        long need = Umap.EstimateMemory(points.RowCount, points.ColumnCount, options) >> 20;
        if (arguments.Has("estimate"))
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A fit of {points.RowCount} × {points.ColumnCount} needs about {need} MB."));
            return;
        }

        if (need >= 500)
        {
            Notes.Note(arguments, string.Create(CultureInfo.InvariantCulture, $"the fit needs about {need} MB."));
        }

        UmapModel model = earlier is null ? Umap.Fit(Data(arguments, table, points), options, execution) : Umap.Refit(earlier, points, execution);
        model = arguments.Has("distances") ? model : model.WithFeatureNames(features.Names);
        outputs.Write(arguments, "out", table.Output(UmapTransformVerb.Places(table, model.Embedding)));
        if (arguments.Has("model"))
        {
            outputs.Write(arguments, "model", model.Save);
        }

        if (arguments.Has("report"))
        {
            Report(outputs, points, model, execution);
        }

        Notes.Summary(arguments, Summarize(points, model));
    }

    private static UmapOptions Read(Arguments arguments) => new()
    {
        NeighborCount = arguments.Integer("neighbors", 15),
        MinDistance = arguments.Number("min-dist", 0.1),
        Spread = arguments.Number("spread", 1),
        EmbeddingDimension = arguments.Integer("components", 2),
        EpochCount = arguments.Integer("epochs"),
        Metric = Metrics.Of(arguments),
        Initialization = arguments.Choice(
            "init",
            UmapInitialization.Spectral,
            ("spectral", UmapInitialization.Spectral),
            ("pca", UmapInitialization.PrincipalComponents),
            ("random", UmapInitialization.Random)),
        SetOperationMixRatio = arguments.Number("mix-ratio", 1),
        LocalConnectivity = arguments.Number("local-connectivity", 1),
        NegativeSampleRate = arguments.Integer("negative-samples", 5),
        LearningRate = arguments.Number("learning-rate", 1),
        RepulsionStrength = arguments.Number("repulsion", 1),
        Seed = arguments.Long("seed", 42),
    };

    private static UmapData Data(Arguments arguments, InputTable table, Matrix points) => new()
    {
        Points = arguments.Has("distances") ? null : points,
        Distances = arguments.Has("distances") ? points : null,
        Weights = table.Weights() is double[] weights ? new ReadOnlyMemory<double>(weights) : (ReadOnlyMemory<double>?)null,
        Target = arguments.Text("target") is string target
            ? Target(table, target) with { Weight = arguments.Checked(() => Require.Between(arguments.Number("target-weight", 0.5), 0, 1, "Weight")) }
            : null,
    };

    private static UmapTarget Target(InputTable table, string column)
    {
        string[] texts = [.. table.Texts(column).Select(text => text.Trim())];
        double[] numbers = [.. texts.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        return numbers.All(double.IsFinite) && !numbers.All(double.IsInteger) ? UmapTarget.Numbers(numbers) : UmapTarget.Categories(texts);
    }

    private static string Summarize(Matrix points, UmapModel model)
    {
        string done = string.Create(
            CultureInfo.InvariantCulture,
            $"{points.RowCount} rows of {points.ColumnCount} columns embedded in {model.Embedding.ColumnCount}, by {model.Options.NeighborCount} neighbours each");
        return model.Embedding.Values.ContainsAnyExcept(0)
            ? done + "."
            : done + "; all in one place: the rows are equal, or no epoch moved them. Look at the columns.";
    }

    private static void Report(OutputFiles outputs, Matrix points, UmapModel model, Execution execution)
    {
        int count = Math.Min(15, Math.Max(1, (points.RowCount - 1) / 2));
        Metric metric = model.Options.Metric;
        Print("trustworthiness", EmbeddingQuality.Trustworthiness(points, model.Embedding, count, metric, execution));
        Print("continuity", EmbeddingQuality.Continuity(points, model.Embedding, count, metric, execution));
        Print("neighbour preservation", EmbeddingQuality.NeighborPreservation(points, model.Embedding, count, metric, execution));

        void Print(string what, double value)
            => outputs.Print(string.Create(CultureInfo.InvariantCulture, $"{what} ({count} neighbours): {value:0.0000}"));
    }
}
