using System.Text;
using CsCheck;

namespace Neuropil.Tables.Tests;

public sealed class TableTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Csv_is_written_by_RFC_4180_with_LF_and_shortest_numbers()
    {
        using MemoryStream stream = new();
        new Table(
            TableColumn.Texts("name, with comma", ["a", "b \"quoted\"", "line\nbreak"]),
            TableColumn.Numbers("x", [0.1, -1e-300, double.NaN]),
            TableColumn.Integers("n", [1, -2, 3])).WriteCsv(stream);
        Assert.Equal(
            "\"name, with comma\",x,n\na,0.1,1\n\"b \"\"quoted\"\"\",-1E-300,-2\n\"line\nbreak\",,3\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void What_is_written_is_read_back_bit_for_bit()
        => Gen.Select(Gen.Double.Where(double.IsFinite).Array[1, 20], Gen.String.Array[20]).Sample(
            (numbers, texts) =>
            {
                string path = Path.Combine(folder, Guid.NewGuid() + ".csv");
                string[] names = [.. texts.Take(numbers.Length).Select(text => new string([.. text.Where(letter => !char.IsSurrogate(letter))]))];
                new Table(TableColumn.Numbers("x", numbers), TableColumn.Texts("t", names)).WriteCsv(path);
                Table read = Table.ReadCsv(path);
                return read.Numbers("x").AsSpan().SequenceEqual(numbers) && read.Texts("t").AsSpan().SequenceEqual(names);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Large_tables_have_a_Parquet_file_beside_them_with_the_same_bytes_each_time()
    {
        int[] numbers = [.. Enumerable.Range(0, Table.ParquetFrom)];
        Table table = new(TableColumn.Integers("n", numbers), TableColumn.Numbers("x", [.. numbers.Select(n => n / 7.0)]), TableColumn.Texts("t", [.. numbers.Select(n => $"t{n % 5}")]));
        table.Write(Path.Combine(folder, "a.csv"));
        table.Write(Path.Combine(folder, "b.csv"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "a.parquet")), File.ReadAllBytes(Path.Combine(folder, "b.parquet")));
        new Table(TableColumn.Integers("n", [1])).Write(Path.Combine(folder, "small.csv"));
        Assert.False(File.Exists(Path.Combine(folder, "small.parquet")));
    }

    [Fact]
    public void Fields_that_are_no_numbers_are_told_with_row_and_column()
    {
        string path = Path.Combine(folder, "t.csv");
        File.WriteAllText(path, "a,b\n1,x\n2,\n");
        Table table = Table.ReadCsv(path);
        Assert.Equal([1, 2], table.Integers("a"));
        Assert.Contains("row 2: b is 'x'; expected a number", Assert.Throws<TableException>(() => table.Numbers("b")).Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<TableException>(() => table.Matrix()).ProblemCount);
        Assert.Contains("column 'c' is missing", Assert.Throws<TableException>(() => table.Texts("c")).Message, StringComparison.Ordinal);
    }
}
