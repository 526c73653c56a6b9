using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study.Tests;

[Collection(SampleStudy.Collection)]
public sealed class StreamedPredictionTests : IDisposable
{
    private const int RowCount = 700;
    private readonly SampleStudy study;
    private readonly FittedStudy fitted;
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-stream").FullName;

    public StreamedPredictionTests(SampleStudy study)
    {
        this.study = study;
        fitted = FittedStudy.Load(Path.GetDirectoryName(study.PathOf("run.json"))!);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Streaming_the_new_synapses_gives_the_very_bytes_of_the_stage()
    {
        StreamSummary summary = StreamedPrediction.Run(fitted, new StreamRequest(study.New, In("out.csv")));

        Assert.Equal(File.ReadAllBytes(study.PathOf("predict/predictions.csv")), File.ReadAllBytes(In("out.csv")));
        Assert.Equal((30, 60, 60), (summary.Rows, summary.Predictions, summary.Assigned + summary.Rejected + summary.Noise));
        Assert.Equal(["out.csv"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_row_is_the_stages_own_with_neurons_first_seen_gaps_and_carried_columns()
    {
        string table = study.Write("many.csv", Lines());
        RunReport report = study.Run(["predictions"], "many", 2, $"new={table}");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Heard heard = new();

        StreamSummary summary = StreamedPrediction.Run(fitted, Request(table, "out.csv") with { Removed = In("removed.csv") }, null, heard);

        string[] staged = File.ReadAllLines(study.PathOf("predict/predictions.csv", "many"));
        string[] streamed = File.ReadAllLines(In("out.csv"));
        Assert.Equal(staged[0], streamed[0]);
        Assert.Equal(staged.Order(StringComparer.Ordinal), streamed.Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(study.PathOf("predict/removed.csv", "many")), File.ReadAllBytes(In("removed.csv")));
        Assert.Equal((RowCount, 2), (summary.Rows, summary.Removed));
        string warning = Assert.Single(heard.Warnings);
        Assert.Contains(report.Units.Single(unit => unit.Id.Stage == "predictions").Messages, message => message.Text == warning);
    }

    [Fact]
    public void Bytes_do_not_depend_on_threads_nor_on_how_the_rows_are_cut_into_files_of_either_kind()
    {
        string[] lines = Lines();
        string table = Write("one.csv", lines);
        byte[] csv = Streamed(table, "expected.csv", 2);
        byte[] parquet = Streamed(table, "expected.parquet", 2);
        foreach (int threads in new[] { 1, 7 })
        {
            Assert.Equal(csv, Streamed(table, $"threads{threads}.csv", threads));
            Assert.Equal(parquet, Streamed(table, $"threads{threads}.parquet", threads));
        }

        foreach (int shards in new[] { 3, 50 })
        {
            string texts = Directory.CreateDirectory(In($"texts{shards}")).FullName;
            string packed = Directory.CreateDirectory(In($"packed{shards}")).FullName;
            for (int shard = 0; shard < shards; shard++)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"part-{shard:000}");
                string[] part = [lines[0], .. lines[(1 + (RowCount * shard / shards))..(1 + (RowCount * (shard + 1) / shards))]];
                string text = Path.Combine(texts, name + ".csv");
                File.WriteAllLines(text, part);
                Typed(text).WriteParquet(Path.Combine(packed, name + ".parquet"));
            }

            Assert.Equal(csv, Streamed(texts, $"texts{shards}.csv", 2));
            Assert.Equal(csv, Streamed(Path.Combine(packed, "*.parquet"), $"packed{shards}.csv", 2));
            Assert.Equal(parquet, Streamed(packed, $"packed{shards}.parquet", 2));
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Twenty_times_broken_off_and_taken_up_again_gives_the_same_bytes_and_repeats_no_finished_part(string kind)
    {
        string table = Write("one.csv", Lines());
        byte[] expected = Streamed(table, "expected." + kind, 2);
        StreamRequest request = Request(table, "out." + kind);
        int blockCount = (RowCount + request.BlockRows - 1) / request.BlockRows;
        Random random = new(7);
        int[] blocksUntil = [0, 1, 2, request.BlocksPerPart + 1];
        long finished = 0;
        for (int time = 0; time < 20; time++)
        {
            Heard breaking = new() { BreakAfter = blocksUntil[time % blocksUntil.Length] };
            Assert.Throws<TimeoutException>(() => StreamedPrediction.Run(fitted, request, Execution.With(2), breaking));
            long first = breaking.PredictedRows.FirstOrDefault(finished + request.BlockRows);
            Assert.True(first > finished, $"began at row {first}, after {finished} were finished");
            finished = breaking.PredictedRows.Where(row => row % ((long)request.BlockRows * request.BlocksPerPart) == 0).DefaultIfEmpty(finished).Max();

            // What a write that a kill tore apart may leave behind.
            File.AppendAllText(In($"out.{kind}.unfinished/predictions"), new string('x', random.Next(100)));
        }

        Heard last = new();
        StreamSummary summary = StreamedPrediction.Run(fitted, request, Execution.With(2), last);

        Assert.True(finished > 0 && summary.ResumedRows == finished, $"{summary.ResumedRows} of {finished}");
        Assert.Equal(blockCount - (finished / request.BlockRows), last.PredictedRows.Count);
        Assert.Equal(expected, File.ReadAllBytes(In("out." + kind)));
        Assert.False(Directory.Exists(In($"out.{kind}.unfinished")));
    }

    [Fact]
    public void Parquet_holds_what_the_csv_holds()
    {
        string table = Write("one.csv", Lines());
        Streamed(table, "out.csv", 2);
        Streamed(table, "out.parquet", 2);

        using TableSource source = TableSource.Open(new TableRequest(In("out.parquet")));
        using MemoryStream text = new();
        source.Read().WriteCsv(text);

        Assert.Equal(File.ReadAllText(In("out.csv")), System.Text.Encoding.UTF8.GetString(text.ToArray()));
    }

    [Fact]
    public void Faults_of_the_tables_are_told_together_before_anything_is_written()
    {
        string[] lines = Lines();
        int area = Array.IndexOf(lines[0].Split(','), "SynArea");
        foreach (int row in new[] { 5, 500 })
        {
            string[] cells = lines[row].Split(',');
            cells[area] = "wide";
            lines[row] = string.Join(',', cells);
        }

        TableException fails = Assert.Throws<TableException>(() => StreamedPrediction.Run(fitted, Request(Write("bad.csv", lines), "out.csv")));

        Assert.Equal([6, 501], fails.Problems.Select(problem => problem.Row!.Value));
        Assert.False(File.Exists(In("out.csv")));
    }

    [Fact]
    public void A_missing_column_is_told_with_the_nearest_name()
    {
        string[] lines = Lines();
        lines[0] = lines[0].Replace("SynArea", "SynAera", StringComparison.Ordinal);

        TableException fails = Assert.Throws<TableException>(() => StreamedPrediction.Run(fitted, Request(Write("bad.csv", lines), "out.csv")));

        Assert.Contains("column 'SynArea' is missing (the nearest is 'SynAera')", fails.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("out.csv.unfinished")));
    }

    [Fact]
    public void What_is_there_is_not_written_over_unless_that_is_asked_for()
    {
        File.WriteAllText(In("out.csv"), "precious");
        StreamRequest request = Request(study.New, "out.csv");

        IOException fails = Assert.Throws<IOException>(() => StreamedPrediction.Run(fitted, request));
        Assert.Contains("is there already", fails.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(In("out.csv")));

        StreamedPrediction.Run(fitted, request with { Overwrite = true });
        Assert.StartsWith("NeuronType,", File.ReadAllText(In("out.csv")), StringComparison.Ordinal);

        File.Copy(study.New, In("table.csv"));
        IOException same = Assert.Throws<IOException>(() => StreamedPrediction.Run(fitted, Request(In("table.csv"), "table.csv") with { Overwrite = true }));
        Assert.Contains("is a table that is read", same.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_run_of_other_tables_left_is_not_taken_up()
    {
        string[] lines = Lines();
        Assert.Throws<TimeoutException>(() => StreamedPrediction.Run(fitted, Request(Write("one.csv", lines), "out.csv"), null, new Heard { BreakAfter = 5 }));
        StreamRequest other = Request(Write("other.csv", lines[..^1]), "out.csv");

        IOException fails = Assert.Throws<IOException>(() => StreamedPrediction.Run(fitted, other));
        Assert.Contains("of other models or tables", fails.Message, StringComparison.Ordinal);

        Assert.Equal(RowCount - 1, StreamedPrediction.Run(fitted, other with { Overwrite = true }).Rows);
    }

    [Theory]
    [InlineData("out.xlsx", "expected .csv or .parquet")]
    [InlineData("out", "expected .csv or .parquet")]
    public void Only_csv_and_parquet_are_written(string name, string message)
        => Assert.Contains(message, Assert.Throws<ArgumentException>(() => StreamedPrediction.Run(fitted, Request(study.New, name))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_models_is_refused_with_what_would_be_one()
    {
        string artifacts = Path.GetDirectoryName(study.PathOf("run.json"))!;
        Assert.Contains("There is no folder", Fails(artifacts + "x"), StringComparison.Ordinal);
        Assert.Contains("(the nearest is 'artifacts')", Fails(artifacts + "x"), StringComparison.Ordinal);
        Assert.Contains("is a file", Fails(study.New), StringComparison.Ordinal);
        Assert.Contains("It holds such folders: " + artifacts, Fails(Path.GetDirectoryName(artifacts)!), StringComparison.Ordinal);
        Assert.Contains("--target=Train makes one", Fails(folder), StringComparison.Ordinal);

        string copy = In("copy");
        Copy(artifacts, copy);
        File.Delete(Path.Combine(copy, "embed", "pv", "umap.json"));
        Assert.Contains("has no embed/pv/umap.json", Fails(copy), StringComparison.Ordinal);

        File.Copy(Path.Combine(copy, "embed", "as", "umap.json"), Path.Combine(copy, "embed", "pv", "umap.json"));
        Assert.Contains("trained in another embedding", Fails(copy), StringComparison.Ordinal);

        foreach (string group in fitted.Groups)
        {
            File.WriteAllText(Path.Combine(copy, "train", group, "bundle.json"), "");
        }

        Assert.Contains("no group has models (as, ss, cb, cr, pv)", Fails(copy), StringComparison.Ordinal);

        static string Fails(string folder) => Assert.Throws<ModelFormatException>(() => FittedStudy.Load(folder)).Message;
    }

    [Fact]
    public void A_copy_of_the_models_serves_wherever_it_lies()
    {
        Copy(Path.GetDirectoryName(study.PathOf("run.json"))!, In("copy"));
        StreamedPrediction.Run(FittedStudy.Load(In("copy")), Request(study.New, "out.csv") with { BlockRows = 1 << 14 });
        Assert.Equal(File.ReadAllBytes(study.PathOf("predict/predictions.csv")), File.ReadAllBytes(In("out.csv")));
    }

    private StreamRequest Request(string location, string name) => new(location, In(name)) { BlockRows = 37, BlocksPerPart = 3 };

    private byte[] Streamed(string location, string name, int threads)
    {
        StreamedPrediction.Run(fitted, Request(location, name), Execution.With(threads));
        return File.ReadAllBytes(In(name));
    }

    private string In(string name) => Path.Combine(folder, name);

    private string Write(string name, string[] lines)
    {
        File.WriteAllLines(In(name), lines);
        return In(name);
    }

    // New synapses of the generator; some on neurons that are first seen, one of them too small for axes; two with gaps; a column to carry.
    private string[] Lines()
    {
        string made = Directory.CreateDirectory(In("made")).FullName;
        (_, string path) = WorkbookSynthesizer.Write(made, new SynthesisOptions { NewRows = RowCount, Seed = 7, Format = SynthesisFormat.Csv });
        string[] lines = File.ReadAllLines(path);
        Directory.Delete(made, recursive: true);
        int area = Array.IndexOf(lines[0].Split(','), "SynArea");
        for (int row = 1; row < lines.Length; row++)
        {
            string[] cells = lines[row].Split(',');
            cells[0] = row % 11 == 0 ? "pv9" : row is 20 or 600 ? "cb8" : cells[0];
            cells[2] = string.Create(CultureInfo.InvariantCulture, $"{100_000 + row}");
            cells[area] = row is 30 or 650 ? "" : cells[area];
            lines[row] = string.Join(',', cells) + string.Create(CultureInfo.InvariantCulture, $",note {row}");
        }

        return [lines[0] + ",Remark", .. lines.Skip(1)];
    }

    private static Table Typed(string path)
    {
        Table table = Table.ReadCsv(path);
        return new Table(table.Columns.Select(column => column.Name is "NeuronId" or "SynType" or "SynId" or "Remark" ? column : TableColumn.Numbers(column.Name, table.Numbers(column.Name))));
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(from, file);
            if (!relative.StartsWith("store", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
                File.Copy(file, Path.Combine(to, relative));
            }
        }
    }

    private sealed class Heard : IStreamListener
    {
        public List<string> Warnings { get; } = [];

        public List<long> PredictedRows { get; } = [];

        public int BreakAfter { get; init; } = int.MaxValue;

        public void Note(string text)
        {
        }

        public void Warn(string text) => Warnings.Add(text);

        public void Progressed(StreamProgress progress)
        {
            if (progress.Step == "predict")
            {
                PredictedRows.Add(progress.Rows);
                if (PredictedRows.Count >= BreakAfter)
                {
                    throw new TimeoutException("broken off");
                }
            }
            else if (BreakAfter == 0)
            {
                throw new TimeoutException("broken off while reading");
            }
        }
    }
}
