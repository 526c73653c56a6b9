namespace Neuropil.Numerics.Tests;

using Neuropil.Numerics;

public class MatrixTests
{
    [Fact]
    public void Every_way_in_gives_the_same_table()
    {
        double[] values = [1, 2.5, -3, 4, 0.1, 6];
        float[] singles = [1, 2.5f, -3, 4, 0.1f, 6];
        Same(values, new Matrix(2, 3, values));
        Same(values, Matrix.From(2, 3, values.AsSpan()));
        Same(values, Matrix.From(new double[,] { { 1, 2.5, -3 }, { 4, 0.1, 6 } }));
        Same(values, Matrix.Over(2, 3, values));
        Same(values, Matrix.Over(2, 3, new double[] { 9, 1, 2.5, -3, 4, 0.1, 6, 9 }.AsMemory(1, 6)));
        Same(values, Matrix.FromRows(new double[][] { [1, 2.5, -3], [4, 0.1, 6] }));
        Same(values, Matrix.FromRows(Rows()));
        double[] widened = [.. singles.Select(value => (double)value)];
        Same(widened, Matrix.From(2, 3, singles.AsSpan()));
        Same(widened, Matrix.FromRows(new float[][] { [1, 2.5f, -3], [4, 0.1f, 6] }));

        static IEnumerable<double[]> Rows()
        {
            yield return [1, 2.5, -3];
            yield return [4, 0.1, 6];
        }

        static void Same(double[] expected, Matrix matrix)
        {
            Assert.Equal((2, 3), (matrix.RowCount, matrix.ColumnCount));
            Assert.Equal(expected, matrix.Values.ToArray());
            Assert.Equal(expected, matrix.Memory.ToArray());
            Assert.Equal(expected[3..], matrix.Row(1).ToArray());
            Assert.Equal([expected[2], expected[5]], matrix.Column(2));
            Assert.Equal(expected[4], matrix[1, 1]);
            Assert.Equal([.. expected[3..], .. expected[..3]], matrix.SelectRows([1, 0]).Values.ToArray());
        }
    }

    [Fact]
    public void From_copies_and_Over_looks_at_what_stays_the_callers()
    {
        double[] values = [1, 2, 3, 4];
        double[][] rows = [[1, 2], [3, 4]];
        Matrix copy = Matrix.From(2, 2, values.AsSpan());
        Matrix copyOfRows = Matrix.FromRows(rows);
        Matrix view = Matrix.Over(1, 2, values.AsMemory(2, 2));
        values[2] = 30;
        rows[1][0] = 30;
        Assert.Equal(3, copy[1, 0]);
        Assert.Equal(3, copyOfRows[1, 0]);
        Assert.Equal(30, view[0, 0]);
    }

    [Fact]
    public void Sequences_of_unknown_length_are_walked_once()
    {
        int walks = 0;
        IEnumerable<double[]> Rows()
        {
            walks++;
            for (int row = 0; row < 1000; row++)
            {
                yield return [row, -row];
            }
        }

        Matrix matrix = Matrix.FromRows(Rows());
        Assert.Equal(1, walks);
        Assert.Equal(1000, matrix.RowCount);
        Assert.Equal(-999, matrix[999, 1]);
        Assert.Equal(2000, matrix.Values.Length);
        Assert.Equal(2000, matrix.Memory.Length);
    }

    [Fact]
    public void Tables_without_rows_or_columns_are_tables()
    {
        Assert.Equal((0, 0), Shape(Matrix.FromRows(Array.Empty<double[]>())));
        Assert.Equal((2, 0), Shape(Matrix.FromRows(new double[][] { [], [] })));
        Assert.Equal((0, 3), Shape(Matrix.From(0, 3, ReadOnlySpan<float>.Empty)));
        Assert.Equal((0, 3), Shape(Matrix.Over(0, 3, ReadOnlyMemory<double>.Empty)));

        static (int Rows, int Columns) Shape(Matrix matrix) => (matrix.RowCount, matrix.ColumnCount);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Contains("5 numbers; expected 2 rows × 3 columns", Assert.Throws<ArgumentException>(() => new Matrix(2, 3, new double[5])).Message);
        Assert.Contains("5 numbers", Assert.Throws<ArgumentException>(() => Matrix.Over(2, 3, new double[5])).Message);
        Assert.Contains("5 numbers", Assert.Throws<ArgumentException>(() => Matrix.From(2, 3, new float[5].AsSpan())).Message);
        Assert.Contains("Row 1 has 3 numbers; expected 2", Assert.Throws<ArgumentException>(() => Matrix.FromRows(new double[][] { [1, 2], [1, 2, 3] })).Message);
        Assert.Contains("Row 1 is null", Assert.Throws<ArgumentException>(() => Matrix.FromRows(new double[][] { [1, 2], null! })).Message);
        Assert.Equal(1, Assert.Throws<NonFiniteValueException>(() => Matrix.Over(1, 2, new[] { 0, 0, double.NaN }.AsMemory(1)).RequireFinite("x")).Column);
    }
}
