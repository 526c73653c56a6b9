using System.Runtime.InteropServices;

namespace Neuropil.Numerics;

/// <summary>An immutable table of numbers, <see cref="RowCount"/> × <see cref="ColumnCount"/>, row-major.</summary>
/// <remarks>
/// Who owns the numbers: the constructor takes an array over, <see cref="Over"/> looks at memory that stays the caller's, and every
/// <c>From</c> copies.
/// </remarks>
public sealed class Matrix
{
    private readonly double[] values;
    private readonly int start;

    /// <summary>Wraps an array; the matrix owns it from now on, so the caller must not write to it again.</summary>
    /// <param name="rowCount">Number of rows, 0 or more.</param>
    /// <param name="columnCount">Number of columns, 0 or more.</param>
    /// <param name="values">rowCount × columnCount numbers, row by row.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public Matrix(int rowCount, int columnCount, double[] values)
        : this(rowCount, columnCount, values, 0, LengthOf(values))
    {
    }

    private Matrix(int rowCount, int columnCount, double[] values, int start, int length)
    {
        RowCount = Require.AtLeast(rowCount, 0, nameof(rowCount));
        ColumnCount = Require.AtLeast(columnCount, 0, nameof(columnCount));
        if ((long)rowCount * columnCount != length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"values has {length} numbers; expected {rowCount} rows × {columnCount} columns."),
                nameof(values));
        }

        this.values = values;
        this.start = start;
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>All numbers, row by row.</summary>
    public ReadOnlySpan<double> Values => new(values, start, RowCount * ColumnCount);

    /// <summary>All numbers, row by row, as memory that outlives a call: what <see cref="Values"/> shows, not a copy.</summary>
    public ReadOnlyMemory<double> Memory => new(values, start, RowCount * ColumnCount);

    /// <summary>One number; row and column count from 0.</summary>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)ColumnCount, nameof(column));
            return values[start + (row * ColumnCount) + column];
        }
    }

    /// <summary>One row.</summary>
    public ReadOnlySpan<double> Row(int row) => new(values, start + (row * ColumnCount), ColumnCount);

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

    /// <summary>A view of memory that stays the caller's: nothing is copied, so nobody may write there while the matrix is in use.</summary>
    /// <param name="rowCount">Number of rows, 0 or more.</param>
    /// <param name="columnCount">Number of columns, 0 or more.</param>
    /// <param name="values">rowCount × columnCount numbers, row by row. Memory that no array stands behind is copied after all.</param>
    /// <exception cref="ArgumentException">The memory has another length.</exception>
    public static Matrix Over(int rowCount, int columnCount, ReadOnlyMemory<double> values)
        => MemoryMarshal.TryGetArray(values, out ArraySegment<double> segment)
            ? new Matrix(rowCount, columnCount, segment.Array ?? [], segment.Offset, segment.Count)
            : From(rowCount, columnCount, values.Span);

    /// <summary>A copy of numbers that lie row by row; the caller keeps its own.</summary>
    /// <param name="rowCount">Number of rows, 0 or more.</param>
    /// <param name="columnCount">Number of columns, 0 or more.</param>
    /// <param name="values">rowCount × columnCount numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static Matrix From(int rowCount, int columnCount, ReadOnlySpan<double> values) => new(rowCount, columnCount, values.ToArray());

    /// <summary>A copy of numbers of single precision; each becomes the number of double precision that equals it.</summary>
    /// <inheritdoc cref="From(int, int, ReadOnlySpan{double})"/>
    public static Matrix From(int rowCount, int columnCount, ReadOnlySpan<float> values)
    {
        double[] wider = new double[values.Length];
        Widen(values, wider);
        return new Matrix(rowCount, columnCount, wider);
    }

    /// <summary>A copy of a table with two indices: row, column.</summary>
    public static Matrix From(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] copy = new double[values.Length];
        Buffer.BlockCopy(values, 0, copy, 0, checked(copy.Length * sizeof(double)));
        return new Matrix(values.GetLength(0), values.GetLength(1), copy);
    }

    /// <summary>A copy of rows, such as a <c>double[][]</c> or any sequence; it is walked once.</summary>
    /// <param name="rows">Equally long.</param>
    /// <exception cref="ArgumentException">The rows differ in length; the first that does is named.</exception>
    public static Matrix FromRows(IEnumerable<double[]> rows) => Joined(rows, static (row, values) => row.CopyTo(values));

    /// <summary>A copy of rows of single precision; each number becomes the one of double precision that equals it.</summary>
    /// <inheritdoc cref="FromRows(IEnumerable{double[]})"/>
    public static Matrix FromRows(IEnumerable<float[]> rows) => Joined(rows, static (row, values) => Widen(row, values.Span));

    /// <summary>This matrix, if every number is finite.</summary>
    /// <exception cref="NonFiniteValueException">One is NaN or infinite: the exception names the first, by row and column.</exception>
    public Matrix RequireFinite(string name)
    {
        ReadOnlySpan<double> all = Values;
        for (int index = 0; index < all.Length; index++)
        {
            if (!double.IsFinite(all[index]))
            {
                throw new NonFiniteValueException(name, index / ColumnCount, index % ColumnCount, all[index]);
            }
        }

        return this;
    }

    private static Matrix Joined<T>(IEnumerable<T[]> rows, Action<T[], Memory<double>> copy)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int columnCount = 0;
        int rowCount = 0;
        double[] values = [];
        foreach (T[] row in rows)
        {
            if (row is null)
            {
                throw new ArgumentException(FormattableString.Invariant($"Row {rowCount} is null; expected an array of numbers."), nameof(rows));
            }

            if (rowCount == 0)
            {
                columnCount = row.Length;
                values = new double[checked((rows.TryGetNonEnumeratedCount(out int known) ? known : 16) * columnCount)];
            }
            else if (row.Length != columnCount)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Row {rowCount} has {row.Length} numbers; expected {columnCount}, as row 0 has."),
                    nameof(rows));
            }

            int end = checked((rowCount + 1) * columnCount);
            if (end > values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * values.Length)));
            }

            copy(row, values.AsMemory(rowCount * columnCount, columnCount));
            rowCount++;
        }

        return new Matrix(rowCount, columnCount, values, 0, rowCount * columnCount);
    }

    private static void Widen(ReadOnlySpan<float> values, Span<double> wider)
    {
        for (int index = 0; index < values.Length; index++)
        {
            wider[index] = values[index];
        }
    }

    private static int LengthOf(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length;
    }
}
