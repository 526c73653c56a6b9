using System.Globalization;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

internal sealed class XgboostPredictVerb : Verb
{
    public override string Name => "xgboost predict";

    public override string Summary => "Predicts the classes of new rows.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that xgboost fit or XGBoost itself wrote"), ("NEW.csv", "rows with the same columns")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        Option.Out("Predicted, then the probability of each class"),
        new("margin", null, "margins in place of probabilities"),
        new("label", "COLUMN", "a column to leave out, as the labels of the training table"),
        new("missing", null, "blank fields are missing values"),
        Option.Columns,
        Option.Threads,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        GradientBoostingModel model = InputTables.Model(arguments.File(0), (stream, name) => GradientBoostingModel.LoadXgboost(stream, name));
        Matrix points = Features(Table.ReadCsv(arguments.File(1)), arguments, 1, arguments.Text("label"));
        Matrix values = arguments.Has("margin") ? model.Margins(points, execution) : model.PredictProbabilities(points, execution);
        int[] classes = model.Classes.ToArray();

        // A two-class model has one margin: that of its second class.
        int first = classes.Length - values.ColumnCount;
        outputs.Write(arguments.Required("out"), new Table(
        [
            TableColumn.Integers("Predicted", model.Predict(points, execution)),
            .. Columns.OfMatrix(values, column => classes[first + column].ToString(CultureInfo.InvariantCulture)),
        ]));
    }

    /// <summary>The columns but the label; blank fields as NaN where they are allowed.</summary>
    public static Matrix Features(Table table, Arguments arguments, int file, string? label)
    {
        string[] columns = InputTables.Columns(table, arguments.File(file), arguments, label is null ? [] : [label]);
        if (!arguments.Has("missing"))
        {
            return table.Matrix(columns);
        }

        double[] values = new double[table.RowCount * columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            double[] numbers = table.Numbers(columns[column]);
            for (int row = 0; row < numbers.Length; row++)
            {
                values[(row * columns.Length) + column] = numbers[row];
            }
        }

        return new Matrix(table.RowCount, columns.Length, values);
    }
}
