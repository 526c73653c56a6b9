using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanFitVerb : Verb
{
    public override string Name => "hdbscan fit";

    public override string Summary => "Clusters the rows of a table by density (HDBSCAN); the result does not depend on the order of the rows.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("Cluster (from 1; -1: noise), MembershipStrength, OutlierScore") with { RequiredUnless = "estimate" },
        VerbOption.Also("model", "the model, for hdbscan predict"),
        new("min-cluster-size", "N", "fewer rows are no cluster", "5", "MinClusterSize"),
        new("min-samples", "N", "neighbours that make a place dense, the row itself not counted", "the cluster size", "MinSamples"),
        .. HdbscanSelection.Options,
        VerbOption.Also("tree", "the condensed tree: Parent, Child, Lambda, ChildSize"),
        VerbOption.Also("spanning-tree", "the minimum spanning tree: From, To, Distance"),
        VerbOption.Also("linkage", "the single-linkage tree: Parent, Child, Distance, ChildSize"),
        VerbOption.Also("clusters", "the clusters: Cluster, Size, Persistence"),
        VerbOption.Also("exemplars", "the most persistent rows of each cluster: Cluster, Row (from 0)"),
        VerbOption.Also("soft", "how much each row belongs to each cluster: Cluster_1, Cluster_2, …"),
        new("weights", "COLUMN", "how many rows each row counts as, above 0: no feature"),
        new("distances", null, "the features are distances: as many columns as rows, in their order; such a model cannot predict"),
        new("validity", null, "print the relative validity and DBCV of the clusters"),
        new("estimate", null, "print how much memory the fit needs, and stop"),
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        arguments.Exclude("distances", "they are what is given, and rows have no coordinates", "metric", "validity", "soft", "skip-missing");
        HdbscanOptions options = arguments.Checked(() => HdbscanSelection.Read(arguments) with
        {
            MinClusterSize = arguments.Integer("min-cluster-size", 5),
            MinSamples = arguments.Integer("min-samples"),
        });
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        InputTable table = InputTable.Read(arguments, 0);
        Features features = table.Features("weights").RequireDistances(arguments.File(0));
        features = arguments.Has("distances") ? features.RequireSquare(TableInput.Shown(arguments.File(0))) : features;
        Matrix points = features.Points;
        if (arguments.Has("estimate"))
        {
            long need = Hdbscan.EstimateMemory(points.RowCount, points.ColumnCount, options) >> 20;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A fit of {points.RowCount} × {points.ColumnCount} needs about {need} MB."));
            return;
        }

        HdbscanData data = Data(arguments, table, points);
        HdbscanModel model = Hdbscan.Fit(data, options, execution);
        model = arguments.Has("distances") ? model : model.WithFeatureNames(features.Names);
        HdbscanTables tables = new(table, model);
        outputs.Write(arguments, "out", tables.Rows());
        WriteAlso(arguments, outputs, tables, model, execution);
        if (arguments.Has("validity"))
        {
            double? density = DensityBasedValidity.Of(points, model.Labels, options.Metric, execution);
            outputs.Print(string.Create(CultureInfo.InvariantCulture, $"relative validity: {model.RelativeValidity:0.0000}"));
            outputs.Print(density is double value ? string.Create(CultureInfo.InvariantCulture, $"DBCV: {value:0.0000}") : "DBCV: none, with fewer than two clusters");
        }

        Notes.Summary(arguments, HdbscanSummary.Of(model, data, execution));
    }

    private static HdbscanData Data(Arguments arguments, InputTable table, Matrix points) => new()
    {
        Points = arguments.Has("distances") ? null : points,
        Distances = arguments.Has("distances") ? points : null,
        Weights = table.Weights() is double[] weights ? new ReadOnlyMemory<double>(weights) : (ReadOnlyMemory<double>?)null,
    };

    private static void WriteAlso(Arguments arguments, OutputFiles outputs, HdbscanTables tables, HdbscanModel model, Execution execution)
    {
        if (arguments.Has("model"))
        {
            outputs.Write(arguments, "model", model.Save);
        }

        foreach ((string option, Func<Table> make) in ((string Option, Func<Table> Make)[])
        [
            ("tree", tables.CondensedTree),
            ("spanning-tree", tables.SpanningTree),
            ("linkage", tables.Linkage),
            ("clusters", tables.Clusters),
            ("exemplars", tables.Exemplars),
            ("soft", () => tables.Soft(model.MembershipVectors(execution))),
        ])
        {
            if (arguments.Has(option))
            {
                outputs.Write(arguments, option, make());
            }
        }
    }
}
