using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Benchmarks.Tables;

using Neuropil.Tables;

/// <summary>Reading tables of millions of rows in chunks, ids as names and sizes as numbers, against pandas, which reads them whole.</summary>
public sealed class TableBenchmarks : IBenchmarks
{
    private static readonly string[] Wanted = ["NeuronId", "SynType", "SynId", "x", "y", "z", "SynArea", "BoutonArea"];

    public string Room => "tables";

    public IEnumerable<Benchmark> Benchmarks(bool quick)
    {
        int rows = quick ? 200_000 : 5_000_000;
        foreach (string extension in (string[])["csv", "parquet"])
        {
            string path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"neuropil-benchmark-{rows}.{extension}"));
            yield return new Benchmark(string.Create(CultureInfo.InvariantCulture, $"read {rows:N0} rows of .{extension}, 8 of 11 columns"))
            {
                Prepare = () =>
                {
                    Write(path, rows);
                    return () => Read(path);
                },
                Runs = 3,
                ReachSeconds = quick ? null : 15,
                ReachPeakMegabytes = quick ? null : 600,
                Peers = [new PeerCall("Tables/pandas_tables.py", "read_" + extension) { Name = "pandas", Parameters = { ["path"] = path } }],
            };
        }

        yield return Benchmark.Growth(
            "read .csv in chunks, growth",
            quick ? [50_000, 100_000, 200_000] : [500_000, 1_000_000, 2_000_000],
            size =>
            {
                string path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"neuropil-benchmark-{size}.csv"));
                Write(path, size);
                return () => Read(path);
            },
            1.1);
    }

    private static void Read(string path)
    {
        using TableSource source = TableSource.Open(new TableRequest(path));
        double sum = 0;
        foreach (Table chunk in source.Chunks(Wanted))
        {
            foreach (TableColumn column in chunk.Columns.Take(3))
            {
                for (int row = 0; row < chunk.RowCount; row++)
                {
                    sum += column.Identity(row, out _).Length;
                }
            }

            foreach (TableColumn column in chunk.Columns.Skip(3))
            {
                for (int row = 0; row < chunk.RowCount; row++)
                {
                    sum += column.Number(row, out _);
                }
            }
        }

        if (!double.IsFinite(sum))
        {
            throw new InvalidOperationException("A number was not read.");
        }
    }

    private static void Write(string path, int rows)
    {
        if (File.Exists(path))
        {
            return;
        }

        using FileStream stream = File.Create(path);
        using TableSink sink = path.EndsWith(".csv", StringComparison.Ordinal) ? TableSink.Csv(stream) : TableSink.Parquet(stream);
        for (int start = 0; start < rows; start += 100_000)
        {
            int[] places = [.. Enumerable.Range(start, Math.Min(100_000, rows - start))];
            sink.Write(new Table(
            [
                TableColumn.Texts("NeuronId", [.. places.Select(row => string.Create(CultureInfo.InvariantCulture, $"cb{row % 500}"))]),
                TableColumn.Texts("SynType", [.. places.Select(row => row % 3 == 0 ? "as" : "ss")]),
                TableColumn.Texts("SynId", [.. places.Select(row => (720_575_940_621_000_000L + row).ToString(CultureInfo.InvariantCulture))]),
                .. new[] { "x", "y", "z", "soma_x", "soma_y", "SynArea", "BoutonArea" }.Select((name, column) => TableColumn.Numbers(name, [.. places.Select(row => KeyedRandom.At(1, (ulong)column, (ulong)row).NextGaussian())])),
                TableColumn.Texts("Note", [.. places.Select(row => string.Create(CultureInfo.InvariantCulture, $"layer {row % 7}"))]),
            ]));
        }

        sink.Complete();
    }
}
