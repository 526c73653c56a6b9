namespace Neuropil.Numerics;

/// <summary>Hoare's selection over keys with a total order: equal keys by the row behind them.</summary>
internal static class Selection
{
    private const int SmallestPartition = 12;

    /// <summary>Moves items so that the <paramref name="middle"/> least come first. Which these are does not depend on the pivots.</summary>
    /// <param name="keys">Finite keys; moved with the items.</param>
    /// <param name="items">Items, each with a row of its own.</param>
    /// <param name="rows">The row of each item.</param>
    /// <param name="middle">From 0 to the number of items.</param>
    public static void Partition(Span<double> keys, Span<int> items, ReadOnlySpan<int> rows, int middle)
    {
        int start = 0;
        int end = keys.Length;
        ulong draw = (ulong)keys.Length;
        while (end - start > SmallestPartition && middle > start && middle < end)
        {
            draw = KeyedRandom.Hash(draw);
            int pivot = MedianOfThree(keys, items, rows, start, end, draw);
            double key = keys[pivot];
            int row = rows[items[pivot]];
            int low = start;
            int high = end - 1;
            while (low <= high)
            {
                while (keys[low] < key || (keys[low] == key && rows[items[low]] < row))
                {
                    low++;
                }

                while (keys[high] > key || (keys[high] == key && rows[items[high]] > row))
                {
                    high--;
                }

                if (low <= high)
                {
                    (keys[low], keys[high]) = (keys[high], keys[low]);
                    (items[low], items[high]) = (items[high], items[low]);
                    low++;
                    high--;
                }
            }

            if (middle <= high + 1)
            {
                end = high + 1;
            }
            else if (middle >= low)
            {
                start = low;
            }
            else
            {
                return;
            }
        }

        if (middle > start && middle < end)
        {
            InsertionSort(keys, items, rows, start, end);
        }
    }

    /// <summary>The place of the middle one of three items chosen by a draw.</summary>
    private static int MedianOfThree(ReadOnlySpan<double> keys, ReadOnlySpan<int> items, ReadOnlySpan<int> rows, int start, int end, ulong draw)
    {
        ulong third = (ulong)(end - start) / 3;
        int one = start + (int)((draw & 0x1FFFFF) % third);
        int two = start + (int)(third + (((draw >> 21) & 0x1FFFFF) % third));
        int three = start + (int)((2 * third) + ((draw >> 42) % third));
        if (Precedes(keys, items, rows, two, one))
        {
            (one, two) = (two, one);
        }

        if (Precedes(keys, items, rows, three, two))
        {
            two = Precedes(keys, items, rows, three, one) ? one : three;
        }

        return two;
    }

    private static bool Precedes(ReadOnlySpan<double> keys, ReadOnlySpan<int> items, ReadOnlySpan<int> rows, int a, int b)
        => keys[a] < keys[b] || (keys[a] == keys[b] && rows[items[a]] < rows[items[b]]);

    private static void InsertionSort(Span<double> keys, Span<int> items, ReadOnlySpan<int> rows, int start, int end)
    {
        for (int index = start + 1; index < end; index++)
        {
            double key = keys[index];
            int item = items[index];
            int place = index;
            while (place > start && (keys[place - 1] > key || (keys[place - 1] == key && rows[items[place - 1]] > rows[item])))
            {
                keys[place] = keys[place - 1];
                items[place] = items[place - 1];
                place--;
            }

            keys[place] = key;
            items[place] = item;
        }
    }
}
