using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanCutVerb : Verb
{
    public override string Name => "hdbscan cut";

    public override string Summary => "Cuts the tree of a model at one distance, or into a number of clusters (DBSCAN* clusters), without fitting again.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("MODEL.json", "a model that hdbscan fit wrote")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("Cluster of each training row (from 1, the largest first; -1: noise)"),
        new("distance", "X", "where to cut", Property: "distance"),
        new("lambda", "X", "where to cut, as 1 / distance", Property: "lambda"),
        new("clusters", "N", "or how many clusters there are to be: at the largest distance with so many", Property: "clusterCount"),
        new("min-cluster-size", "N", "fewer rows are no cluster", "as the model was fitted", "minClusterSize"),
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        if (((string[])["distance", "lambda", "clusters"]).Count(arguments.Has) != 1)
        {
            throw arguments.Wrong("Where to cut is told by one of --distance X, --lambda X and --clusters N.");
        }

        double distance = arguments.Checked(() => arguments.Has("lambda")
            ? 1 / Require.MoreThan(Require.Finite(arguments.Number("lambda", 0), "lambda"), 0, "lambda")
            : Require.AtLeast(Require.Finite(arguments.Number("distance", 0), "distance"), 0, "distance"));
        int count = arguments.Checked(() => Require.AtLeast(arguments.Integer("clusters", 1), 1, "clusterCount"));
        int? size = arguments.Checked(() => arguments.Integer("min-cluster-size") is int given ? Require.AtLeast(given, 1, "minClusterSize") : (int?)null);
        HdbscanModel model = TableInput.Model(arguments.File(0), HdbscanModel.Load, "hdbscan fit --model");
        int[] labels = arguments.Has("clusters") ? model.CutInto(count, size) : model.Cut(distance, size);
        outputs.Write(arguments, "out", new Table(TableColumn.Integers("Cluster", FileLabels.Of(labels))));
        Notes.Summary(arguments, FormattableString.Invariant($"{labels.Max() + 1} clusters; {labels.AsSpan().Count(ClusterLabel.Noise)} of {labels.Length} rows are noise."));
    }
}
