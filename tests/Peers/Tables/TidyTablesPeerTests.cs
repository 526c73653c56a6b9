using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Study;
using Neuropil.Study.Tests;
using Neuropil.Synapses;
using Neuropil.Tables;
using Neuropil.Tests;

namespace Neuropil.Peers.Tables;

/// <summary>The study's tables are read by pandas, R and openpyxl without options: every column by its name and of its kind.</summary>
public sealed class TidyTablesPeerTests : IClassFixture<TidyTablesPeerTests.Results>
{
    private readonly Results results;

    public TidyTablesPeerTests(Results results) => this.results = results;

    public static TheoryData<string> Files => ["cluster/clusters.csv", "predict/predictions.csv", "predict/predictions-wide.csv", "screen/removed.csv", "align/aligned.csv"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pandas_reads_rows_columns_and_kinds(string file)
    {
        JsonNode answer = Peer.Python("tidy_tables.py", new JsonObject { ["csv"] = results.PathOf(file) });
        AssertSame(Table.ReadCsv(results.PathOf(file)), answer);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void R_reads_rows_columns_and_kinds(string file)
    {
        string[] lines = Peer.R("tidy_tables.R", results.PathOf(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Table table = Table.ReadCsv(results.PathOf(file));
        Assert.Equal(table.RowCount.ToString(CultureInfo.InvariantCulture), lines[0]);
        Assert.Equal(table.Columns.Select(column => $"{column.Name} {(IsNumeric(table, column.Name) ? "number" : "text")}"), lines.Skip(1));
    }

    [Fact]
    public void Every_table_with_groups_calls_them_Group_and_has_the_key_first()
        => Assert.All(new[] { "cluster/clusters.csv", "predict/predictions.csv" }, file =>
            Assert.Equal(["NeuronType", "NeuronId", "SynType", "SynId", "Group"], Table.ReadCsv(results.PathOf(file)).Columns.Take(5).Select(column => column.Name)));

    [Fact]
    public void The_workbook_has_the_rows_of_the_tables_and_tells_every_column()
    {
        JsonNode answer = Peer.Python("tidy_tables.py", new JsonObject { ["workbook"] = results.PathOf("report/study.xlsx") });
        JsonObject sheets = answer["sheets"]!.AsObject();
        Table clusters = Table.ReadCsv(results.PathOf("cluster/clusters.csv"));
        Assert.Equal(["Synapses", "New synapses", "New by synapse", "Left out", "New beyond bounds", "Columns"], sheets.Select(sheet => sheet.Key));
        AssertSame(clusters, sheets["Synapses"]!);
        AssertSame(Table.ReadCsv(results.PathOf("predict/predictions.csv")), sheets["New synapses"]!);
        Assert.Equal(0, answer["formulas"]!.GetValue<int>());
        string[] told = [.. answer["meanings"]!.AsArray().Select(name => name!.GetValue<string>())];
        Assert.Empty(new[] { "cluster/clusters.csv", "predict/predictions.csv", "predict/predictions-wide.csv" }.SelectMany(file => Table.ReadCsv(results.PathOf(file)).Columns).Select(column => column.Name).Except(told));
    }

    private static void AssertSame(Table table, JsonNode answer)
    {
        Assert.Equal(table.RowCount, answer["rows"]!.GetValue<int>());
        Assert.Equal(
            table.Columns.Select(column => $"{column.Name} {(IsNumeric(table, column.Name) ? "number" : "text")}"),
            answer["columns"]!.AsArray().Select(column => column!.GetValue<string>()));
        foreach ((string name, JsonNode? sum) in answer["sums"]!.AsObject())
        {
            double expected = table.Numbers(name).Where(double.IsFinite).Sum();
            Assert.Equal(expected, sum!.GetValue<double>(), 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }

    private static bool IsNumeric(Table table, string name)
    {
        string[] cells = [.. table.Texts(name).Where(cell => cell.Length > 0)];
        return cells.Length > 0 && cells.All(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
    }

    public sealed class Results : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("neuropil-tidy-").FullName;

        public Results()
        {
            (string historical, string fresh) = WorkbookSynthesizer.Write(folder, new SynthesisOptions { Format = SynthesisFormat.Csv });
            Dictionary<string, string> arguments = new() { ["data"] = historical, ["new"] = fresh, ["Evaluate_Folds"] = "none" };
            StudySettings settings = StudySettings.Load(Repository.Root, arguments, new Dictionary<string, string>(), folder);
            new StudyRun(Path.Combine(folder, "artifacts")).Run(settings, 2, "clusters", "predictions", "workbook");
        }

        public string PathOf(string published) => Path.Combine([folder, "artifacts", .. published.Split('/')]);

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
