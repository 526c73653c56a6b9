using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// The points as bin numbers. A feature's bins are its distinct values where there are few enough, else the weighted quantiles of its
/// sorted values (exact ones, not a sketch). Bin b holds the values below cut b and not below cut b − 1; one more bin is for missing values.
/// </summary>
internal sealed class BinnedTable
{
    private BinnedTable(int rowCount, int columnCount)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        Cuts = new float[columnCount][];
        Least = new float[columnCount];
        HasMissing = new bool[columnCount];
        Bins = new ushort[(long)rowCount * columnCount];
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <summary>By feature: the upper bounds of the bins, ascending.</summary>
    public float[][] Cuts { get; }

    /// <summary>By feature: a number below every value.</summary>
    public float[] Least { get; }

    public bool[] HasMissing { get; }

    /// <summary>Row-major. A missing value has the number of cuts as its bin.</summary>
    public ushort[] Bins { get; }

    /// <summary>The most bins of any feature, the one for missing values included.</summary>
    public int WidestFeature { get; private set; }

    public static BinnedTable Of(SingleTable table, float[]? weights, int maxBinCount, Execution execution)
    {
        BinnedTable binned = new(table.RowCount, table.ColumnCount);
        SortedColumns sorted = SortedColumns.Of(table, execution);
        Blocks.For(table.ColumnCount, 1, execution, (column, _) =>
        {
            int[] rows = sorted.Rows[column];
            float[] values = sorted.Values[column];
            binned.HasMissing[column] = rows.Length < table.RowCount;
            binned.Cuts[column] = CutsOf(rows, values, weights, maxBinCount);
            float least = rows.Length == 0 ? 0 : values[rows[0]];
            binned.Least[column] = least - (Math.Abs(least) + 1e-5f);
            binned.Number(column, rows, values);
        });
        binned.WidestFeature = binned.Cuts.Max(cuts => cuts.Length) + 1;
        return binned;
    }

    private static float[] CutsOf(int[] rows, float[] values, float[]? weights, int maxBinCount)
    {
        if (rows.Length == 0)
        {
            return [1e-5f];
        }

        List<float> cuts = Distinct(rows, values, maxBinCount) ?? Quantiles(rows, values, weights, maxBinCount);
        float last = values[rows[^1]];
        cuts.Add(last + (Math.Abs(last) + 1e-5f));
        return [.. cuts];
    }

    private static List<float>? Distinct(int[] rows, float[] values, int maxBinCount)
    {
        List<float> cuts = [];
        for (int index = 1; index < rows.Length; index++)
        {
            float value = values[rows[index]];
            if (value != values[rows[index - 1]])
            {
                cuts.Add(value);
                if (cuts.Count >= maxBinCount)
                {
                    return null;
                }
            }
        }

        return cuts;
    }

    private static List<float> Quantiles(int[] rows, float[] values, float[]? weights, int maxBinCount)
    {
        double total = rows.Length;
        if (weights is not null)
        {
            total = 0;
            foreach (int row in rows)
            {
                total += weights[row];
            }
        }

        List<float> cuts = [];
        double before = 0;
        float last = values[rows[0]];
        foreach (int row in rows)
        {
            float value = values[row];
            if (value != last && before * maxBinCount >= total * (cuts.Count + 1) && cuts.Count < maxBinCount - 1)
            {
                cuts.Add(value);
            }

            before += weights is null ? 1 : weights[row];
            last = value;
        }

        return cuts;
    }

    private void Number(int column, int[] rows, float[] values)
    {
        float[] cuts = Cuts[column];
        if (HasMissing[column])
        {
            for (int row = 0; row < RowCount; row++)
            {
                Bins[((long)row * ColumnCount) + column] = (ushort)cuts.Length;
            }
        }

        int bin = 0;
        foreach (int row in rows)
        {
            while (values[row] >= cuts[bin])
            {
                bin++;
            }

            Bins[((long)row * ColumnCount) + column] = (ushort)bin;
        }
    }
}
