using Neuropil.Numerics;
using Neuropil.Tables;

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
        new("linkage", "FILE", "also write the single-linkage tree: Parent, Child, Distance, ChildSize"),
        new("clusters", "FILE", "also write the clusters: Cluster, Size, Persistence"),
        new("exemplars", "FILE", "also write the most persistent rows of each cluster: Cluster, Row (from 0)"),
        new("soft", "FILE", "also write how much each row belongs to each cluster: Cluster_1, Cluster_2, …"),
        new("validity", null, "print the relative validity and DBCV of the clusters"),
        new("estimate", null, "print how much memory the fit needs, and stop"),
        Option.Columns,
        Option.Threads,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        HdbscanOptions options = arguments.Checked(() => ReadSelection(arguments) with
        {
            MinClusterSize = arguments.Integer("min-cluster-size", 5),
            MinSamples = arguments.Integer("min-samples"),
        });
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        Matrix points = InputTables.Points(arguments, 0);
        if (arguments.Has("estimate"))
        {
            long need = Hdbscan.EstimateMemory(points.RowCount, points.ColumnCount, options) >> 20;
            Console.Out.WriteLine(FormattableString.Invariant($"A fit of {points.RowCount} × {points.ColumnCount} needs about {need} MB."));
            return;
        }

        HdbscanModel model = Hdbscan.Fit(points, options, execution);
        outputs.Write(arguments.Required("out"), new Table(
            Columns.Clusters("Cluster", model.Labels),
            TableColumn.Numbers("MembershipStrength", model.MembershipStrengths.ToArray()),
            TableColumn.Numbers("OutlierScore", model.OutlierScores.ToArray())));
        WriteTrees(arguments, outputs, model);
        WriteClusters(arguments, outputs, model, execution);
        if (arguments.Has("validity"))
        {
            double? density = DensityBasedValidity.Of(points, model.Labels, options.Metric, execution);
            Console.Out.WriteLine(FormattableString.Invariant($"relative validity: {model.RelativeValidity:0.0000}"));
            Console.Out.WriteLine(density is double value ? FormattableString.Invariant($"DBCV: {value:0.0000}") : "DBCV: none, with fewer than two clusters");
        }
    }

    /// <summary>All options but the two sizes.</summary>
    internal static HdbscanOptions ReadSelection(Arguments arguments) => new()
    {
        Selection = arguments.Has("leaf")
            ? ClusterSelection.Leaf
            : arguments.Choice("selection", ClusterSelection.ExcessOfMass, ("eom", ClusterSelection.ExcessOfMass), ("leaf", ClusterSelection.Leaf)),
        ClusterSelectionEpsilon = arguments.Number("epsilon", 0),
        MaxClusterSize = arguments.Integer("max-cluster-size"),
        AllowSingleCluster = arguments.Has("allow-single-cluster"),
        Metric = Metrics.Of(arguments),
    };

    private static void WriteTrees(Arguments arguments, OutputFiles outputs, HdbscanModel model)
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

        if (arguments.Text("linkage") is string linkagePath)
        {
            SingleLinkageRow[] rows = [.. model.SingleLinkageTree];
            outputs.Write(linkagePath, new Table(
                TableColumn.Integers("Parent", [.. rows.Select(row => row.Parent)]),
                TableColumn.Integers("Child", [.. rows.Select(row => row.Child)]),
                TableColumn.Numbers("Distance", [.. rows.Select(row => row.Distance)]),
                TableColumn.Integers("ChildSize", [.. rows.Select(row => row.ChildSize)])));
        }
    }

    private static void WriteClusters(Arguments arguments, OutputFiles outputs, HdbscanModel model, Execution execution)
    {
        if (arguments.Text("exemplars") is string exemplarPath)
        {
            (int Cluster, int Row)[] exemplars =
                [.. Enumerable.Range(0, model.ClusterCount).SelectMany(label => model.Exemplars(label).Select(row => (label + 1, row)))];
            outputs.Write(exemplarPath, new Table(
                TableColumn.Integers("Cluster", [.. exemplars.Select(item => item.Cluster)]),
                TableColumn.Integers("Row", [.. exemplars.Select(item => item.Row)])));
        }

        if (arguments.Text("soft") is string softPath)
        {
            outputs.Write(softPath, Soft(model.MembershipVectors(execution)));
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
                TableColumn.Numbers("Persistence", model.Persistence.ToArray())));
        }
    }

    internal static Table Soft(Matrix memberships)
        => new(Columns.OfMatrix(memberships, cluster => FormattableString.Invariant($"Cluster_{cluster + 1}")));
}
