using System.Buffers.Binary;
using System.Globalization;

namespace Neuropil.Tables;

/// <summary>
/// The footer of a Parquet file (parquet.thrift: FileMetaData): its flat columns and where they stand. Counts and places are checked against
/// each other and against the file.
/// </summary>
internal sealed class ParquetFooter
{
    private readonly List<ParquetColumn> columns = [];
    private readonly List<string> nested = [];
    private readonly List<(long Rows, ParquetChunk[] Chunks)> groups = [];
    private int leafCount;

    private ParquetFooter()
    {
    }

    /// <summary>The columns that are one value a row.</summary>
    public IReadOnlyList<ParquetColumn> Columns => columns;

    /// <summary>The names of lists, maps and structures, which are no columns.</summary>
    public IReadOnlyList<string> Nested => nested;

    public IReadOnlyList<(long Rows, ParquetChunk[] Chunks)> Groups => groups;

    public long RowCount { get; private set; }

    /// <exception cref="InvalidDataException">The footer is damaged.</exception>
    public static ParquetFooter Read(Stream file)
    {
        const int Tail = 8;
        long length = file.Length;
        Span<byte> tail = stackalloc byte[Tail];
        if (length < 12)
        {
            throw new InvalidDataException("it is shorter than a footer");
        }

        file.Position = length - Tail;
        file.ReadExactly(tail);
        if (tail[4..].SequenceEqual("PARE"u8))
        {
            throw new InvalidDataException("its footer is encrypted");
        }

        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual("PAR1"u8))
        {
            throw new InvalidDataException("it does not end as a Parquet file does: it is cut off");
        }

        if (size > length - 12 || size > TableLimits.ParquetFooterBytes)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its footer is said to have {size} bytes, of {length} of the file"));
        }

        byte[] bytes = new byte[size];
        file.Position = length - Tail - size;
        file.ReadExactly(bytes);
        ParquetFooter footer = new();
        ThriftReader reader = new(bytes);
        footer.ReadFile(ref reader);
        footer.Check(length - Tail - size);
        return footer;
    }

    private void ReadFile(ref ThriftReader reader)
    {
        int number = 0;
        for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
        {
            switch (number)
            {
                case 2 when type == ThriftReader.List:
                    ReadSchema(ref reader);
                    break;
                case 3 when type == 6:
                    RowCount = reader.Integer();
                    break;
                case 4 when type == ThriftReader.List:
                    int count = reader.ListCount(out int element);
                    Expect(element == ThriftReader.Struct, "the row groups are no structures");
                    for (int group = 0; group < count; group++)
                    {
                        groups.Add(ReadGroup(ref reader));
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private void ReadSchema(ref ThriftReader reader)
    {
        int count = reader.ListCount(out int type);
        Expect(type == ThriftReader.Struct && count > 0 && leafCount == 0, "the schema is no list of structures");
        Expect(count <= 4 * TableLimits.Columns, string.Create(CultureInfo.InvariantCulture, $"the schema has {count} elements, beyond {4 * TableLimits.Columns}"));
        Element[] elements = new Element[count];
        for (int index = 0; index < count; index++)
        {
            elements[index] = ReadElement(ref reader);
        }

        int next = 1;
        for (int child = 0; child < elements[0].Children; child++)
        {
            Expect(next < count, "the schema has fewer elements than it says");
            Element element = elements[next++];
            if (element.Children == 0 && element.Repetition != 2)
            {
                columns.Add(Column(element, leafCount++));
            }
            else
            {
                nested.Add(element.Name);
                next = SkipChildren(elements, next, element, 1);
            }
        }

        Expect(next == count, "the schema has more elements than it says");
    }

    private int SkipChildren(Element[] elements, int next, Element parent, int depth)
    {
        Expect(depth < TableLimits.ParquetDepth, string.Create(CultureInfo.InvariantCulture, $"its schema is nested deeper than {TableLimits.ParquetDepth}"));
        if (parent.Children == 0)
        {
            leafCount++;
            return next;
        }

        for (int child = 0; child < parent.Children; child++)
        {
            Expect(next < elements.Length, "the schema has fewer elements than it says");
            Element element = elements[next];
            next = SkipChildren(elements, next + 1, element, depth + 1);
        }

        return next;
    }

    private static ParquetColumn Column(Element element, int leaf)
    {
        Expect(Enum.IsDefined((ParquetType)element.Type), string.Create(CultureInfo.InvariantCulture, $"column '{element.Name}' has the type {element.Type}"));
        ParquetType type = (ParquetType)element.Type;
        Expect(
            type != ParquetType.FixedLengthByteArray || element.Length is > 0 and <= TableLimits.CellBytes,
            string.Create(CultureInfo.InvariantCulture, $"values of the column '{element.Name}' have {element.Length} bytes"));
        bool fits = element.Meaning switch
        {
            ParquetMeaning.Unsigned => type is ParquetType.Int32 or ParquetType.Int64,
            ParquetMeaning.Decimal => type is not (ParquetType.Boolean or ParquetType.Float or ParquetType.Double or ParquetType.Int96) && element.Scale is >= 0 and <= 1000,
            ParquetMeaning.Date or ParquetMeaning.TimeMillis => type == ParquetType.Int32,
            ParquetMeaning.TimeMicros or ParquetMeaning.TimeNanos or ParquetMeaning.TimestampMillis or ParquetMeaning.TimestampMicros or ParquetMeaning.TimestampNanos => type == ParquetType.Int64,
            ParquetMeaning.Uuid => type == ParquetType.FixedLengthByteArray && element.Length == 16,
            ParquetMeaning.Half => type == ParquetType.FixedLengthByteArray && element.Length == 2,
            ParquetMeaning.Text => type is ParquetType.ByteArray or ParquetType.FixedLengthByteArray,
            _ => true,
        };
        return new ParquetColumn(element.Name, leaf, type, fits ? element.Meaning : ParquetMeaning.Plain, element.Repetition == 1, element.Length, element.Scale);
    }

    private static Element ReadElement(ref ThriftReader reader)
    {
        Element element = new() { Type = -1, Name = string.Empty };
        int number = 0;
        for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
        {
            switch (number)
            {
                case 1:
                    element.Type = reader.Int32();
                    break;
                case 2:
                    element.Length = reader.Int32();
                    break;
                case 3:
                    element.Repetition = reader.Int32();
                    break;
                case 4 when type == ThriftReader.Binary:
                    element.Name = reader.Text();
                    break;
                case 5:
                    element.Children = reader.Int32();
                    Expect(element.Children >= 0, "an element of the schema has a negative number of children");
                    break;
                case 6:
                    element.Meaning = element.Meaning == ParquetMeaning.Plain ? Converted(reader.Int32()) : Ignored(reader.Int32(), element.Meaning);
                    break;
                case 7:
                    element.Scale = reader.Int32();
                    break;
                case 10 when type == ThriftReader.Struct:
                    ParquetMeaning logical = Logical(ref reader);
                    element.Meaning = logical == ParquetMeaning.Plain ? element.Meaning : logical;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    private static ParquetMeaning Ignored(int converted, ParquetMeaning meaning) => converted == int.MinValue ? ParquetMeaning.Plain : meaning;

    private static ParquetMeaning Converted(int type)
        => type switch
        {
            0 or 4 or 19 => ParquetMeaning.Text,
            5 => ParquetMeaning.Decimal,
            6 => ParquetMeaning.Date,
            7 => ParquetMeaning.TimeMillis,
            8 => ParquetMeaning.TimeMicros,
            9 => ParquetMeaning.TimestampMillis,
            10 => ParquetMeaning.TimestampMicros,
            >= 11 and <= 14 => ParquetMeaning.Unsigned,
            _ => ParquetMeaning.Plain,
        };

    /// <summary>The union LogicalType: which member is set, and the unit or sign in it.</summary>
    private static ParquetMeaning Logical(ref ThriftReader reader)
    {
        ParquetMeaning meaning = ParquetMeaning.Plain;
        int number = 0;
        reader.Enter();
        for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
        {
            int member = number;
            if (type != ThriftReader.Struct)
            {
                reader.Skip(type);
                continue;
            }

            int unit = 0;
            bool isSigned = true;
            int inner = 0;
            for (int field; (field = reader.Field(ref inner)) != ThriftReader.Stop;)
            {
                if (inner == 2 && field == ThriftReader.Struct && member is 7 or 8)
                {
                    int unitNumber = 0;
                    for (int unitType; (unitType = reader.Field(ref unitNumber)) != ThriftReader.Stop;)
                    {
                        unit = unitNumber;
                        reader.Skip(unitType);
                    }
                }
                else
                {
                    isSigned &= !(member == 10 && inner == 2 && field == ThriftReader.False);
                    reader.Skip(field);
                }
            }

            meaning = member switch
            {
                1 or 4 or 12 => ParquetMeaning.Text,
                5 => ParquetMeaning.Decimal,
                6 => ParquetMeaning.Date,
                7 => unit switch { 1 => ParquetMeaning.TimeMillis, 2 => ParquetMeaning.TimeMicros, _ => ParquetMeaning.TimeNanos },
                8 => unit switch { 1 => ParquetMeaning.TimestampMillis, 2 => ParquetMeaning.TimestampMicros, _ => ParquetMeaning.TimestampNanos },
                10 => isSigned ? ParquetMeaning.Plain : ParquetMeaning.Unsigned,
                14 => ParquetMeaning.Uuid,
                15 => ParquetMeaning.Half,
                _ => ParquetMeaning.Plain,
            };
        }

        reader.Leave();
        return meaning;
    }

    private (long, ParquetChunk[]) ReadGroup(ref ThriftReader reader)
    {
        List<ParquetChunk> chunks = [];
        long rows = -1;
        int number = 0;
        for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
        {
            if (number == 1 && type == ThriftReader.List)
            {
                int count = reader.ListCount(out int element);
                Expect(element == ThriftReader.Struct && chunks.Count == 0, "the columns of a row group are no structures");
                for (int index = 0; index < count; index++)
                {
                    chunks.Add(ReadChunk(ref reader));
                }
            }
            else if (number == 3 && type == 6)
            {
                rows = reader.Integer();
            }
            else
            {
                reader.Skip(type);
            }
        }

        return (rows, [.. chunks]);
    }

    private static ParquetChunk ReadChunk(ref ThriftReader reader)
    {
        ParquetChunk chunk = default;
        bool hasData = false;
        int number = 0;
        for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
        {
            if (number == 1 && type == ThriftReader.Binary)
            {
                Expect(reader.Bytes().IsEmpty, "a column stands in another file");
            }
            else if (number == 3 && type == ThriftReader.Struct)
            {
                chunk = ReadMeta(ref reader);
                hasData = true;
            }
            else
            {
                reader.Skip(type);
            }
        }

        Expect(hasData, "a column of a row group has no metadata");
        return chunk;
    }

    private static ParquetChunk ReadMeta(ref ThriftReader reader)
    {
        int stored = -1;
        int codec = -1;
        long values = -1;
        long length = -1;
        long data = -1;
        long dictionary = 0;
        int number = 0;
        for (int type; (type = reader.Field(ref number)) != ThriftReader.Stop;)
        {
            switch (number)
            {
                case 1:
                    stored = reader.Int32();
                    break;
                case 4:
                    codec = reader.Int32();
                    break;
                case 5:
                    values = reader.Integer();
                    break;
                case 7:
                    length = reader.Integer();
                    break;
                case 9:
                    data = reader.Integer();
                    break;
                case 11:
                    dictionary = reader.Integer();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new ParquetChunk((ParquetType)stored, codec, values, dictionary > 0 && dictionary < data ? dictionary : data, length);
    }

    private void Check(long end)
    {
        Expect(leafCount > 0 || groups.Count == 0, "it has no schema");
        long rows = 0;
        foreach ((long count, ParquetChunk[] chunks) in groups)
        {
            Expect(count >= 0 && count <= long.MaxValue - rows, string.Create(CultureInfo.InvariantCulture, $"a row group has {count} rows"));
            rows += count;
            Expect(chunks.Length == leafCount, string.Create(CultureInfo.InvariantCulture, $"a row group has {chunks.Length} columns, the schema {leafCount}"));
            foreach (ParquetColumn column in columns)
            {
                ParquetChunk chunk = chunks[column.Leaf];
                Expect(chunk.Type == column.Type, $"column '{column.Name}' is of one type in the schema and of another in a row group");
                Expect(
                    chunk.ValueCount == count,
                    string.Create(CultureInfo.InvariantCulture, $"column '{column.Name}' has {chunk.ValueCount} values in a row group of {count} rows"));
                Expect(
                    chunk.Start >= 4 && chunk.Length >= 0 && chunk.Start <= end && chunk.Length <= end - chunk.Start,
                    string.Create(CultureInfo.InvariantCulture, $"column '{column.Name}' stands at {chunk.Start} with {chunk.Length} bytes, outside the file"));
            }
        }

        Expect(rows == RowCount, string.Create(CultureInfo.InvariantCulture, $"it has {RowCount} rows and its row groups {rows}"));
        Expect(rows <= int.MaxValue - 2, string.Create(CultureInfo.InvariantCulture, $"it has {rows} rows, beyond {int.MaxValue - 2}"));
    }

    private static void Expect(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException(fault);
        }
    }

    private struct Element
    {
        public int Type;
        public int Length;
        public int Repetition;
        public string Name;
        public int Children;
        public int Scale;
        public ParquetMeaning Meaning;
    }
}
