using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Cli;

/// <summary>The numbers of a table that a fit or a prediction works on.</summary>
/// <param name="Table">Where they come from.</param>
/// <param name="Points">A row for each row used.</param>
/// <param name="Names">Of the columns; unknown where the table has no header.</param>
internal sealed record Features(InputTable Table, Matrix Points, FeatureNames Names)
{
    /// <summary>These, if squared distances between their rows are finite.</summary>
    /// <param name="path">What errors call the table.</param>
    public Features RequireDistances(string path)
    {
        double[] least = [.. Points.Row(0)];
        double[] most = [.. least];
        for (int row = 1; row < Points.RowCount; row++)
        {
            ReadOnlySpan<double> values = Points.Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                least[column] = Math.Min(least[column], values[column]);
                most[column] = Math.Max(most[column], values[column]);
            }
        }

        double squared = 0;
        for (int column = 0; column < least.Length; column++)
        {
            // Lengths of vectors count too: kernels and angles take them.
            double size = Math.Max(Math.Abs(least[column]), Math.Abs(most[column]));
            squared += Math.Max((most[column] - least[column]) * (most[column] - least[column]), size * size);
        }

        return double.IsFinite(squared) ? this : throw Overflow(path, double.MaxValue, "squared distances between such values overflow");
    }

    /// <summary>These, if they can be the distances between their rows.</summary>
    /// <param name="path">What errors call the table.</param>
    public Features RequireSquare(string path)
        => Points.RowCount == Points.ColumnCount ? this : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{path} has {Points.RowCount} rows and {Points.ColumnCount} features; expected as many of both with --distances. Leave other columns out by --columns or --id."));

    /// <summary>These, if every number fits into single precision, as XGBoost computes; NaN does.</summary>
    /// <param name="path">What errors call the table.</param>
    public Features RequireSinglePrecision(string path)
    {
        foreach (double value in Points.Values)
        {
            if (double.IsFinite(value) && !float.IsFinite((float)value))
            {
                throw Overflow(path, float.MaxValue, "boosted trees compute in single precision, which ends at 3.4e38");
            }
        }

        return this;
    }

    private ArgumentException Overflow(string path, double limit, string why)
    {
        int largest = 0;
        for (int index = 1; index < Points.Values.Length; index++)
        {
            if (Math.Abs(Points.Values[index]) > Math.Abs(Points.Values[largest]))
            {
                largest = index;
            }
        }

        int column = largest % Points.ColumnCount;
        string name = Names.AreKnown ? $"'{ForeignText.Shown(Names.Names[column])}'" : string.Create(CultureInfo.InvariantCulture, $"{column + 1}");
        double scale = limit == double.MaxValue ? 1e150 : 1e38;
        int power = (int)Math.Ceiling(Math.Log10(Math.Abs(Points.Values[largest]) / scale)) + 2;
        return new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: column {name} holds {Points.Values[largest]} (row {Table.RowOf(largest / Points.ColumnCount) + 1} of the data); {why}. Divide the column by 1e{power}, or leave it out by --columns."));
    }
}
