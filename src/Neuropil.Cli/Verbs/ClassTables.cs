using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>What classifiers say of rows, as a table: Predicted, then a column for each class.</summary>
internal static class ClassTables
{
    /// <param name="table">The rows.</param>
    /// <param name="predicted">The label of each row used.</param>
    /// <param name="classes">The labels there are, ascending.</param>
    /// <param name="names">Their names, in that order.</param>
    /// <param name="values">A number for each row and class; where there is one column less than classes, the first has none.</param>
    public static Table Of(InputTable table, int[] predicted, ReadOnlySpan<int> classes, IReadOnlyList<string> names, Matrix values)
    {
        int[] labels = classes.ToArray();
        int first = names.Count - values.ColumnCount;
        return table.Output(
        [
            table.Texts("Predicted", [.. predicted.Select(label => names[Array.IndexOf(labels, label)])]),
            .. table.Columns(values, column => names[first + column]),
        ]);
    }

    /// <summary>Which share of rows is predicted as they are labelled, in words.</summary>
    public static string Right(IClassifier model, Matrix points, int[] labels, Execution execution)
    {
        int[] predicted = model.Predict(points, execution);
        int right = predicted.Zip(labels).Count(pair => pair.First == pair.Second);
        return FormattableString.Invariant($"{100.0 * right / labels.Length:0.0} % of the {labels.Length} training rows are predicted as they are labelled");
    }
}
