using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// The rows of the kernel matrix that the solver asks for, kept while there is room. A row is kept by the point's own row number and
/// holds its values at the front positions of the solver's present order; what is missing is computed when asked for.
/// How much room there is cannot change a value, only how often it is computed.
/// </summary>
internal sealed class KernelRows(KernelFunction kernel, ColumnTable points, long capacity, Execution execution)
{
    /// <summary>Values a block; a kernel row longer than two blocks is shared among threads.</summary>
    private const int BlockSize = 8192;

    private readonly double[]?[] rows = new double[points.RowCount][];
    private readonly int[] validCounts = new int[points.RowCount];
    private readonly LinkedList<int> byUse = new();
    private readonly LinkedListNode<int>?[] places = new LinkedListNode<int>[points.RowCount];
    private readonly double[] point = new double[points.ColumnCount];
    private long held;

    /// <summary>The row of the point that is row <paramref name="row"/> of the training points and stands at <paramref name="position"/>.</summary>
    /// <param name="row">The point's own number.</param>
    /// <param name="position">Where it stands in the solver's order.</param>
    /// <param name="count">How many positions are wanted.</param>
    public double[] Get(int row, int position, int count)
    {
        MarkUsed(row);
        double[]? values = rows[row];
        if (values is null || values.Length < count)
        {
            values = Grow(row, count);
        }

        int valid = validCounts[row];
        if (valid < count)
        {
            Fill(position, values, valid, count);
            validCounts[row] = count;
        }

        return values;
    }

    /// <summary>Follows the solver's stable reordering of its first positions.</summary>
    /// <param name="order">For each new position the old one; the kept ones, ascending, come first.</param>
    /// <param name="keptCount">How many are kept.</param>
    /// <param name="scratch">As long as <paramref name="order"/> at least.</param>
    public void Reorder(ReadOnlySpan<int> order, int keptCount, double[] scratch)
    {
        foreach (int row in byUse)
        {
            int valid = validCounts[row];
            if (valid >= order.Length)
            {
                ColumnTable.Reorder(rows[row]!, order, scratch);
                continue;
            }

            int kept = 0;
            while (kept < keptCount && order[kept] < valid)
            {
                kept++;
            }

            ColumnTable.Reorder(rows[row]!, order[..kept], scratch);
            validCounts[row] = kept;
        }
    }

    private void MarkUsed(int row)
    {
        if (places[row] is LinkedListNode<int> place)
        {
            byUse.Remove(place);
            byUse.AddLast(place);
        }
        else
        {
            places[row] = byUse.AddLast(row);
        }
    }

    private double[] Grow(int row, int count)
    {
        held += count - (rows[row]?.Length ?? 0);
        while (held > capacity && byUse.First is LinkedListNode<int> oldest && byUse.Count > 2)
        {
            held -= rows[oldest.Value]?.Length ?? 0;
            rows[oldest.Value] = null;
            validCounts[oldest.Value] = 0;
            places[oldest.Value] = null;
            byUse.RemoveFirst();
        }

        double[] longer = GC.AllocateUninitializedArray<double>(count);
        rows[row]?.AsSpan(0, validCounts[row]).CopyTo(longer);
        rows[row] = longer;
        return longer;
    }

    private void Fill(int position, double[] values, int start, int end)
    {
        points.CopyPoint(position, point);
        if (end - start <= 2 * BlockSize || execution.ThreadCount == 1)
        {
            kernel.Row(point, points, start, values.AsSpan(start, end - start));
            return;
        }

        Blocks.For(end - start, BlockSize, execution, (from, to) =>
            kernel.Row(point, points, start + from, values.AsSpan(start + from, to - from)));
    }
}
