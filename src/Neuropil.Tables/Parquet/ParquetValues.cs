namespace Neuropil.Tables;

/// <summary>Values of a page, as bytes: of one width, or with an end each.</summary>
/// <param name="budget">What all columns may hold together.</param>
internal sealed class ParquetValues(ParquetBudget budget)
{
    private byte[] bytes = [];
    private int[] ends = [];

    public int Count { get; private set; }

    /// <summary>Bytes of a value; 0 where they differ.</summary>
    public int Width { get; private set; }

    public ReadOnlySpan<byte> this[int index]
        => Width > 0
            ? bytes.AsSpan(index * Width, Width)
            : bytes.AsSpan(index == 0 ? 0 : ends[index - 1], ends[index] - (index == 0 ? 0 : ends[index - 1]));

    /// <summary>Room for values of one width, to be filled.</summary>
    public Span<byte> Fixed(int count, int width)
    {
        long length = (long)count * width;
        if (length > TableLimits.ParquetPageBytes)
        {
            throw new InvalidDataException("a page is said to hold more values than fit it");
        }

        (Count, Width) = (count, width);
        if (bytes.Length < length)
        {
            budget.Take(length - bytes.Length);
            bytes = new byte[length];
        }

        return bytes.AsSpan(0, (int)length);
    }

    /// <summary>Starts values of different lengths.</summary>
    public void Start(int count)
    {
        if (count > TableLimits.ParquetPageBytes / 4)
        {
            throw new InvalidDataException("a page is said to hold more values than fit it");
        }

        (Count, Width) = (0, 0);
        if (ends.Length < count)
        {
            budget.Take(4L * (count - ends.Length));
            ends = new int[count];
        }
    }

    public void Add(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value)
    {
        int start = Count == 0 ? 0 : ends[Count - 1];
        long end = (long)start + prefix.Length + value.Length;
        if (prefix.Length + value.Length > TableLimits.CellBytes)
        {
            throw new InvalidDataException(FormattableString.Invariant($"a value has {prefix.Length + value.Length} bytes, beyond {TableLimits.CellBytes}"));
        }

        if (end > 2L * TableLimits.ParquetPageBytes)
        {
            throw new InvalidDataException("the values of a page are longer than a page may be");
        }

        if (end > bytes.Length)
        {
            long size = Math.Max(end, Math.Min(2L * bytes.Length, 2L * TableLimits.ParquetPageBytes));
            budget.Take(size - bytes.Length);
            byte[] larger = new byte[size];
            bytes.AsSpan(0, start).CopyTo(larger);
            prefix.CopyTo(larger.AsSpan(start));
            bytes = larger;
        }
        else
        {
            prefix.CopyTo(bytes.AsSpan(start));
        }

        value.CopyTo(bytes.AsSpan(start + prefix.Length));
        ends[Count++] = (int)end;
    }
}
