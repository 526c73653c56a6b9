using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

internal sealed class ImportPredictVerb : Verb
{
    public override string Name => "import predict";

    public override string Summary => "Classifies new rows by an imported bundle: scaler, one-class SVM (outliers become -1), classifier.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("BUNDLE.json", "a bundle that import wrote"), ("NEW.csv", "rows with the columns that the bundle was fitted on")];

    public override IReadOnlyList<Option> Options { get; } =
        [Option.Out("Label, Probability of the likeliest class, Decision where the bundle has a one-class SVM"), Option.Columns, Option.Threads];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        ImportedBundle bundle = InputTables.Model(arguments.File(0), ImportedBundle.Load);
        ImportedPrediction prediction = bundle.Predict(InputTables.Points(arguments, 1), execution);
        List<TableColumn> columns =
        [
            TableColumn.Texts("Label", [.. prediction.Labels]),
            TableColumn.Numbers("Probability", [.. prediction.Labels.Select((_, row) => Largest(prediction.Probabilities.Row(row)))]),
        ];
        if (prediction.Decisions is IReadOnlyList<double> decisions)
        {
            columns.Add(TableColumn.Numbers("Decision", [.. decisions]));
        }

        outputs.Write(arguments.Required("out"), new Table([.. columns]));
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
