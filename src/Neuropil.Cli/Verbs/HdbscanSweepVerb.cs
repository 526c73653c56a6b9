using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanSweepVerb : Verb
{
    public override string Name => "hdbscan sweep";

    public override string Summary => "Clusters a table under many parameters at once; the neighbours are found once, each tree once.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("MinClusterSize, MinSamples, ClusterCount, NoiseCount, RelativeValidity: a row for each choice"),
        new("min-cluster-size", "LIST", "as 5,10,15 or 5-25 or 5-25:5", "5", "MinClusterSize"),
        new("min-samples", "LIST", "likewise", "the cluster size", "MinSamples"),
        .. HdbscanSelection.Options,
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        int[] sizes = arguments.Integers("min-cluster-size", 5);
        int?[] samples = arguments.Has("min-samples") ? [.. arguments.Integers("min-samples").Select(count => (int?)count)] : [null];
        HdbscanOptions[] options = arguments.Checked<HdbscanOptions[]>(() =>
        [
            .. sizes.SelectMany(size => samples.Select(count =>
                HdbscanSelection.Read(arguments) with { MinClusterSize = size, MinSamples = count })),
        ]);
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        Matrix points = InputTable.Read(arguments, 0).Features().RequireDistances(arguments.File(0)).Points;
        IReadOnlyList<HdbscanModel> models = Hdbscan.Sweep(points, options, execution);
        double[] validities = [.. models.Select(model => model.RelativeValidity)];
        outputs.Write(arguments, "out", new Table(
            TableColumn.Integers("MinClusterSize", [.. models.Select(model => model.Options.MinClusterSize)]),
            TableColumn.Integers("MinSamples", [.. models.Select(model => model.Options.EffectiveMinSamples)]),
            TableColumn.Integers("ClusterCount", [.. models.Select(model => model.ClusterCount)]),
            TableColumn.Integers("NoiseCount", [.. models.Select(model => model.Labels.Count(ClusterLabel.Noise))]),
            TableColumn.Numbers("RelativeValidity", validities)));
        int best = Array.IndexOf(validities, validities.Max());
        Notes.Summary(
            arguments,
            models.All(model => model.ClusterCount == 0)
                ? string.Create(CultureInfo.InvariantCulture, $"{models.Count} choices, and 0 clusters under each: try a smaller --min-cluster-size, or --allow-single-cluster.")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{models.Count} choices; the highest relative validity, {validities[best]:0.0000}, is of --min-cluster-size {models[best].Options.MinClusterSize} --min-samples {models[best].Options.EffectiveMinSamples}, with {models[best].ClusterCount} clusters."));
    }
}
