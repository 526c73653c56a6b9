using System.Globalization;
using System.Text;
using CsCheck;

namespace Neuropil.Tables.Tests;

public sealed class WritingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Bytes_do_not_depend_on_how_the_rows_were_cut(string format)
    {
        Table table = Sample(300_000);
        byte[] whole = Written(format, [table]);
        int[] cuts = [0, 1, 77_777, 131_072, 200_000, 300_000];
        byte[] cut = Written(format, cuts.Zip(cuts.Skip(1)).Select(range => table.Take([.. Enumerable.Range(range.First, range.Second - range.First)])));
        Assert.Equal(whole, cut);
    }

    [Fact]
    public void What_is_written_as_Parquet_is_read_back_bit_for_bit()
    {
        string path = Path.Combine(folder, "t.parquet");
        Table table = Sample(140_000);
        table.WriteParquet(path);
        using TableSource source = TableSource.Open(new TableRequest(path));
        Table read = source.Read();
        Assert.Equal(table.Texts("text"), read.Texts("text"));
        Assert.Equal(table.Integers("whole"), read.Integers("whole"));
        double[] numbers = read.Numbers("number");
        Assert.Equal(table.Numbers("number").Select(BitConverter.DoubleToInt64Bits), numbers.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Ids_of_64_bits_stay_what_they_are_through_Parquet()
    {
        string first = Repository("tables/149-pq-big-id-uint64/new.parquet");
        using TableSource source = TableSource.Open(new TableRequest(first));
        Table table = source.Read();
        string path = Path.Combine(folder, "copy.parquet");
        table.WriteParquet(path);
        using TableSource copy = TableSource.Open(new TableRequest(path));
        Table read = copy.Read();
        Assert.Equal(table.Texts("SynId"), read.Texts("SynId"));
        Assert.Equal(CellKind.Number, read["SynId"].Kind(0));
    }

    [Fact]
    public void Workbooks_are_read_back_and_have_the_same_bytes_each_time()
    {
        Gen.Select(Gen.Double.Where(double.IsFinite).Array[1, 8], Gen.String.Array[8]).Sample(
            (numbers, texts) =>
            {
                string[] names = [.. texts.Take(numbers.Length).Select(text => new string([.. text.Where(letter => !char.IsSurrogate(letter))]))];
                Table table = new(TableColumn.Numbers("x", numbers), TableColumn.Texts("t", names));
                string path = Path.Combine(folder, "t.xlsx");
                string again = Path.Combine(folder, "again.xlsx");
                WorkbookSheet sheet = new("A/B", table) { Meanings = new Dictionary<string, string> { ["x"] = "a number" } };
                WorkbookWriter.Write(path, [sheet]);
                WorkbookWriter.Write(again, [sheet]);
                Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
                using TableSource source = TableSource.Open(new TableRequest(path) { Sheet = SheetChoice.Parse("A_B") });
                Table read = source.Read();
                Assert.Equal(numbers, read.Numbers("x"));
                Assert.Equal(names, read.Texts("t"));
                using TableSource meanings = TableSource.Open(new TableRequest(path) { Sheet = SheetChoice.Parse("Columns") });
                Assert.Equal(["a number"], meanings.Read().Texts("Meaning"));
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [InlineData("rel_x", "rel_x")]
    [InlineData("_xyz_", "_xyz_")]
    [InlineData("a_x000D_b", "a_x005F_x000D_b")]
    [InlineData("_xABCD\u0001", "_x005F_xABCD_x0001_")]
    public void Underscores_are_escaped_only_where_an_escape_would_be_read(string text, string written)
    {
        string path = Path.Combine(folder, "t.xlsx");
        WorkbookWriter.Write(path, [new WorkbookSheet("s", new Table(TableColumn.Texts("t", [text])))]);
        Assert.Contains($">{written}</t>", Encoding.UTF8.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal);
        using TableSource source = TableSource.Open(new TableRequest(path) { Sheet = SheetChoice.Parse("s") });
        Assert.Equal(text, source.Read().Texts("t")[0]);
    }

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("@SUM(A1)", true)]
    [InlineData("-2+3", true)]
    [InlineData("-2.5", false)]
    [InlineData("cb1", false)]
    [InlineData("", false)]
    public void Texts_that_a_spreadsheet_takes_for_formulas(string text, bool isFormula) => Assert.Equal(isFormula, WorkbookWriter.LooksLikeFormula(text));

    [Fact]
    public void A_cell_that_looks_like_a_formula_is_text_in_the_workbook()
    {
        string path = Path.Combine(folder, "t.xlsx");
        WorkbookWriter.Write(path, [new WorkbookSheet("s", new Table(TableColumn.Texts("t", ["=1+1", "864691135000008455"])))]);
        string bytes = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        Assert.DoesNotContain("<f>", bytes, StringComparison.Ordinal);
        Assert.Contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t>", bytes, StringComparison.Ordinal);
        Assert.Contains("<t xml:space=\"preserve\">864691135000008455</t>", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_beside_a_table_is_honoured()
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), "id,size,kind\n1,-9,a\n2,5,b\n3,700,c\n2,6,a\n");
        File.WriteAllText(
            Path.Combine(folder, "t.schema.json"),
            """{"fields":[{"name":"id","type":"integer"},{"name":"size","type":"number","constraints":{"maximum":100}},{"name":"kind","type":"string","constraints":{"enum":["a","b"]}}],"missingValues":["","-9"],"primaryKey":"id"}""");
        string message = Assert.Throws<TableException>(() => Read("t.csv")).Message;
        Assert.Contains("t.csv, row 4: size is '700'; expected at most 100, as the schema says", message, StringComparison.Ordinal);
        Assert.Contains("row 4: kind is 'c'; expected one of a, b, as the schema says", message, StringComparison.Ordinal);
        Assert.Contains("row 5: the key id '2' is in row 3 already", message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "t.csv"), "id,size,kind\n1,-9,a\n2,5,b\n");
        Assert.True(Read("t.csv")["size"].IsMissing(0));
        File.WriteAllText(Path.Combine(folder, "t.schema.json"), "{\"fields\": 3}");
        Assert.Contains("t.schema.json: has no list 'fields'", Assert.Throws<TableException>(() => Read("t.csv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_written_is_honoured_in_turn()
    {
        Table table = Sample(20);
        table.WriteCsv(Path.Combine(folder, "t.csv"));
        using (FileStream stream = File.Create(TableSource.SchemaPathOf(Path.Combine(folder, "t.csv"))))
        {
            TableSchema.Of(table, new Dictionary<string, string> { ["whole"] = "the row's number" }, "whole").Write(stream);
        }

        Assert.Equal(20, Read("t.csv").RowCount);
        string schema = File.ReadAllText(Path.Combine(folder, "t.schema.json"));
        Assert.Contains("\"primaryKey\"", schema, StringComparison.Ordinal);
        Assert.Contains("the row's number", schema, StringComparison.Ordinal);
    }

    private static string Repository(string file) => Neuropil.Tests.Repository.Fixture(file.Split('/'));

    private static Table Sample(int rows)
    {
        int[] places = [.. Enumerable.Range(0, rows)];
        return new Table(
            TableColumn.Integers("whole", places),
            TableColumn.Numbers("number", [.. places.Select(row => row % 11 == 0 ? double.NaN : row / 7.0)]),
            TableColumn.Texts("text", [.. places.Select(row => (row % 13).ToString(CultureInfo.InvariantCulture) + (row % 5 == 0 ? ", µ \"q\"" : string.Empty))]));
    }

    private static byte[] Written(string format, IEnumerable<Table> parts)
    {
        using MemoryStream stream = new();
        using TableSink sink = format == "csv" ? TableSink.Csv(stream) : TableSink.Parquet(stream);
        foreach (Table part in parts)
        {
            sink.Write(part);
        }

        sink.Complete();
        return stream.ToArray();
    }

    private Table Read(string name)
    {
        using TableSource source = TableSource.Open(new TableRequest(name) { Folder = folder });
        return source.Read();
    }
}
