using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class XgboostPredictVerb : Verb
{
    public override string Name => "xgboost predict";

    public override string Summary => "Predicts the classes of new rows.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that xgboost fit or XGBoost itself wrote"), ("NEW.csv", "rows with the same columns, in any order")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("Predicted, then the probability of each class"),
        new("margin", null, "margins in place of probabilities"),
        new("label", "COLUMN", "a column to leave out, as the labels of the training table"),
        new("missing", null, "blank fields are missing values"),
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        arguments.Exclude("missing", "blank fields are either values of their own or a reason to leave the row out", "skip-missing");
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        GradientBoostingModel model = TableInput.Model(
            arguments.File(0), (stream, name) => GradientBoostingModel.LoadXgboost(stream, name), "xgboost fit or XGBoost itself");
        InputTable table = InputTable.Read(arguments, 1);
        Matrix points = table.Features(model.FeatureNames, "label").RequireSinglePrecision(arguments.File(1)).Points;
        Matrix values = arguments.Has("margin") ? model.Margins(points, execution) : model.PredictProbabilities(points, execution);
        outputs.Write(arguments, "out", ClassTables.Of(table, model.Predict(points, execution), model.Classes, model.ClassNames, values));
    }
}
