using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanPredictVerb : Verb
{
    public override string Name => "hdbscan predict";

    public override string Summary => "Finds the clusters of new rows; a row of the training table keeps its own.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that hdbscan fit wrote"), ("NEW.csv", "rows with the same columns, in any order")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("Cluster (from 1; -1: noise), MembershipStrength, OutlierScore"),
        new("approximate", null, "by the rules of the Python package's approximate_predict, to compare with it"),
        new("nearest", null, "add NearestCluster and NearestDistance, for noise too"),
        VerbOption.Also("soft", "how much each row belongs to each cluster: Cluster_1, Cluster_2, …"),
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        HdbscanModel model = TableInput.Model(arguments.File(0), HdbscanModel.Load, "hdbscan fit --model");
        PredictionMode mode = arguments.Has("approximate") ? PredictionMode.ApproximatePredict : PredictionMode.Consistent;
        InputTable table = InputTable.Read(arguments, 1);
        Matrix points = table.Features(model.FeatureNames).RequireDistances(arguments.File(1)).Points;
        HdbscanPrediction prediction = model.Predict(points, mode, execution);
        List<TableColumn> columns =
        [
            table.Clusters("Cluster", prediction.Labels),
            table.Numbers("MembershipStrength", prediction.MembershipStrengths),
            table.Numbers("OutlierScore", prediction.OutlierScores),
        ];
        if (arguments.Has("nearest"))
        {
            NearestClusters nearest = model.NearestClustersOf(points, execution);
            columns.Add(table.Clusters("NearestCluster", nearest.Labels));
            columns.Add(table.Numbers("NearestDistance", nearest.Distances));
        }

        outputs.Write(arguments, "out", table.Output(columns));
        if (arguments.Has("soft"))
        {
            outputs.Write(arguments, "soft", HdbscanTables.Soft(table, model.MembershipVectors(points, execution)));
        }

        int noise = prediction.Labels.Count(ClusterLabel.Noise);
        if (noise == points.RowCount && model.ClusterCount > 0)
        {
            Notes.Note(arguments, string.Create(CultureInfo.InvariantCulture, $"all {noise} rows are noise; are their columns in the units of the training table?"));
        }
    }
}
