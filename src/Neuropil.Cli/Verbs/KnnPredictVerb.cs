using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class KnnPredictVerb : Verb
{
    public override string Name => "knn predict";

    public override string Summary => "Classifies new rows by the votes of the nearest rows of a model.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that knn fit wrote"), ("NEW.csv", "rows with the same columns, in any order")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("Predicted, then the share of the votes of each class"),
        new("label", "COLUMN", "a column to leave out, as the labels of the training table"),
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        KNearestNeighborsModel model = TableInput.Model(arguments.File(0), KNearestNeighborsModel.Load, "knn fit");
        InputTable table = InputTable.Read(arguments, 1);
        Matrix points = table.Features(model.FeatureNames, "label").RequireDistances(arguments.File(1)).Points;
        outputs.Write(arguments, "out", ClassTables.Of(
            table, model.Predict(points, execution), model.Classes, model.ClassNames, model.PredictProbabilities(points, execution)));
    }
}
