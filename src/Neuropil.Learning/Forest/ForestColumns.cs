using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Each feature's values by row, and its rows in ascending order of value, ties by lower row.</summary>
internal sealed class ForestColumns
{
    private ForestColumns(int rowCount, int columnCount)
    {
        RowCount = rowCount;
        Values = new double[columnCount][];
        Rows = new int[columnCount][];
    }

    public int RowCount { get; }

    public int Count => Values.Length;

    public double[][] Values { get; }

    public int[][] Rows { get; }

    public static ForestColumns Of(Matrix points, Execution execution)
    {
        ForestColumns columns = new(points.RowCount, points.ColumnCount);
        Blocks.For(points.ColumnCount, 1, execution, (column, _) =>
        {
            double[] values = points.Column(column);
            int[] rows = new int[values.Length];
            for (int row = 0; row < rows.Length; row++)
            {
                rows[row] = row;
            }

            double[] keys = (double[])values.Clone();
            Array.Sort(keys, rows);
            OrderEqualValues(keys, rows);
            columns.Values[column] = values;
            columns.Rows[column] = rows;
        });
        return columns;
    }

    private static void OrderEqualValues(double[] keys, int[] rows)
    {
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                rows.AsSpan(start, end - start).Sort();
            }

            start = end;
        }
    }
}
