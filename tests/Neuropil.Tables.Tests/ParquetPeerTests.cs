using System.Globalization;
using ParquetSharp;

namespace Neuropil.Tables.Tests;

/// <summary>Files that another library (Apache Arrow's C++, through ParquetSharp) writes, in every encoding and packing, against what was given to it.</summary>
public sealed class ParquetPeerTests : IDisposable
{
    private const int RowCount = 1000;
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<Compression, Encoding?, ParquetDataPageVersion> Shapes()
    {
        TheoryData<Compression, Encoding?, ParquetDataPageVersion> shapes = [];
        foreach (Compression compression in (Compression[])[Compression.Uncompressed, Compression.Snappy, Compression.Gzip, Compression.Brotli, Compression.Zstd, Compression.Lz4, Compression.Lz4Hadoop])
        {
            shapes.Add(compression, null, ParquetDataPageVersion.V1);
        }

        foreach (Encoding encoding in (Encoding[])[Encoding.Plain, Encoding.DeltaBinaryPacked, Encoding.DeltaByteArray, Encoding.DeltaLengthByteArray, Encoding.ByteStreamSplit])
        {
            shapes.Add(Compression.Snappy, encoding, ParquetDataPageVersion.V1);
            shapes.Add(Compression.Zstd, encoding, ParquetDataPageVersion.V2);
        }

        shapes.Add(Compression.Uncompressed, null, ParquetDataPageVersion.V2);
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_flat_type_is_read_exactly(Compression compression, Encoding? encoding, ParquetDataPageVersion version)
    {
        string path = Path.Combine(folder, "t.parquet");
        DateTime start = new(2021, 3, 1, 10, 0, 0, DateTimeKind.Utc);
        Given[] given =
        [
            Of("bool", row => row % 3 == 0, value => value ? "TRUE" : "FALSE", null),
            Of("int8", row => (sbyte)(row % 256 - 128), Plain, null),
            Of("uint8", row => (byte)(row % 256), Plain, null),
            Of("int16", row => (short)(row * 31 - 9000), Plain, null),
            Of("uint16", row => (ushort)(row * 65), Plain, null),
            Of("int32", row => row * 2_000_003 * (row % 2 == 0 ? 1 : -1), Plain, Encoding.DeltaBinaryPacked, Encoding.ByteStreamSplit),
            Of("uint32", row => uint.MaxValue - (uint)row, Plain, Encoding.DeltaBinaryPacked),
            Of("int64", row => 864_691_135_000_008_455L + (row * 7L), Plain, Encoding.DeltaBinaryPacked, Encoding.ByteStreamSplit),
            Of("uint64", row => ulong.MaxValue - (ulong)row, Plain, Encoding.DeltaBinaryPacked),
            Of("double", row => row / 7.0, Plain, Encoding.ByteStreamSplit),
            Of("float", row => row / 8f, Plain, Encoding.ByteStreamSplit),
            Of("text", row => $"cb{row % 17} µ{row}", value => value, Encoding.DeltaByteArray, Encoding.DeltaLengthByteArray),
            Of("guid", row => new Guid(row, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), value => value.ToString(), Encoding.DeltaByteArray),
            Of("date", row => new Date(18_000 + row), value => value.DateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Encoding.DeltaBinaryPacked),
            Of("millis", row => start.AddMilliseconds(row * 1001.0), Iso, Encoding.DeltaBinaryPacked) with { Type = LogicalType.Timestamp(true, TimeUnit.Millis) },
            Of("micros", row => start.AddTicks(row * 10_010L), Iso, Encoding.DeltaBinaryPacked) with { Type = LogicalType.Timestamp(true, TimeUnit.Micros) },
            Of("decimal", row => (row - 500) * 1.125m, value => (value / 1.000000000000m).ToString("0.############", CultureInfo.InvariantCulture), null) with { Type = LogicalType.Decimal(29, 3) },
            Of("maybeInt64", row => row % 5 == 0 ? (long?)null : 9_007_199_254_740_993L + row, value => value is long known ? Plain(known) : string.Empty, Encoding.DeltaBinaryPacked),
            Of("maybeDouble", row => row % 4 == 0 ? (double?)null : row * 0.1, value => value is double known ? Plain(known) : string.Empty, Encoding.ByteStreamSplit),
            Of("maybeText", row => row % 7 < 5 ? null! : $"t{row % 3}", value => value ?? string.Empty, Encoding.DeltaByteArray),
        ];
        Write(path, given, compression, encoding, version);
        using TableSource source = TableSource.Open(new TableRequest(path));
        Assert.Equal(given.Select(column => column.Name), source.Columns);
        foreach (int rows in (int[])[TableSource.RowsPerChunk, 77])
        {
            int first = 0;
            foreach (Table chunk in source.Chunks(rowCount: rows))
            {
                foreach (Given column in given)
                {
                    for (int row = 0; row < chunk.RowCount; row++)
                    {
                        Assert.Equal(column.Text(first + row), chunk[column.Name].Text(row));
                    }
                }

                first += chunk.RowCount;
            }

            Assert.Equal(RowCount, first);
        }
    }

    [Fact]
    public void A_changed_byte_of_a_page_with_a_checksum_is_refused()
    {
        string path = Path.Combine(folder, "t.parquet");
        Given[] given = [Of("double", row => row / 7.0, Plain, null)];
        Write(path, given, Compression.Uncompressed, Encoding.Plain, ParquetDataPageVersion.V1);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (int place in (int[])[100, 500, 2000, 3900])
        {
            byte[] changed = [.. bytes];
            changed[place] ^= 4;
            File.WriteAllBytes(path, changed);
            using TableSource source = TableSource.Open(new TableRequest(path));
            Assert.Contains("column 'double' cannot be read: it has a page whose checksum does not fit", Assert.Throws<TableException>(() => source.Read()).Message, StringComparison.Ordinal);
        }
    }

    private static void Write(string path, Given[] given, Compression compression, Encoding? encoding, ParquetDataPageVersion version)
    {
        using WriterPropertiesBuilder builder = new();
        builder.Compression(compression).DataPageVersion(version).EnablePageChecksum().DataPagesize(512).WriteBatchSize(64);
        foreach (Given column in given)
        {
            if (encoding is Encoding chosen && (chosen == Encoding.Plain || column.Encodings.Contains(chosen)))
            {
                builder.DisableDictionary(column.Name).Encoding(column.Name, chosen);
            }
        }

        using WriterProperties properties = builder.Build();
        using ParquetFileWriter writer = new(path, [.. given.Select(column => column.Column())], properties, null);
        foreach ((int start, int count) in (ReadOnlySpan<(int, int)>)[(0, 300), (300, 1), (301, RowCount - 301)])
        {
            using RowGroupWriter group = writer.AppendRowGroup();
            foreach (Given column in given)
            {
                column.WriteTo(group.NextColumn(), start, count);
            }
        }

        writer.Close();
    }

    private static string Plain<T>(T value)
        where T : IFormattable
        => value is float single ? ((double)single).ToString(CultureInfo.InvariantCulture) : value.ToString(null, CultureInfo.InvariantCulture);

    private static string Iso(DateTime value)
        => value.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.') is var text && text.Length < 19 ? text.PadRight(19, '0') : text;

    private static Given Of<T>(string name, Func<int, T> value, Func<T, string> text, params Encoding?[]? encodings)
        => new(
            name,
            row => text(value(row)),
            type => new Column<T>(name, type),
            (column, start, count) =>
            {
                using LogicalColumnWriter<T> writer = column.LogicalWriter<T>();
                writer.WriteBatch([.. Enumerable.Range(start, count).Select(value)]);
            },
            [.. (encodings ?? []).OfType<Encoding>()]);

    private sealed record Given(string Name, Func<int, string> Text, Func<LogicalType?, Column> Make, Action<ColumnWriter, int, int> WriteTo, IReadOnlyList<Encoding> Encodings)
    {
        public LogicalType? Type { get; init; }

        public Column Column() => Make(Type);
    }
}
