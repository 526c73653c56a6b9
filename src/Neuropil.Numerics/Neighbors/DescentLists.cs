namespace Neuropil.Numerics;

/// <summary>
/// For each row a list of others, ascending by key, then by row, each once; with a mark on those that came since the mark was taken away.
/// What a list holds in the end does not depend on the order of the offers.
/// </summary>
internal sealed class DescentLists<TKey>
    where TKey : struct, System.Numerics.INumber<TKey>, System.Numerics.IMinMaxValue<TKey>
{
    private readonly int capacity;
    private readonly int[] rows;
    private readonly TKey[] keys;
    private readonly bool[] marks;

    public DescentLists(int rowCount, int capacity)
    {
        this.capacity = capacity;
        rows = new int[rowCount * capacity];
        keys = new TKey[rows.Length];
        marks = new bool[rows.Length];
        Clear();
    }

    public int Capacity => capacity;

    /// <summary>The row of a list's places; −1 from the first empty one on.</summary>
    public ReadOnlySpan<int> Rows(int row) => rows.AsSpan(row * capacity, capacity);

    public ReadOnlySpan<TKey> Keys(int row) => keys.AsSpan(row * capacity, capacity);

    public Span<bool> Marks(int row) => marks.AsSpan(row * capacity, capacity);

    /// <summary>The largest key of the list, once it is full; no larger one enters.</summary>
    public TKey Bound(int row) => keys[((row + 1) * capacity) - 1];

    public void Clear()
    {
        Array.Fill(rows, -1);
        Array.Fill(keys, TKey.MaxValue);
    }

    /// <summary>Puts another row into a list, if it is near enough and not there yet.</summary>
    public bool Offer(int row, int other, TKey key)
    {
        int start = row * capacity;
        int last = start + capacity - 1;
        if (key > keys[last] || (key == keys[last] && rows[last] >= 0 && other >= rows[last]))
        {
            return false;
        }

        int low = start;
        int high = last;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (rows[middle] >= 0 && (keys[middle] < key || (keys[middle] == key && rows[middle] < other)))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (rows[low] == other)
        {
            return false;
        }

        int moved = last - low;
        Array.Copy(rows, low, rows, low + 1, moved);
        Array.Copy(keys, low, keys, low + 1, moved);
        Array.Copy(marks, low, marks, low + 1, moved);
        rows[low] = other;
        keys[low] = key;
        marks[low] = true;
        return true;
    }
}
