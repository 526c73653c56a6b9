using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Hdbscan;

internal sealed class HdbscanPredictVerb : Verb
{
    public override string Name => "hdbscan predict";

    public override string Summary => "Finds the clusters of new rows; a row of the training table keeps its own.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that hdbscan fit wrote"), ("NEW.csv", "rows with the same columns")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        Option.Out("Cluster (from 1; -1: noise), MembershipStrength, OutlierScore"),
        new("approximate", null, "by the rules of the Python package's approximate_predict, to compare with it"),
        new("nearest", null, "add NearestCluster and NearestDistance, for noise too"),
        new("soft", "FILE", "also write how much each row belongs to each cluster: Cluster_1, Cluster_2, …"),
        Option.Columns,
        Option.Threads,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        HdbscanModel model = InputTables.Model(arguments.File(0), HdbscanModel.Load);
        PredictionMode mode = arguments.Has("approximate") ? PredictionMode.ApproximatePredict : PredictionMode.Consistent;
        Matrix points = InputTables.Points(arguments, 1);
        HdbscanPrediction prediction = model.Predict(points, mode, execution);
        List<TableColumn> columns =
        [
            Columns.Clusters("Cluster", prediction.Labels),
            TableColumn.Numbers("MembershipStrength", prediction.MembershipStrengths.ToArray()),
            TableColumn.Numbers("OutlierScore", prediction.OutlierScores.ToArray()),
        ];
        if (arguments.Has("nearest"))
        {
            NearestClusters nearest = model.NearestClustersOf(points, execution);
            columns.Add(Columns.Clusters("NearestCluster", nearest.Labels));
            columns.Add(TableColumn.Numbers("NearestDistance", nearest.Distances.ToArray()));
        }

        outputs.Write(arguments.Required("out"), new Table(columns));
        if (arguments.Text("soft") is string path)
        {
            outputs.Write(path, HdbscanFitVerb.Soft(model.MembershipVectors(points, execution)));
        }
    }
}
