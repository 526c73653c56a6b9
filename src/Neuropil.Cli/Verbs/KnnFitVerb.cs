using System.Globalization;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class KnnFitVerb : Verb
{
    public override string Name => "knn fit";

    public override string Summary => "Keeps labelled rows, by which new ones are classified (k nearest neighbours).";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table, with a column of class labels: integers or texts")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        new("label", "COLUMN", "the column with the class labels") { IsRequired = true },
        VerbOption.Out("the model"),
        new("neighbors", "N", "neighbours that vote", "5", "NeighborCount"),
        new("weights", "uniform|distance", "every vote counts the same, or by 1 / distance", "uniform", "Weights"),
        VerbOption.Metric,
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        KNearestNeighborsOptions options = arguments.Checked(() => new KNearestNeighborsOptions
        {
            NeighborCount = arguments.Integer("neighbors", 5),
            Weights = arguments.Choice("weights", NeighborWeights.Uniform, ("uniform", NeighborWeights.Uniform), ("distance", NeighborWeights.Distance)),
            Metric = Metrics.Of(arguments),
        });
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        InputTable table = InputTable.Read(arguments, 0);
        Features features = table.Features("label").RequireDistances(arguments.File(0));
        ClassLabels classes = ClassLabels.Read(arguments, table, arguments.File(0));
        KNearestNeighborsModel model = KNearestNeighbors.Fit(features.Points, classes.Labels, options, execution).WithFeatureNames(features.Names);
        model = classes.Names is null ? model : model.WithClassNames(classes.Names);
        outputs.Write(arguments, "out", model.Save);
        Notes.Summary(arguments, string.Create(CultureInfo.InvariantCulture, $"{classes.Count} classes of {features.Points.RowCount} rows kept."));
    }
}
