using System.IO.Compression;
using System.Text;
using CsCheck;
using Neuropil.Numerics;
using Neuropil.Tests;

namespace Neuropil.Tables.Tests;

/// <summary>Runs alone, since it counts what the process allocates.</summary>
[CollectionDefinition(nameof(HostileTests), DisableParallelization = true)]
public sealed class HostileCollection;

/// <summary>Damaged and hostile files: refused by name within limits, or read; never a crash, a hang or a library's own exception.</summary>
[Collection(nameof(HostileTests))]
public sealed class HostileTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(Repository.Root, "tests", "fixtures");
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("flip1-54.parquet", "is a damaged Parquet file: it ends too early")]
    [InlineData("flip1-58.parquet", "is a damaged Parquet file: column '")]
    [InlineData("typed-rows968-i31.parquet", "is a damaged Parquet file: column 'SynArea' has 2147483647 values in a row group of 49 rows")]
    [InlineData("typed-rows968-neg.parquet", "is a damaged Parquet file: column 'SynArea' has -1 values in a row group of 49 rows")]
    [InlineData("bad-crc.xlsx", "the checksum of the part xl/worksheets/sheet1.xml does not fit its content")]
    [InlineData("refrow2-neg.xlsx", "row 2: the workbook is damaged after this row: a cell of row 2 has the reference '-1'")]
    public void Damaged_files_are_refused_by_name_and_place(string file, string message)
        => Assert.Contains(message, Assert.Throws<TableException>(() => ReadAll(Path.Combine(Fixtures, "tables-hostile", file))).Message, StringComparison.Ordinal);

    [Fact]
    public void Escape_sequences_are_shown_as_codes()
    {
        using TableSource source = TableSource.Open(new TableRequest(Path.Combine(Fixtures, "tables-hostile", "ansi.csv")));
        source.Read()["SynArea"].Number(0, out CellFault? fault);
        Assert.DoesNotContain('\u001B', fault!.Found);
        Assert.Contains("\\u001B", fault.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tables/141-pq-nan-boutonvolume/new.parquet", 200)]
    [InlineData("tables/124-pq-uuid-blob-extra/new.parquet", 200)]
    [InlineData("tables/09-hidden-sheet-first/new.xlsx", 150)]
    [InlineData("tables/58-xls-error-and-formula/new.xls", 300)]
    [InlineData("tables/97-r-write-csv2/new.csv", 300)]
    [InlineData("tables-hostile/typed-rows968-i31.parquet", 100)]
    public void Altered_files_are_read_or_refused_by_name(string file, int count)
    {
        byte[] original = File.ReadAllBytes(Path.Combine(Fixtures, file));
        string path = Path.Combine(folder, "altered" + Path.GetExtension(file));
        Gen<(int, byte)[]> flips = Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Array[1, 6];
        Gen<int> lengths = Gen.Frequency((4, Gen.Const(original.Length)), (1, Gen.Int[0, original.Length]));
        Gen.Select(flips, lengths).Sample(
            (changes, length) =>
            {
                byte[] bytes = [.. original];
                foreach ((int place, byte value) in changes)
                {
                    bytes[place] = value;
                }

                File.WriteAllBytes(path, bytes[..length]);
                IsReadOrRefused(path);
            },
            iter: count,
            threads: 1);
    }

    [Fact]
    public void A_flipped_byte_of_an_xlsx_never_gives_other_values()
    {
        string file = Path.Combine(Fixtures, "tables", "20-x000D-escape", "new.xlsx");
        byte[] original = File.ReadAllBytes(file);
        string expected = TextOf(file);
        string path = Path.Combine(folder, "flipped.xlsx");
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Int[0, 7]).Sample(
            (place, bit) =>
            {
                byte[] bytes = [.. original];
                bytes[place] ^= (byte)(1 << bit);
                File.WriteAllBytes(path, bytes);
                string? text = IsReadOrRefused(path);
                Assert.True(text is null || text == expected, FormattableString.Invariant($"bit {bit} of byte {place} gave other values"));
            },
            iter: 250,
            threads: 1);
    }

    [Fact]
    public void A_gz_file_is_read_and_refused_where_it_is_cut_or_changed()
    {
        byte[] text = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 500).Select(row => FormattableString.Invariant($"{row},{row * 7 % 13}\n"))));
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(text);
        }

        byte[] whole = packed.ToArray();
        string path = Path.Combine(folder, "t.csv.gz");
        File.WriteAllBytes(path, whole);
        Assert.Equal(500, ReadAll(path).RowCount);
        for (int cut = 1; cut <= 12; cut++)
        {
            File.WriteAllBytes(path, whole[..^cut]);
            Assert.Throws<TableException>(() => ReadAll(path));
        }

        for (int place = 10; place < whole.Length; place++)
        {
            byte[] bytes = [.. whole];
            bytes[place] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            Assert.Throws<TableException>(() => ReadAll(path));
        }
    }

    [Fact]
    public void Packed_workbooks_and_Parquet_files_are_read_too()
    {
        foreach (string file in (string[])["20-x000D-escape/new.xlsx", "58-xls-error-and-formula/new.xls", "113-pq-int8-extra/new.parquet"])
        {
            string source = Path.Combine(Fixtures, "tables", file);
            string path = Path.Combine(folder, Path.GetFileName(source) + ".gz");
            using (FileStream target = File.Create(path))
            using (GZipStream packed = new(target, CompressionLevel.Fastest))
            {
                packed.Write(File.ReadAllBytes(source));
            }

            Assert.Equal(TextOf(source), TextOf(path));
        }
    }

    [Fact]
    public void Endless_rows_cells_and_columns_are_refused_within_a_gigabyte()
    {
        Refused("row.csv", stream => Repeat(stream, "a,b\n1,\"", "x", 40_000_000), "row 2");
        Refused("columns.csv", stream => Repeat(stream, string.Empty, "1,", 1_000_000), "at most 16384 columns");
        Refused("line.csv", stream => Repeat(stream, "a\n", "y", 100_000_000), "row 2");
    }

    [Fact]
    public void Workbooks_that_unpack_without_end_are_refused()
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Refused("cell.xlsx", stream => Workbook(stream, part => Repeat(part, $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", "x", 100_000_000)), "characters");
        Refused("deep.xlsx", stream => Workbook(stream, part => Repeat(part, $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">", "<c>", 5_000_000)), "nested deeper");
        Refused("rows.xlsx", stream => Workbook(stream, part => Repeat(part, $"<worksheet xmlns=\"{Main}\"><sheetData>", "<row><c><v>1</v></c></row>", 12_000_000)), "workbook");
    }

    [Fact]
    public void Reading_stops_at_an_interrupt()
    {
        string path = Path.Combine(folder, "long.csv");
        using (FileStream stream = File.Create(path))
        {
            Repeat(stream, "a,b\n", "1.25,x\n", 2_000_000);
        }

        using CancellationTokenSource interrupt = new();
        using TableSource source = TableSource.Open(new TableRequest(path));
        IEnumerator<Table> chunks = source.Chunks(execution: Execution.With(cancellation: interrupt.Token)).GetEnumerator();
        Assert.True(chunks.MoveNext());
        interrupt.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => chunks.MoveNext());
    }

    private void Refused(string name, Action<Stream> write, string message)
    {
        string path = Path.Combine(folder, name);
        using (FileStream stream = File.Create(path))
        {
            write(stream);
        }

        long before = GC.GetTotalAllocatedBytes();
        string told = Assert.Throws<TableException>(() => ReadAll(path)).Message;
        Assert.Contains(message, told, StringComparison.Ordinal);
        Assert.True(told.Length < 1000, told);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 1L << 30, "more than a gigabyte was allocated");
        File.Delete(path);
    }

    private static void Workbook(Stream stream, Action<Stream> sheet)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add("xl/workbook.xml", part => part.Write("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"u8));
        Add("xl/_rels/workbook.xml.rels", part => part.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"s.xml\"/></Relationships>"u8));
        Add("xl/s.xml", sheet);

        void Add(string name, Action<Stream> write)
        {
            using Stream part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            write(part);
        }
    }

    private static void Repeat(Stream stream, string start, string piece, int count)
    {
        stream.Write(Encoding.UTF8.GetBytes(start));
        byte[] block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1000)));
        for (int written = 0; written < count; written += 1000)
        {
            stream.Write(block);
        }
    }

    private static Table ReadAll(string path)
    {
        using TableSource source = TableSource.Open(new TableRequest(path));
        return source.Read();
    }

    private static string TextOf(string path)
    {
        using MemoryStream stream = new();
        ReadAll(path).WriteCsv(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The content; null where the file is refused in words of ours.</summary>
    private static string? IsReadOrRefused(string path)
    {
        long before = GC.GetTotalAllocatedBytes();
        string? text = null;
        try
        {
            text = TextOf(path);
        }
        catch (TableException exception)
        {
            Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        }

        Assert.True(GC.GetTotalAllocatedBytes() - before < 1L << 30, "more than a gigabyte was allocated");
        return text;
    }
}
