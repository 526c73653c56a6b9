namespace Neuropil.Cli;

using Neuropil.Hdbscan;

/// <summary>The options by which clusters are chosen, as fit and sweep share them.</summary>
internal static class HdbscanSelection
{
    public static IReadOnlyList<VerbOption> Options { get; } =
    [
        new("selection", "eom|leaf", "excess of mass, or the leaves of the tree", "eom", "Selection"),
        new("leaf", null, "the same as --selection leaf"),
        new("epsilon", "E", "clusters that part below this distance stay one", "0", "ClusterSelectionEpsilon"),
        new("max-cluster-size", "N", "excess of mass chooses no larger cluster", "no limit", "MaxClusterSize"),
        new("allow-single-cluster", null, "all rows may be one cluster"),
        VerbOption.Metric,
    ];

    /// <summary>All options but the two sizes.</summary>
    public static HdbscanOptions Read(Arguments arguments)
    {
        ClusterSelection selection = arguments.Choice(
            "selection", ClusterSelection.ExcessOfMass, ("eom", ClusterSelection.ExcessOfMass), ("leaf", ClusterSelection.Leaf));
        if (arguments.Has("leaf") && arguments.Has("selection") && selection != ClusterSelection.Leaf)
        {
            throw arguments.Wrong("--leaf does not go with --selection eom: it is --selection leaf. Leave one of them out.");
        }

        selection = arguments.Has("leaf") ? ClusterSelection.Leaf : selection;
        if (selection == ClusterSelection.Leaf)
        {
            arguments.Idle("it limits what excess of mass chooses, not the leaves of the tree", "max-cluster-size");
        }

        return new HdbscanOptions
        {
            Selection = selection,
            ClusterSelectionEpsilon = arguments.Number("epsilon", 0),
            MaxClusterSize = arguments.Integer("max-cluster-size"),
            AllowSingleCluster = arguments.Has("allow-single-cluster"),
            Metric = Metrics.Of(arguments),
        };
    }
}
