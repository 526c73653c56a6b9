using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Cli;

using Neuropil.Umap;

internal sealed class UmapFitVerb : Verb
{
    public override string Name => "umap fit";

    public override string Summary => "Embeds the rows of a table in few dimensions (UMAP).";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        Option.Out("the embedding: UMAP_1, UMAP_2, …"),
        new("model", "FILE", "also write the model, for umap transform"),
        new("neighbors", "N", "neighbours of a row, itself counted", "15"),
        new("min-dist", "X", "how near points may lie in the embedding", "0.1"),
        new("spread", "X", "the scale of the embedding", "1"),
        new("components", "N", "dimensions of the embedding", "2"),
        new("epochs", "N", "rounds of the layout", "by size"),
        Option.Metric,
        new("init", "spectral|pca|random", "where the layout starts", "spectral"),
        new("refit", "MODEL", "start from an earlier model of the same columns, so that pictures stay comparable; its options hold"),
        new("mix-ratio", "X", "1: union of the neighbourhoods, 0: intersection", "1"),
        new("local-connectivity", "X", "neighbours at full membership", "1"),
        new("negative-samples", "N", "repulsions for each attraction", "5"),
        new("learning-rate", "X", "size of the first steps", "1"),
        new("repulsion", "X", "weight of the repulsions", "1"),
        Option.Seed,
        Option.Columns,
        Option.Threads,
        new("report", null, "print trustworthiness, continuity and neighbour preservation of the result"),
        new("estimate", null, "print how much memory the fit needs, and stop"),
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        UmapOptions options = arguments.Checked(() => Read(arguments));
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        Matrix points = InputTables.Points(arguments, 0);
        long need = Umap.EstimateMemory(points.RowCount, points.ColumnCount, options) >> 20;
        if (arguments.Has("estimate"))
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A fit of {points.RowCount} × {points.ColumnCount} needs about {need} MB."));
            return;
        }

        if (need >= 500)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The fit needs about {need} MB."));
        }

        UmapModel model = arguments.Text("refit") is string earlier
            ? Umap.Refit(InputTables.Model(earlier, UmapModel.Load), points, execution)
            : Umap.Fit(points, options, execution);
        outputs.Write(arguments.Required("out"), Columns.Embedding(model.Embedding));
        if (arguments.Text("model") is string path)
        {
            outputs.Write(path, model.Save);
        }

        if (arguments.Has("report"))
        {
            Report(points, model, execution);
        }
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

    private static void Report(Matrix points, UmapModel model, Execution execution)
    {
        int count = Math.Min(15, Math.Max(1, (points.RowCount - 1) / 2));
        Metric metric = model.Options.Metric;
        Print("trustworthiness", EmbeddingQuality.Trustworthiness(points, model.Embedding, count, metric, execution));
        Print("continuity", EmbeddingQuality.Continuity(points, model.Embedding, count, metric, execution));
        Print("neighbour preservation", EmbeddingQuality.NeighborPreservation(points, model.Embedding, count, metric, execution));

        void Print(string what, double value)
            => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} ({count} neighbours): {value:0.0000}"));
    }
}
