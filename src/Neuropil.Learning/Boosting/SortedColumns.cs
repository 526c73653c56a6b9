using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Each feature's rows in ascending order of value, ties by lower row, missing values left out: sorted once for all trees.</summary>
internal sealed class SortedColumns
{
    private SortedColumns(int columnCount)
    {
        Rows = new int[columnCount][];
        Values = new float[columnCount][];
        Constant = new bool[columnCount];
    }

    public int[][] Rows { get; }

    /// <summary>By feature and row.</summary>
    public float[][] Values { get; }

    /// <summary>Whether a feature has one value only.</summary>
    public bool[] Constant { get; }

    public static SortedColumns Of(SingleTable table, Execution execution)
    {
        SortedColumns columns = new(table.ColumnCount);
        Blocks.For(table.ColumnCount, 1, execution, (column, _) => columns.Sort(table, column));
        return columns;
    }

    private void Sort(SingleTable table, int column)
    {
        float[] values = new float[table.RowCount];
        int[] rows = new int[table.RowCount];
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = table[row, column];
            rows[count] = row;
            count += float.IsNaN(values[row]) ? 0 : 1;
        }

        Array.Resize(ref rows, count);
        ulong[] keys = new ulong[count];
        for (int index = 0; index < count; index++)
        {
            keys[index] = ((ulong)Ordered(values[rows[index]]) << 32) | (uint)rows[index];
        }

        Array.Sort(keys);
        for (int index = 0; index < count; index++)
        {
            rows[index] = (int)(uint)keys[index];
        }

        Values[column] = values;
        Rows[column] = rows;
        Constant[column] = count > 0 && values[rows[0]] == values[rows[^1]];
    }

    /// <summary>Bits that order as the numbers do; both zeros alike.</summary>
    private static uint Ordered(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }
}
