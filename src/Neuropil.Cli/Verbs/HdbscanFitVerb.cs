using Neuropil.Numerics;
using Neuropil.Synapses;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanFitVerb : Verb
{
    public override string Name => "hdbscan fit";

    public override string Summary => "Clusters the rows of a table by density (HDBSCAN); the result does not depend on the order of the rows.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        Option.Out("Cluster (from 1; -1: noise), MembershipStrength, OutlierScore"),
        new("model", "FILE", "also write the model, for hdbscan predict"),
        new("min-cluster-size", "N", "fewer rows are no cluster", "5"),
        new("min-samples", "N", "neighbours that make a place dense, the row itself not counted", "the cluster size"),
        new("selection", "eom|leaf", "excess of mass, or the leaves of the tree", "eom"),
        new("leaf", null, "the same as --selection leaf"),
        new("epsilon", "E", "clusters that part below this distance stay one", "0"),
        new("max-cluster-size", "N", "excess of mass chooses no larger cluster", "no limit"),
        new("allow-single-cluster", null, "all rows may be one cluster"),
        Option.Metric,
        new("tree", "FILE", "also write the condensed tree: Parent, Child, Lambda, ChildSize"),
        new("spanning-tree", "FILE", "also write the minimum spanning tree: From, To, Distance"),
        new("clusters", "FILE", "also write the clusters: Cluster, Size, Persistence"),
        Option.Threads,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        HdbscanOptions options = arguments.Checked(() => Read(arguments));
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        HdbscanModel model = Hdbscan.Fit(InputTables.Points(arguments.File(0)), options, execution);
        outputs.Write(arguments.Required("out"), new Table(
            Columns.Clusters("Cluster", model.Labels),
            TableColumn.Numbers("MembershipStrength", model.MembershipStrengths.ToArray()),
            TableColumn.Numbers("OutlierScore", model.OutlierScores.ToArray())));
        WriteMore(arguments, outputs, model);
    }

    private static HdbscanOptions Read(Arguments arguments) => new()
    {
        MinClusterSize = arguments.Integer("min-cluster-size", 5),
        MinSamples = arguments.Integer("min-samples"),
        Selection = arguments.Has("leaf")
            ? ClusterSelection.Leaf
            : arguments.Choice("selection", ClusterSelection.ExcessOfMass, ("eom", ClusterSelection.ExcessOfMass), ("leaf", ClusterSelection.Leaf)),
        ClusterSelectionEpsilon = arguments.Number("epsilon", 0),
        MaxClusterSize = arguments.Integer("max-cluster-size"),
        AllowSingleCluster = arguments.Has("allow-single-cluster"),
        Metric = Metrics.Of(arguments),
    };

    private static void WriteMore(Arguments arguments, OutputFiles outputs, HdbscanModel model)
    {
        if (arguments.Text("model") is string modelPath)
        {
            outputs.Write(modelPath, model.Save);
        }

        if (arguments.Text("tree") is string treePath)
        {
            CondensedTreeRow[] rows = [.. model.CondensedTree.Rows];
            outputs.Write(treePath, new Table(
                TableColumn.Integers("Parent", [.. rows.Select(row => row.Parent)]),
                TableColumn.Integers("Child", [.. rows.Select(row => row.Child)]),
                TableColumn.Numbers("Lambda", [.. rows.Select(row => row.Lambda)]),
                TableColumn.Integers("ChildSize", [.. rows.Select(row => row.ChildSize)])));
        }

        if (arguments.Text("spanning-tree") is string edgePath)
        {
            SpanningTreeEdge[] edges = [.. model.SpanningTree];
            outputs.Write(edgePath, new Table(
                TableColumn.Integers("From", [.. edges.Select(edge => edge.From)]),
                TableColumn.Integers("To", [.. edges.Select(edge => edge.To)]),
                TableColumn.Numbers("Distance", [.. edges.Select(edge => edge.Distance)])));
        }

        if (arguments.Text("clusters") is string clusterPath)
        {
            int[] sizes = new int[model.ClusterCount];
            foreach (int label in model.Labels)
            {
                if (label != ClusterLabel.Noise)
                {
                    sizes[label]++;
                }
            }

            outputs.Write(clusterPath, new Table(
                TableColumn.Integers("Cluster", [.. Enumerable.Range(1, sizes.Length)]),
                TableColumn.Integers("Size", sizes),
                TableColumn.Numbers("Persistence", model.Persistence)));
        }
    }
}
