using System.Buffers;
using System.Globalization;

namespace Neuropil.Tables;

/// <summary>Walks through the pages of one column, row group by row group.</summary>
internal sealed class ParquetCursor(Stream file, ParquetFooter footer, ParquetColumn column, ParquetBudget budget)
{
    private const int HeaderBytes = 256;
    private const int LongestHeader = 1 << 20;
    private readonly ParquetValues plain = new(budget);
    private ParquetValues? dictionary;
    private int[] indices = [];
    private int[] levels = [];
    private bool usesDictionary;
    private int nextGroup;
    private long place;
    private long end;
    private int codec;
    private long groupRows;
    private int pageRows;
    private int pageRow;
    private int pageValue;

    /// <summary>Hands the next values to a sink.</summary>
    /// <exception cref="InvalidDataException">The pages are damaged.</exception>
    public void Read(int count, ParquetSink sink)
    {
        while (count > 0)
        {
            if (pageRow == pageRows)
            {
                NextPage();
                continue;
            }

            int here = Math.Min(count, pageRows - pageRow);
            for (int row = pageRow; row < pageRow + here; row++)
            {
                if (column.IsOptional && levels[row] == 0)
                {
                    sink.AddMissing();
                }
                else
                {
                    sink.Add(usesDictionary ? dictionary![indices[pageValue]] : plain[pageValue]);
                    pageValue++;
                }
            }

            pageRow += here;
            count -= here;
        }
    }

    private void NextPage()
    {
        while (groupRows == 0)
        {
            (long rows, ParquetChunk[] chunks) = footer.Groups[nextGroup++];
            ParquetChunk chunk = chunks[column.Leaf];
            (place, end, codec, groupRows, dictionary) = (chunk.Start, chunk.Start + chunk.Length, chunk.Codec, rows, null);
        }

        PageHeader header = ReadHeader();
        CheckLengths(header);
        byte[] unpacked = ArrayPool<byte>.Shared.Rent(Math.Max(1, header.Length));
        try
        {
            TakePage(header, ReadPage(header, unpacked.AsSpan(0, header.Length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unpacked);
        }
    }

    private void TakePage(PageHeader header, ReadOnlySpan<byte> page)
    {
        switch (header.Kind)
        {
            case 0:
                TakeValues(header, Version1(header, page));
                break;
            case 2:
                Expect(dictionary is null && header.Encoding is 0 or 2, "has two dictionaries");
                Expect(header.ValueCount >= 0, "has a dictionary of a negative number of values");
                dictionary = new ParquetValues(budget);
                ParquetDecoding.Plain(page, column.Type, column.Width, header.ValueCount, dictionary);
                break;
            case 3:
                TakeValues(header, page);
                break;
            default:
                break;
        }
    }

    /// <summary>The first version packs levels and values together; the length of the levels stands before them.</summary>
    private ReadOnlySpan<byte> Version1(PageHeader header, ReadOnlySpan<byte> page)
    {
        ExpectRows(header);
        if (!column.IsOptional)
        {
            return page;
        }

        Expect(header.LevelEncoding == 3, "has levels in an encoding that is not supported");
        Expect(page.Length >= 4, "has a page without levels");
        int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(page);
        Expect(length >= 0 && length <= page.Length - 4, "has levels longer than their page");
        ReadLevels(page.Slice(4, length), header.ValueCount);
        return page[(4 + length)..];
    }

    private void ReadLevels(ReadOnlySpan<byte> data, int count)
    {
        if (levels.Length < count)
        {
            budget.Take(4L * (count - levels.Length));
            levels = new int[count];
        }

        ParquetDecoding.Runs(data, 1, levels.AsSpan(0, count));
    }

    private void TakeValues(PageHeader header, ReadOnlySpan<byte> data)
    {
        ExpectRows(header);
        int present = header.ValueCount;
        if (column.IsOptional)
        {
            present = 0;
            foreach (int level in levels.AsSpan(0, header.ValueCount))
            {
                present += level;
            }
        }

        usesDictionary = header.Encoding is 2 or 8;
        if (usesDictionary)
        {
            TakeIndices(data, present);
        }
        else
        {
            Decode(header.Encoding, data, present);
        }

        (pageRows, pageRow, pageValue) = (header.ValueCount, 0, 0);
        groupRows -= header.ValueCount;
    }

    private void TakeIndices(ReadOnlySpan<byte> data, int present)
    {
        if (present == 0)
        {
            return;
        }

        Expect(dictionary is not null, "has no dictionary");
        Expect(!data.IsEmpty, "has a page without values");
        if (indices.Length < present)
        {
            budget.Take(4L * (present - indices.Length));
            indices = new int[present];
        }

        Span<int> found = indices.AsSpan(0, present);
        ParquetDecoding.Runs(data[1..], data[0], found);
        uint most = (uint)dictionary!.Count;
        foreach (int index in found)
        {
            Expect((uint)index < most, "names a value that its dictionary does not have");
        }
    }

    private void Decode(int encoding, ReadOnlySpan<byte> data, int present)
    {
        switch (encoding)
        {
            case 0:
                ParquetDecoding.Plain(data, column.Type, column.Width, present, plain);
                break;
            case 3 when column.Type == ParquetType.Boolean:
                Expect(data.Length >= 4, "has a page without values");
                int[] truths = new int[present];
                ParquetDecoding.Runs(data[4..], 1, truths);
                Span<byte> bytes = plain.Fixed(present, 1);
                for (int index = 0; index < present; index++)
                {
                    bytes[index] = (byte)truths[index];
                }

                break;
            case 5 when column.Type is ParquetType.Int32 or ParquetType.Int64:
                long[] numbers = new long[present];
                ParquetDecoding.Deltas(data, present, numbers);
                Span<byte> target = plain.Fixed(present, column.Width);
                for (int index = 0; index < present; index++)
                {
                    if (column.Width == 4)
                    {
                        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(target[(4 * index)..], unchecked((int)numbers[index]));
                    }
                    else
                    {
                        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(target[(8 * index)..], numbers[index]);
                    }
                }

                break;
            case 6 when column.Type == ParquetType.ByteArray:
                ParquetDecoding.LengthsThenBytes(data, present, plain);
                break;
            case 7 when column.Type is ParquetType.ByteArray or ParquetType.FixedLengthByteArray:
                ParquetDecoding.Prefixed(data, present, plain);
                for (int index = 0; index < present && column.Width > 0; index++)
                {
                    Expect(plain[index].Length == column.Width, "has a value of another length than it says");
                }

                break;
            case 9:
                ParquetDecoding.Split(data, column.Width, present, plain);
                break;
            default:
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it has values in the encoding {encoding}, which is not supported"));
        }
    }

    private PageHeader ReadHeader()
    {
        Expect(place < end, "has fewer values than it says");
        for (int length = HeaderBytes; ; length = Math.Min(16 * length, LongestHeader))
        {
            int here = (int)Math.Min(length, end - place);
            byte[] bytes = ArrayPool<byte>.Shared.Rent(here);
            try
            {
                file.Position = place;
                file.ReadExactly(bytes, 0, here);
                ThriftReader reader = new(bytes.AsSpan(0, here));
                PageHeader header = PageHeader.Read(ref reader);
                place += reader.Place;
                return header;
            }
            catch (EndOfStreamException) when (here == length && length < LongestHeader)
            {
                // The header is longer than what was looked at.
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private void CheckLengths(PageHeader header)
    {
        Expect(header.PackedLength >= 0 && header.PackedLength <= end - place, "has a page that is longer than the column");
        Expect(
            header.Length >= 0 && header.Length <= TableLimits.ParquetPageBytes && (header.Length <= TableLimits.ParquetPageFreely || header.Length / TableLimits.UnpackedRatio <= header.PackedLength),
            string.Create(CultureInfo.InvariantCulture, $"has a page that unpacks to {header.Length} bytes, beyond what is allowed"));
    }

    private ReadOnlySpan<byte> ReadPage(PageHeader header, Span<byte> target)
    {
        byte[] packed = ArrayPool<byte>.Shared.Rent(Math.Max(1, header.PackedLength));
        try
        {
            file.Position = place;
            file.ReadExactly(packed, 0, header.PackedLength);
            place += header.PackedLength;
            ReadOnlySpan<byte> content = packed.AsSpan(0, header.PackedLength);
            if (header.Crc is uint crc)
            {
                Crc32 found = new();
                found.Add(content);
                Expect(found.Value == crc, "has a page whose checksum does not fit");
            }

            if (header.Kind != 3)
            {
                ParquetUnpacking.Unpack(codec, content, target);
                return target;
            }

            // The second version leaves the levels unpacked before the values.
            ExpectRows(header);
            int levelBytes = checked(header.LevelLength + header.RepetitionLength);
            Expect(header.RepetitionLength == 0 && header.LevelLength >= 0 && levelBytes <= header.PackedLength && levelBytes <= header.Length, "has levels longer than their page");
            if (column.IsOptional)
            {
                ReadLevels(content[..levelBytes], header.ValueCount);
            }

            ParquetUnpacking.Unpack(header.IsPacked && header.Length > levelBytes ? codec : 0, content[levelBytes..], target[levelBytes..]);
            return target[levelBytes..];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private void ExpectRows(PageHeader header)
        => Expect(
            header.ValueCount >= 0 && header.ValueCount <= groupRows,
            string.Create(CultureInfo.InvariantCulture, $"has a page of {header.ValueCount} values where {groupRows} are left in the row group"));

    private void Expect(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException("it " + fault);
        }
    }

    private sealed class PageHeader
    {
        public int Kind { get; private set; } = -1;

        public int Length { get; private set; } = -1;

        public int PackedLength { get; private set; } = -1;

        public uint? Crc { get; private set; }

        public int ValueCount { get; private set; } = -1;

        public int Encoding { get; private set; } = -1;

        public int LevelEncoding { get; private set; } = -1;

        public int LevelLength { get; private set; }

        public int RepetitionLength { get; private set; }

        public bool IsPacked { get; private set; } = true;

        public static PageHeader Read(ref ThriftReader reader)
        {
            PageHeader header = new();
            int number = 0;
            for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
            {
                switch (number)
                {
                    case 1:
                        header.Kind = reader.Int32();
                        break;
                    case 2:
                        header.Length = reader.Int32();
                        break;
                    case 3:
                        header.PackedLength = reader.Int32();
                        break;
                    case 4:
                        header.Crc = unchecked((uint)reader.Int32());
                        break;
                    case 5 or 7 or 8 when type == ThriftReader.Struct:
                        header.ReadInner(ref reader, number);
                        break;
                    default:
                        reader.Skip(type);
                        break;
                }
            }

            return header;
        }

        private void ReadInner(ref ThriftReader reader, int kind)
        {
            int number = 0;
            for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
            {
                if (type is ThriftReader.True or ThriftReader.False)
                {
                    IsPacked = kind != 8 || number != 7 ? IsPacked : type == ThriftReader.True;
                }
                else if (type != 5)
                {
                    reader.Skip(type);
                }
                else
                {
                    Take(kind, number, reader.Int32());
                }
            }
        }

        private void Take(int kind, int number, int value)
        {
            switch ((kind, number))
            {
                case (_, 1):
                    ValueCount = value;
                    break;
                case (5 or 7, 2) or (8, 4):
                    Encoding = value;
                    break;
                case (5, 3):
                    LevelEncoding = value;
                    break;
                case (8, 5):
                    LevelLength = value;
                    break;
                case (8, 6):
                    RepetitionLength = value;
                    break;
                default:
                    break;
            }
        }
    }
}
