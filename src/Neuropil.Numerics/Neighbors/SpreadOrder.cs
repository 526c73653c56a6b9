namespace Neuropil.Numerics;

/// <summary>An order of vectors in which near ones mostly stand together: halved again and again along the coordinate that spreads widest.</summary>
internal static class SpreadOrder
{
    /// <summary>Which vector stands where.</summary>
    /// <param name="vectors">n × d.</param>
    /// <param name="together">So many are not parted any more; halves are cut at multiples of it.</param>
    public static int[] Of(Matrix vectors, int together)
    {
        int[] order = new int[vectors.RowCount];
        int[] rows = new int[vectors.RowCount];
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = row;
            rows[row] = row;
        }

        double[] keys = new double[order.Length];
        Stack<(int Start, int End)> pending = new([(0, order.Length)]);
        while (pending.TryPop(out (int Start, int End) range))
        {
            int count = range.End - range.Start;
            if (count <= together)
            {
                continue;
            }

            Span<int> items = order.AsSpan(range.Start, count);
            Span<double> own = keys.AsSpan(range.Start, count);
            int column = Widest(vectors, items);
            for (int index = 0; index < items.Length; index++)
            {
                own[index] = vectors[items[index], column];
            }

            int middle = Math.Max(together, count / 2 / together * together);
            Selection.Partition(own, items, rows, middle);
            pending.Push((range.Start + middle, range.End));
            pending.Push((range.Start, range.Start + middle));
        }

        return order;
    }

    private static int Widest(Matrix vectors, ReadOnlySpan<int> items)
    {
        int widest = 0;
        double widestSpread = -1;
        for (int column = 0; column < vectors.ColumnCount; column++)
        {
            double sum = 0;
            double squares = 0;
            double first = vectors[items[0], column];
            foreach (int item in items)
            {
                double value = vectors[item, column] - first;
                sum += value;
                squares += value * value;
            }

            double spread = squares - (sum * sum / items.Length);
            if (spread > widestSpread)
            {
                widest = column;
                widestSpread = spread;
            }
        }

        return widest;
    }
}
