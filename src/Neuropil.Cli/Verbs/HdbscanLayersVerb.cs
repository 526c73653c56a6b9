using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanLayersVerb : Verb
{
    // Columns of labels beyond these tell nothing.
    private const int MostLabelled = 10;

    public override string Name => "hdbscan layers";

    public override string Summary => "Clusters a table at all smallest cluster sizes and tells which numbers of clusters last: no size has to be guessed.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("ClusterCount, MinClusterSize, LargestMinClusterSize, Persistence: a row for each layer, the most persistent first"),
        VerbOption.Also("labels", "the cluster of each row in the ten most persistent layers: Layer_1, Layer_2, …"),
        VerbOption.Also("trace", "every range of sizes with one number of clusters, ascending"),
        VerbOption.Also("model", "the model of the most persistent layer, for hdbscan predict"),
        new("min-samples", "N", "neighbours that make a place dense, the row itself not counted", "5", "MinSamples"),
        new("epsilon", "E", "clusters that part below this distance stay one", "0", "ClusterSelectionEpsilon"),
        VerbOption.Metric,
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        HdbscanOptions options = arguments.Checked(() => new HdbscanOptions
        {
            MinSamples = arguments.Integer("min-samples", 5),
            ClusterSelectionEpsilon = arguments.Number("epsilon", 0),
            Metric = Metrics.Of(arguments),
        });
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        InputTable table = InputTable.Read(arguments, 0);
        Features features = table.Features().RequireDistances(arguments.File(0));
        HdbscanLayers layers = Hdbscan.Fit(features.Points, options, execution).WithFeatureNames(features.Names).Layers(cancellation);
        outputs.Write(arguments, "out", Of(layers.Layers));
        if (arguments.Has("trace"))
        {
            outputs.Write(arguments, "trace", Of(layers.Trace));
        }

        if (arguments.Has("labels"))
        {
            int count = Math.Min(MostLabelled, layers.Layers.Count);
            outputs.Write(arguments, "labels", table.RowOutput(Enumerable.Range(0, count).Select(
                layer => table.Clusters(string.Create(CultureInfo.InvariantCulture, $"Layer_{layer + 1}"), layers.Model(layer).Labels))));
        }

        if (arguments.Has("model"))
        {
            outputs.Write(arguments, "model", layers.Model().Save);
        }

        Notes.Summary(arguments, layers.Layers.Count == 0
            ? "0 layers; no smallest cluster size has two clusters: the rows are one group, or none."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{layers.Layers.Count} {(layers.Layers.Count == 1 ? "layer" : "layers")}; the most persistent has {layers.Layers[0].ClusterCount} clusters, at --min-cluster-size {layers.Layers[0].MinClusterSize} to {layers.Layers[0].LargestMinClusterSize} with --min-samples {options.EffectiveMinSamples}."));
    }

    private static Table Of(IReadOnlyList<HdbscanLayer> layers) => new(
        TableColumn.Integers("ClusterCount", [.. layers.Select(layer => layer.ClusterCount)]),
        TableColumn.Integers("MinClusterSize", [.. layers.Select(layer => layer.MinClusterSize)]),
        TableColumn.Integers("LargestMinClusterSize", [.. layers.Select(layer => layer.LargestMinClusterSize)]),
        TableColumn.Numbers("Persistence", [.. layers.Select(layer => layer.Persistence)]));
}
