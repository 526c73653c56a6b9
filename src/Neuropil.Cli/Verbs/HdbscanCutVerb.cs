using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanCutVerb : Verb
{
    public override string Name => "hdbscan cut";

    public override string Summary => "Cuts the tree of a model at one distance (DBSCAN* clusters), without fitting again.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("MODEL.json", "a model that hdbscan fit wrote")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("Cluster of each training row (from 1, the largest first; -1: noise)"),
        new("distance", "X", "where to cut", Property: "distance"),
        new("lambda", "X", "where to cut, as 1 / distance", Property: "lambda"),
        new("min-cluster-size", "N", "fewer rows are no cluster", "as the model was fitted", "min-cluster-size"),
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        if (arguments.Has("distance") == arguments.Has("lambda"))
        {
            throw arguments.Wrong("Where to cut is told by one of --distance X and --lambda X.");
        }

        double distance = arguments.Checked(() => arguments.Has("distance")
            ? Require.AtLeast(Require.Finite(arguments.Number("distance", 0), "distance"), 0, "distance")
            : 1 / Require.MoreThan(Require.Finite(arguments.Number("lambda", 0), "lambda"), 0, "lambda"));
        int? size = arguments.Checked(() => arguments.Integer("min-cluster-size") is int given ? Require.AtLeast(given, 1, "min-cluster-size") : (int?)null);
        HdbscanModel model = TableInput.Model(arguments.File(0), HdbscanModel.Load, "hdbscan fit --model");
        int[] labels = model.Cut(distance, size);
        outputs.Write(arguments, "out", new Table(TableColumn.Integers("Cluster", FileLabels.Of(labels))));
        Notes.Summary(arguments, FormattableString.Invariant($"{labels.Max() + 1} clusters; {labels.AsSpan().Count(ClusterLabel.Noise)} of {labels.Length} rows are noise."));
    }
}
