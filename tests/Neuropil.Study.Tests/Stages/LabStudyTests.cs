using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;
using Neuropil.Tests;

namespace Neuropil.Study.Tests;

/// <summary>Tables in the shapes that other labs' have, each with the true kind of every synapse and a settings file.</summary>
public sealed class LabStudyTests : IDisposable
{
    private static readonly Dictionary<string, string> None = [];
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-labs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("connectome")]
    [InlineData("file-a-neuron")]
    [InlineData("points-in-text")]
    [InlineData("shapes-only")]
    [InlineData("sheet-a-class")]
    [InlineData("sheet-a-statistic")]
    [InlineData("two-row-header")]
    public void A_table_of_another_lab_is_clustered_into_its_true_kinds_and_new_synapses_are_assigned(string lab)
    {
        string file = Repository.Fixture("labs", lab, "study.config");
        Assert.True(File.ReadAllLines(file).Length <= 15);
        Assert.Contains(File.ReadAllText(file), File.ReadAllText(Repository.PathOf("docs", "studies.md")), StringComparison.Ordinal);
        Run(file, "clusters", "predictions");

        Dictionary<string, string> kinds = Kinds(lab);
        Table clusters = Table.ReadCsv(Path.Combine(folder, "cluster", "clusters.csv"));
        string[] groups = clusters.Texts("Group");
        int[] found = clusters.Integers("Cluster");
        string[] truth = [.. GroupTable.KeysOf(clusters).Select(key => kinds.GetValueOrDefault(key.SynId) ?? kinds[$"{key.NeuronId}/{key.SynId}"])];
        foreach (string group in groups.Distinct())
        {
            int[] rows = [.. Enumerable.Range(0, found.Length).Where(row => groups[row] == group)];
            double agreement = AdjustedRand([.. rows.Select(row => found[row])], [.. rows.Select(row => truth[row])]);
            Assert.True(agreement >= 0.6, $"{lab}, {group}: adjusted Rand {agreement:0.000}");
        }

        Assert.NotEqual(0, Table.ReadCsv(Path.Combine(folder, "predict", "predictions.csv")).RowCount);
    }

    [Theory]
    [InlineData("connectome/synapses.csv", "Neuron = post_root_id")]
    [InlineData("file-a-neuron/neurons", "Historical = {0}/{neuron}.csv")]
    [InlineData("points-in-text/points.csv", "Position = point, z")]
    [InlineData("shapes-only/spines.csv", "Id = column1")]
    [InlineData("sheet-a-class/synapses.xls", "Sheet = *")]
    [InlineData("sheet-a-statistic/{cell} ribbons.xls", "Sheet = Position+Area+Volume+Sphericity by ID")]
    [InlineData("two-row-header/synapses.xls", "Missing = sizes PSD size (px): -1; sizes vesicle count: -2")]
    public void What_is_proposed_for_a_table_runs(string table, string expected)
    {
        string path = Repository.Fixture(["labs", .. table.Split('/')]);
        TableDescription description = TableDescription.Of(path);
        Assert.Contains(expected.Replace("{0}", path, StringComparison.Ordinal), description.Settings, StringComparison.Ordinal);
        string file = Path.Combine(folder, "proposed.config");
        File.WriteAllText(file, description.Settings);
        Run(file, "features");
    }

    [Fact]
    public void A_unit_that_nothing_tells_is_asked_for()
    {
        Assert.Contains("; Nothing in the table says the unit", TableDescription.Of(Repository.Fixture("labs", "points-in-text", "points.csv")).Settings, StringComparison.Ordinal);
        Assert.DoesNotContain("; Nothing in the table says the unit", TableDescription.Of(Repository.Fixture("labs", "connectome", "synapses.csv")).Settings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connectome", 3000, 42, SynthesisShape.Connectome, 2)]
    [InlineData("arbors", 900, 7, SynthesisShape.FileANeuron, 1)]
    public void A_shipped_study_is_made_again_byte_for_byte_and_runs(string study, int rows, int seed, SynthesisShape shape, int groups)
    {
        string shipped = Repository.PathOf("studies", study);
        foreach (string file in StudySynthesizer.Write(folder, shape, new SynthesisOptions { Rows = rows, Seed = seed }))
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(shipped, Path.GetRelativePath(folder, file))), File.ReadAllBytes(file));
        }

        Run(Path.Combine(shipped, "study.config"), "clusters", "predictions");
        Table clusters = Table.ReadCsv(Path.Combine(folder, "cluster", "clusters.csv"));
        Assert.Equal(groups, clusters.Texts("Group").Distinct().Count());
        Assert.All(clusters.Texts("Group").Zip(clusters.Integers("Cluster")).GroupBy(row => row.First), group => Assert.InRange(group.Max(row => row.Second), 2, 60));
        Assert.InRange(Table.ReadCsv(Path.Combine(folder, "predict", "predictions.csv")).RowCount, rows / 20, rows / 5);
    }

    [CortexTableFact]
    public void The_study_of_mouse_cortex_runs_where_its_table_lies()
    {
        Run(Repository.PathOf("studies", "kasthuri2015", "study.config"), "clusters", "predictions");
        Assert.True(Table.ReadCsv(Path.Combine(folder, "predict", "predictions.csv")).RowCount > 50);
    }

    [Fact]
    public void The_study_of_mouse_cortex_without_its_table_says_where_that_is_told_of()
    {
        string settings = File.ReadAllText(Repository.PathOf("studies", "kasthuri2015", "study.config"));
        Assert.Contains(settings, File.ReadAllText(Repository.PathOf("docs", "studies.md")), StringComparison.Ordinal);
        string file = Path.Combine(folder, "study.config");
        File.WriteAllText(file, settings);
        File.Copy(Repository.PathOf("studies", "kasthuri2015", "README.md"), Path.Combine(folder, "README.md"));
        Exception error = Assert.ThrowsAny<Exception>(() => Run(file, "clusters"));
        Assert.Contains("synapses_derived.csv does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("README.md in its folder tells of it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_64_bits_stay_exact_to_the_last_digit()
    {
        Run(Repository.Fixture("labs", "connectome", "study.config"), "ingest");
        HashSet<string> written = [.. Table.ReadCsv(Path.Combine(folder, "ingest", "synapses.csv")).Texts("NeuronId")];
        Assert.Equal(written, [.. Table.ReadCsv(Repository.Fixture("labs", "connectome", "synapses.csv")).Texts("post_root_id").Distinct()]);
    }

    private void Run(string file, params string[] stages)
    {
        StudySettings settings = StudySettings.Load(Repository.Root, new Dictionary<string, string> { ["Evaluate_Folds"] = "none" }, None, folder, file);
        RunReport report = new StudyRun(folder).Run(settings, 2, stages);
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
    }

    private static Dictionary<string, string> Kinds(string lab)
    {
        Table truth = Table.ReadCsv(Repository.Fixture("labs", lab, "truth.csv"));
        return truth.Texts("id").Zip(truth.Texts("kind")).ToDictionary(row => row.First, row => row.Second);
    }

    /// <summary>Hubert and Arabie 1985.</summary>
    private static double AdjustedRand(int[] found, string[] truth)
    {
        double Pairs(IEnumerable<int> counts) => counts.Sum(count => (double)count * (count - 1) / 2);
        double both = Pairs(found.Zip(truth).GroupBy(pair => pair).Select(group => group.Count()));
        double own = Pairs(found.GroupBy(label => label).Select(group => group.Count()));
        double other = Pairs(truth.GroupBy(kind => kind).Select(group => group.Count()));
        double chance = own * other / Pairs([found.Length]);
        return (both - chance) / (((own + other) / 2) - chance);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class CortexTableFactAttribute : FactAttribute
    {
        public CortexTableFactAttribute()
            => Skip = File.Exists(Repository.PathOf("studies", "kasthuri2015", "synapses_derived.csv")) ? null : "the table is not shipped: studies/kasthuri2015/README.md";
    }
}
