using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

internal sealed class KnnPredictVerb : ClassPredictVerb<KNearestNeighborsModel>
{
    public override string Name => "knn predict";

    public override string Summary => "Classifies new rows by the votes of the nearest rows of a model.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that knn fit wrote"), ("NEW.csv", "rows with the same columns, in any order")];

    public override IReadOnlyList<VerbOption> Options { get; } =
        [VerbOption.Out("Predicted, then the share of the votes of each class"), .. TableOptions];

    protected override KNearestNeighborsModel Load(string path) => TableInput.Model(path, KNearestNeighborsModel.Load, "knn fit");

    protected override FeatureNames NamesOf(KNearestNeighborsModel model) => model.FeatureNames;

    protected override Table Predict(KNearestNeighborsModel model, Features features, Execution execution) => ClassTables.Of(
        features.Table,
        model.Predict(features.Points, execution),
        model.Classes,
        model.ClassNames,
        model.PredictProbabilities(features.Points, execution));
}
