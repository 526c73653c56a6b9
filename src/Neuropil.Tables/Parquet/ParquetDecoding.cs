using System.Buffers.Binary;
using System.Numerics;

namespace Neuropil.Tables;

/// <summary>
/// Parquet's encodings (apache/parquet-format, Encodings.md). Every loop is bounded by the number of values that are asked for, which the
/// caller has bounded by the page; what does not fit its bytes is refused.
/// </summary>
internal static class ParquetDecoding
{
    private const string Short = "a page holds fewer values than it says";

    /// <summary>PLAIN.</summary>
    public static void Plain(ReadOnlySpan<byte> data, ParquetType type, int width, int count, ParquetValues values)
    {
        if (type == ParquetType.Boolean)
        {
            Expect((count + 7) / 8 <= data.Length);
            Span<byte> truths = values.Fixed(count, 1);
            for (int index = 0; index < count; index++)
            {
                truths[index] = (byte)((data[index >> 3] >> (index & 7)) & 1);
            }

            return;
        }

        if (width > 0)
        {
            Expect((long)count * width <= data.Length);
            data[..(count * width)].CopyTo(values.Fixed(count, width));
            return;
        }

        Expect(count <= data.Length / 4);
        values.Start(count);
        for (int index = 0; index < count; index++)
        {
            Expect(data.Length >= 4);
            int length = BinaryPrimitives.ReadInt32LittleEndian(data);
            Expect(length >= 0 && length <= data.Length - 4);
            values.Add([], data.Slice(4, length));
            data = data[(4 + length)..];
        }
    }

    /// <summary>RLE: runs and groups of eight, of numbers of a few bits.</summary>
    public static void Runs(ReadOnlySpan<byte> data, int bits, Span<int> numbers)
    {
        if (bits is < 0 or > 32)
        {
            throw new InvalidDataException(FormattableString.Invariant($"numbers of {bits} bits"));
        }

        int done = 0;
        int bytes = (bits + 7) / 8;
        while (done < numbers.Length)
        {
            ulong head = Unsigned(ref data);
            if ((head & 1) == 0)
            {
                ulong run = head >> 1;
                Expect(run > 0 && bytes <= data.Length);
                int number = 0;
                for (int place = 0; place < bytes; place++)
                {
                    number |= data[place] << (8 * place);
                }

                data = data[bytes..];
                int count = (int)Math.Min(run, (ulong)(numbers.Length - done));
                numbers.Slice(done, count).Fill(number);
                done += count;
            }
            else
            {
                ulong groups = head >> 1;
                Expect(groups > 0);
                int count = (int)Math.Min(groups, (ulong)(numbers.Length - done + 7) / 8) * 8;
                count = Math.Min(count, numbers.Length - done);
                long needed = ((long)count * bits + 7) / 8;
                Expect(needed <= data.Length);
                Unpack(data, bits, numbers.Slice(done, count));
                done += count;
                long whole = (long)Math.Min(groups, (ulong)data.Length + 1) * bits;
                data = whole <= data.Length ? data[(int)whole..] : [];
            }
        }
    }

    /// <summary>DELTA_BINARY_PACKED: whole numbers of 32 or 64 bits. Gives what follows them.</summary>
    public static ReadOnlySpan<byte> Deltas(ReadOnlySpan<byte> data, int count, Span<long> numbers)
    {
        ulong block = Unsigned(ref data);
        ulong miniblocks = Unsigned(ref data);
        ulong total = Unsigned(ref data);
        long value = Signed(ref data);
        Expect(block is > 0 and <= 1 << 20 && block % 128 == 0 && miniblocks is > 0 and <= 1024 && block % miniblocks == 0 && (block / miniblocks) % 32 == 0 && total == (ulong)count);
        if (count == 0)
        {
            return data;
        }

        int perMiniblock = (int)(block / miniblocks);
        numbers[0] = value;
        int done = 1;
        Span<byte> widths = stackalloc byte[1024];
        while (done < count)
        {
            long least = Signed(ref data);
            Expect((int)miniblocks <= data.Length);
            data[..(int)miniblocks].CopyTo(widths);
            data = data[(int)miniblocks..];
            for (int miniblock = 0; miniblock < (int)miniblocks && done < count; miniblock++)
            {
                int bits = widths[miniblock];
                Expect(bits <= 64);
                int bytes = perMiniblock / 8 * bits;
                int here = Math.Min(perMiniblock, count - done);
                Expect((here * (long)bits + 7) / 8 <= data.Length);
                for (int index = 0; index < here; index++)
                {
                    value = unchecked(value + least + (long)Bits(data, (long)index * bits, bits));
                    numbers[done++] = value;
                }

                data = bytes <= data.Length ? data[bytes..] : [];
            }
        }

        return data;
    }

    /// <summary>DELTA_LENGTH_BYTE_ARRAY.</summary>
    public static void LengthsThenBytes(ReadOnlySpan<byte> data, int count, ParquetValues values)
    {
        long[] lengths = new long[count];
        data = Deltas(data, count, lengths);
        values.Start(count);
        foreach (long length in lengths)
        {
            Expect(length >= 0 && length <= data.Length);
            values.Add([], data[..(int)length]);
            data = data[(int)length..];
        }
    }

    /// <summary>DELTA_BYTE_ARRAY: what each value shares with the one before, then the rest.</summary>
    public static void Prefixed(ReadOnlySpan<byte> data, int count, ParquetValues values)
    {
        long[] prefixes = new long[count];
        long[] suffixes = new long[count];
        data = Deltas(data, count, prefixes);
        data = Deltas(data, count, suffixes);
        values.Start(count);
        byte[] last = [];
        int lastLength = 0;
        for (int index = 0; index < count; index++)
        {
            Expect(prefixes[index] >= 0 && prefixes[index] <= lastLength && suffixes[index] >= 0 && suffixes[index] <= data.Length);
            int prefix = (int)prefixes[index];
            int suffix = (int)suffixes[index];
            values.Add(last.AsSpan(0, prefix), data[..suffix]);
            data = data[suffix..];
            ReadOnlySpan<byte> value = values[index];
            if (last.Length < value.Length)
            {
                last = new byte[Math.Max(value.Length, 2 * last.Length)];
            }

            value.CopyTo(last);
            lastLength = value.Length;
        }
    }

    /// <summary>BYTE_STREAM_SPLIT: the first bytes of all values, then the second.</summary>
    public static void Split(ReadOnlySpan<byte> data, int width, int count, ParquetValues values)
    {
        Expect(width > 0 && (long)count * width <= data.Length);
        Span<byte> target = values.Fixed(count, width);
        for (int place = 0; place < width; place++)
        {
            ReadOnlySpan<byte> stream = data.Slice(place * count, count);
            for (int index = 0; index < count; index++)
            {
                target[(index * width) + place] = stream[index];
            }
        }
    }

    /// <summary>The widest number of bits for numbers up to a bound.</summary>
    public static int BitsFor(int most) => 32 - BitOperations.LeadingZeroCount((uint)most);

    private static void Unpack(ReadOnlySpan<byte> data, int bits, Span<int> numbers)
    {
        if (bits == 0)
        {
            numbers.Clear();
            return;
        }

        ulong mask = (1UL << bits) - 1;
        ulong held = 0;
        int heldBits = 0;
        int next = 0;
        for (int index = 0; index < numbers.Length; index++)
        {
            while (heldBits < bits)
            {
                held |= (ulong)data[next++] << heldBits;
                heldBits += 8;
            }

            numbers[index] = (int)(held & mask);
            held >>= bits;
            heldBits -= bits;
        }
    }

    private static ulong Bits(ReadOnlySpan<byte> data, long start, int count)
    {
        ulong value = 0;
        int done = 0;
        while (done < count)
        {
            long place = start + done;
            int shift = (int)(place & 7);
            int here = Math.Min(8 - shift, count - done);
            ulong part = ((ulong)data[(int)(place >> 3)] >> shift) & ((1UL << here) - 1);
            value |= part << done;
            done += here;
        }

        return value;
    }

    private static long Signed(ref ReadOnlySpan<byte> data)
    {
        ulong value = Unsigned(ref data);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static ulong Unsigned(ref ReadOnlySpan<byte> data)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            Expect(!data.IsEmpty);
            byte part = data[0];
            data = data[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException(Short);
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException(Short);
        }
    }
}
