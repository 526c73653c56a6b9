using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Points column by column, so that one kernel row runs along contiguous memory.</summary>
internal sealed class ColumnTable
{
    private readonly double[][] columns;

    public ColumnTable(Matrix points)
    {
        RowCount = points.RowCount;
        columns = new double[points.ColumnCount][];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = points.Column(column);
        }
    }

    /// <summary>Number of points.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => columns.Length;

    /// <summary>Column <paramref name="column"/> of all points.</summary>
    public double[] Column(int column) => columns[column];

    /// <summary>Copies one point.</summary>
    public void CopyPoint(int position, Span<double> point)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            point[column] = columns[column][position];
        }
    }

    /// <summary>Puts the points at the front into the order that <paramref name="order"/> names.</summary>
    public void Reorder(ReadOnlySpan<int> order, double[] scratch)
    {
        foreach (double[] column in columns)
        {
            Reorder(column, order, scratch);
        }
    }

    /// <summary>Puts the first entries of an array into the order that <paramref name="order"/> names.</summary>
    public static void Reorder(double[] values, ReadOnlySpan<int> order, double[] scratch)
    {
        for (int position = 0; position < order.Length; position++)
        {
            scratch[position] = values[order[position]];
        }

        Array.Copy(scratch, values, order.Length);
    }
}
