using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanCutVerb : Verb
{
    public override string Name => "hdbscan cut";

    public override string Summary => "Cuts the tree of a model at one distance (DBSCAN* clusters), without fitting again.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("MODEL.json", "a model that hdbscan fit wrote")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        Option.Out("Cluster of each training row (from 1, the largest first; -1: noise)"),
        new("distance", "X", "where to cut"),
        new("lambda", "X", "where to cut, as 1 / distance"),
        new("min-cluster-size", "N", "fewer rows are no cluster", "as the model was fitted"),
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
        HdbscanModel model = InputTables.Model(arguments.File(0), HdbscanModel.Load);
        outputs.Write(arguments.Required("out"), new Table(Columns.Clusters("Cluster", model.Cut(distance, size))));
    }
}
