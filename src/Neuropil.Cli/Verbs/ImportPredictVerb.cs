using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

internal sealed class ImportPredictVerb : ClassPredictVerb<ImportedBundle>
{
    public override string Name => "import predict";

    public override string Summary => "Classifies new rows by an imported bundle: scaler, PCA, one-class SVM (outliers become -1), classifier.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("BUNDLE.json", "a bundle that import wrote"), ("NEW.csv", "rows with the columns that the bundle was fitted on, in any order where it holds their names")];

    public override IReadOnlyList<VerbOption> Options { get; } =
        [VerbOption.Out("Label, Probability of the likeliest class where there is a classifier, Decision where there is a one-class SVM"), .. TableOptions];

    protected override ImportedBundle Load(string path) => TableInput.Model(path, ImportedBundle.Load, "import");

    protected override FeatureNames NamesOf(ImportedBundle model)
        => model.Pieces.Select(piece => piece.FeatureNames).FirstOrDefault(names => names.AreKnown) ?? FeatureNames.Unknown;

    protected override Table Predict(ImportedBundle model, Features features, Execution execution)
    {
        InputTable table = features.Table;
        ImportedPrediction prediction = model.Predict(features.Points, features.Names.AreKnown ? features.Names.Names : null, execution);
        List<TableColumn> columns = [table.Texts("Label", [.. prediction.Labels])];
        if (prediction.Probabilities.ColumnCount > 0)
        {
            columns.Add(table.Numbers("Probability", [.. prediction.Labels.Select((_, row) => Largest(prediction.Probabilities.Row(row)))]));
        }

        if (prediction.Decisions is IReadOnlyList<double> decisions)
        {
            columns.Add(table.Numbers("Decision", [.. decisions]));
        }

        return table.Output(columns);
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = values[0];
        foreach (double value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
