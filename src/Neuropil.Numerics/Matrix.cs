using System.Globalization;

namespace Neuropil.Numerics;

/// <summary>An immutable table of numbers, <see cref="RowCount"/> × <see cref="ColumnCount"/>, row-major.</summary>
public sealed class Matrix
{
    private readonly double[] values;

    /// <summary>Wraps an array; the matrix owns it from now on, so the caller must not write to it again.</summary>
    /// <param name="rowCount">Number of rows, 0 or more.</param>
    /// <param name="columnCount">Number of columns, 0 or more.</param>
    /// <param name="values">rowCount × columnCount numbers, row by row.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public Matrix(int rowCount, int columnCount, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        RowCount = Require.AtLeast(rowCount, 0, nameof(rowCount));
        ColumnCount = Require.AtLeast(columnCount, 0, nameof(columnCount));
        if ((long)rowCount * columnCount != values.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"values has {values.Length} numbers; expected {rowCount} rows × {columnCount} columns."),
                nameof(values));
        }

        this.values = values;
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>All numbers, row by row.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>One number; row and column count from 0.</summary>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)ColumnCount, nameof(column));
            return values[(row * ColumnCount) + column];
        }
    }

    /// <summary>One row.</summary>
    public ReadOnlySpan<double> Row(int row) => values.AsSpan(row * ColumnCount, ColumnCount);

    /// <summary>A copy of one column.</summary>
    public double[] Column(int column)
    {
        double[] copy = new double[RowCount];
        for (int row = 0; row < copy.Length; row++)
        {
            copy[row] = this[row, column];
        }

        return copy;
    }

    /// <summary>The rows named, in the order named.</summary>
    public Matrix SelectRows(ReadOnlySpan<int> rows)
    {
        double[] selected = new double[rows.Length * ColumnCount];
        for (int index = 0; index < rows.Length; index++)
        {
            Row(rows[index]).CopyTo(selected.AsSpan(index * ColumnCount));
        }

        return new Matrix(rows.Length, ColumnCount, selected);
    }

    /// <summary>A matrix from its rows.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Matrix FromRows(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int columnCount = rows.Count == 0 ? 0 : rows[0].Length;
        double[] values = new double[rows.Count * columnCount];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != columnCount)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {row} has {rows[row].Length} numbers; expected {columnCount}, as row 0 has."),
                    nameof(rows));
            }

            rows[row].CopyTo(values, row * columnCount);
        }

        return new Matrix(rows.Count, columnCount, values);
    }

    /// <summary>This matrix, if every number is finite.</summary>
    /// <exception cref="NonFiniteValueException">One is NaN or infinite: the exception names the first, by row and column.</exception>
    public Matrix RequireFinite(string name)
    {
        for (int index = 0; index < values.Length; index++)
        {
            if (!double.IsFinite(values[index]))
            {
                throw new NonFiniteValueException(name, index / ColumnCount, index % ColumnCount, values[index]);
            }
        }

        return this;
    }
}
