using System.Numerics;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>The points as bin numbers, in the narrowest type that holds them: once row by row to be counted, once column by column to be parted.</summary>
/// <typeparam name="TBin">Byte, or ushort where there are more bins.</typeparam>
internal sealed class BinnedTable<TBin>
    where TBin : unmanaged, IBinaryInteger<TBin>
{
    public BinnedTable(SortedColumns sorted, int rowCount, BinCuts bins, Execution execution)
    {
        RowCount = rowCount;
        Bins = bins;
        ByColumn = new TBin[sorted.Rows.Length][];
        ByRow = new TBin[(long)rowCount * sorted.Rows.Length];
        Blocks.For(ColumnCount, 1, execution, (column, _) => ByColumn[column] = Numbers(column, sorted.Rows[column], sorted.Values[column]));
        Blocks.For(rowCount, 4096, execution, (start, end) =>
        {
            for (int column = 0; column < ColumnCount; column++)
            {
                TBin[] own = ByColumn[column];
                for (int row = start; row < end; row++)
                {
                    ByRow[((long)row * ColumnCount) + column] = own[row];
                }
            }
        });
    }

    public int RowCount { get; }

    public int ColumnCount => ByColumn.Length;

    public BinCuts Bins { get; }

    /// <summary>Row-major. A missing value has the number of cuts as its bin.</summary>
    public TBin[] ByRow { get; }

    /// <summary>By column, by row.</summary>
    public TBin[][] ByColumn { get; }

    private TBin[] Numbers(int column, int[] rows, float[] values)
    {
        float[] cuts = Bins.Cuts[column];
        TBin[] numbers = new TBin[RowCount];
        if (Bins.HasMissing[column])
        {
            numbers.AsSpan().Fill(TBin.CreateChecked(cuts.Length));
        }

        int bin = 0;
        foreach (int row in rows)
        {
            while (values[row] >= cuts[bin])
            {
                bin++;
            }

            numbers[row] = TBin.CreateChecked(bin);
        }

        return numbers;
    }
}
