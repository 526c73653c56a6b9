using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanSweepVerb : Verb
{
    public override string Name => "hdbscan sweep";

    public override string Summary => "Clusters a table under many parameters at once; the neighbours are found once, each tree once.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        Option.Out("MinClusterSize, MinSamples, ClusterCount, NoiseCount, RelativeValidity: a row for each choice"),
        new("min-cluster-size", "LIST", "as 5,10,15 or 5-25 or 5-25:5", "5"),
        new("min-samples", "LIST", "likewise", "the cluster size"),
        new("selection", "eom|leaf", "excess of mass, or the leaves of the tree", "eom"),
        new("leaf", null, "the same as --selection leaf"),
        new("epsilon", "E", "clusters that part below this distance stay one", "0"),
        new("max-cluster-size", "N", "excess of mass chooses no larger cluster", "no limit"),
        new("allow-single-cluster", null, "all rows may be one cluster"),
        Option.Metric,
        Option.Columns,
        Option.Threads,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        int[] sizes = arguments.Integers("min-cluster-size", 5);
        int?[] samples = arguments.Has("min-samples") ? [.. arguments.Integers("min-samples").Select(count => (int?)count)] : [null];
        HdbscanOptions[] options = arguments.Checked<HdbscanOptions[]>(() =>
        [
            .. sizes.SelectMany(size => samples.Select(count =>
                HdbscanFitVerb.ReadSelection(arguments) with { MinClusterSize = size, MinSamples = count })),
        ]);
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        IReadOnlyList<HdbscanModel> models = Hdbscan.Sweep(InputTables.Points(arguments, 0), options, execution);
        outputs.Write(arguments.Required("out"), new Table(
            TableColumn.Integers("MinClusterSize", [.. models.Select(model => model.Options.MinClusterSize)]),
            TableColumn.Integers("MinSamples", [.. models.Select(model => model.Options.EffectiveMinSamples)]),
            TableColumn.Integers("ClusterCount", [.. models.Select(model => model.ClusterCount)]),
            TableColumn.Integers("NoiseCount", [.. models.Select(model => model.Labels.Count(ClusterLabel.Noise))]),
            TableColumn.Numbers("RelativeValidity", [.. models.Select(model => model.RelativeValidity)])));
    }
}
