using System.Globalization;
using Neuropil.Learning;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;
using Neuropil.Tests;
using Snapshooter;
using Snapshooter.Xunit;

namespace Neuropil.Study.Tests;

[Collection(SampleStudy.Collection)]
public sealed class SampleStudyTests(SampleStudy study)
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Every_unit_of_the_sample_comes_to_an_end()
    {
        Assert.All(study.First.Units, unit => Assert.Null(unit.Error));
        Assert.All(study.First.Units, unit => Assert.Equal(UnitStatus.Ran, unit.Status));
    }

    [Fact]
    public void A_second_run_reuses_every_unit()
        => Assert.All(study.Run().Units, unit => Assert.Equal(UnitStatus.Reused, unit.Status));

    [Fact]
    public void The_shipped_workbooks_hold_the_same_synapses_as_the_generators_CSV()
    {
        StudySettings settings = StudySettings.Load(Repository.Root, None, None);
        string artifacts = study.PathOf("", "shipped");
        RunReport report = new StudyRun(artifacts).Run(settings, 2, "ingest", "ingest-new");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Assert.Equal(File.ReadAllText(study.PathOf("ingest/synapses.csv")), File.ReadAllText(study.PathOf("ingest/synapses.csv", "shipped")));
        Assert.Equal(File.ReadAllText(study.PathOf("ingest/new-synapses.csv")), File.ReadAllText(study.PathOf("ingest/new-synapses.csv", "shipped")));
    }

    [Theory]
    [InlineData("as")]
    [InlineData("ss")]
    [InlineData("cb")]
    [InlineData("cr")]
    [InlineData("pv")]
    public void Cluster_labels_of_the_sample_under_seed_42_are_as_recorded(string group)
    {
        Table table = study.Read($"cluster/{group}/clusters.csv");
        int[] labels = table.Integers("Cluster");
        IEnumerable<string> lines = GroupTable.KeysOf(table).Select((key, row) => string.Create(CultureInfo.InvariantCulture, $"{key}: {labels[row]}"));
        SnapshotFullName recorded = new($"SampleClusters_{group}.snap", Repository.PathOf("tests", "Neuropil.Study.Tests", "Stages"));
        Snapshot.Match(string.Join('\n', lines), recorded);
    }

    [Fact]
    public void The_table_of_clusters_keeps_its_contract()
    {
        Table table = study.Read("cluster/clusters.csv");
        Assert.Equal(
            ["NeuronType", "NeuronId", "SynType", "SynId", "Group", "UMAP_1", "UMAP_2", "Cluster", "MembershipStrength", "OutlierScore", "rel_x", "rel_y", "rel_z", "SynArea", "BoutonArea", "pca_x", "pca_y", "pca_z"],
            table.Columns.Select(column => column.Name));
        int kept = study.Read("screen/screened.csv").RowCount;
        Assert.Equal(2 * kept, table.RowCount);
        Assert.Equal(["as", "ss", "cb", "cr", "pv"], table.Texts("Group").Distinct());
        Assert.DoesNotContain(0, table.Integers("Cluster"));
        Assert.All(table.Integers("Cluster"), cluster => Assert.True(cluster is -1 or >= 1));
        Assert.All(table.Numbers("MembershipStrength"), strength => Assert.InRange(strength, 0, 1));
        Assert.All(table.Numbers("OutlierScore"), score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void The_table_of_predictions_keeps_its_contract()
    {
        Table table = study.Read("predict/predictions.csv");
        Assert.Equal(
            ["NeuronType", "NeuronId", "SynType", "SynId", "Group", "UMAP_1", "UMAP_2", "Cluster", "Probability", "Decision", "Model", "Status", "NearestCluster", "NearestDistance", "NeighborVote", "Flags", "rel_x", "rel_y", "rel_z", "SynArea", "BoutonArea"],
            table.Columns.Select(column => column.Name));
        Assert.Equal(60, table.RowCount);
        string[] groups = table.Texts("Group");
        string[] types = table.Texts("SynType");
        string[] neurons = table.Texts("NeuronType");
        int[] clusters = table.Integers("Cluster");
        double[] decisions = table.Numbers("Decision");
        for (int row = 0; row < table.RowCount; row++)
        {
            Assert.True(groups[row] == types[row] || groups[row] == neurons[row]);
            Assert.True(decisions[row] >= 0 || clusters[row] == -1);
        }

        Assert.All(table.Numbers("NeighborVote"), vote => Assert.InRange(vote, 0, 1));
        Assert.Equal(table.Texts("Model"), groups.Select(group => group == "cr" ? "RF" : "XGB"));
    }

    [Fact]
    public void A_small_change_of_one_pv_synapse_leaves_the_other_groups_alone()
    {
        string[] lines = File.ReadAllLines(study.Historical);
        string[] header = lines[0].Split(',');
        int area = Array.IndexOf(header, "BoutonArea");
        int row = Array.FindIndex(lines, line => line.StartsWith("pv3,as,", StringComparison.Ordinal));
        string[] cells = lines[row].Split(',');
        cells[area] = (double.Parse(cells[area], CultureInfo.InvariantCulture) + 0.000001).ToString("R", CultureInfo.InvariantCulture);
        lines[row] = string.Join(',', cells);
        string changed = study.Write("changed.csv", lines);

        RunReport report = study.Run(arguments: $"data={changed}");
        string[] ran = [.. report.Units.Where(unit => unit.Status == UnitStatus.Ran).Select(unit => unit.Id.ToString())];
        Assert.True(report.Succeeded);
        Assert.Contains("ingest", ran);
        Assert.Contains("embed[pv]", ran);
        Assert.Contains("embed[as]", ran);
        foreach (string stage in new[] { "embed", "cluster", "train", "predict", "figures" })
        {
            foreach (string group in new[] { "ss", "cb", "cr" })
            {
                Assert.DoesNotContain($"{stage}[{group}]", ran);
            }
        }

        UnitResult embed = report.Units.First(unit => unit.Id == new UnitId("embed", "pv"));
        Assert.Equal(["input features changed"], embed.Reasons);

        RunReport back = study.Run();
        Assert.All(back.Units, unit => Assert.Equal(UnitStatus.Reused, unit.Status));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        RunReport one = study.Run(["metrics", "clusters", "predictions"], "one", 1);
        foreach (UnitResult unit in one.Units)
        {
            UnitResult other = study.First.Units.First(result => result.Id == unit.Id);
            Assert.Equal(other.Outputs.OrderBy(output => output.Key), unit.Outputs.OrderBy(output => output.Key));
        }
    }

    [Fact]
    public void In_three_dimensions_a_third_column_follows_the_second()
    {
        RunReport report = study.Run(["clusters", "predictions", "figures"], arguments: "Embed_Components=3");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Assert.Equal("UMAP_1,UMAP_2,UMAP_3,Cluster", string.Join(',', study.Read("predict/predictions.csv").Columns.Skip(5).Take(4).Select(column => column.Name)));
        Assert.Equal("UMAP_1,UMAP_2,UMAP_3,Cluster", string.Join(',', study.Read("cluster/clusters.csv").Columns.Skip(5).Take(4).Select(column => column.Name)));
        study.Run();
    }

    [Fact]
    public void Columns_beyond_the_schema_are_carried_through_behind_the_contract()
    {
        string[] historical = [.. File.ReadAllLines(study.Historical).Select((line, row) => line + (row == 0 ? ",Layer" : $",\"L{row}, deep\""))];
        string[] fresh = [.. File.ReadAllLines(study.New).Select((line, row) => line + (row == 0 ? ",Layer" : $",N{row}"))];
        string data = study.Write("layers.csv", historical);
        string added = study.Write("new-layers.csv", fresh);
        RunReport report = study.Run(["clusters", "predictions"], "artifacts", 2, $"data={data}", $"new={added}", "Study_Groups=ss,cr");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Assert.StartsWith("L", study.Read("cluster/clusters.csv").Texts("Layer")[0], StringComparison.Ordinal);
        Assert.Contains(", deep", study.Read("align/aligned.csv").Texts("Layer")[0]);
        Assert.Equal("Layer", study.Read("predict/predictions.csv").Columns[^1].Name);
        Assert.All(study.Read("predict/predictions.csv").Texts("Layer"), layer => Assert.StartsWith("N", layer, StringComparison.Ordinal));
        study.Run();
    }

    [Theory]
    [InlineData("Cluster_ss_MinClusterSize=500", "Group ss is too small for its parameters: Cluster_ss_MinClusterSize is 500")]
    [InlineData("Cluster_ss_MinSamples=400", "Group ss is too small for its parameters: Cluster_ss_MinSamples is 400")]
    [InlineData("Embed_ss_Neighbors=300", "Group ss is too small for its parameters: Embed_ss_Neighbors is 300")]
    public void A_group_too_small_for_its_parameters_is_told_which_and_what_would_fit(string argument, string expected)
    {
        RunReport report = study.Run(["train"], "artifacts", 2, argument, "Study_Groups=ss");
        UnitResult failed = Assert.Single(report.Failed);
        Assert.Contains(expected, failed.Error!.Message);
        Assert.Contains("--", failed.Error.Message);
        study.Run();
    }

    [Theory]
    [InlineData("Cluster_ss_MinClusterSize=120", "train", "to learn; expected at least two classes. It is skipped, the others go on.")]
    [InlineData("Groups_ss=SynType=sx", "features", "has 0 of")]
    [InlineData("Groups_ss=SynType=sx", "features", "no row has SynType 'sx'")]
    public void A_group_with_nothing_to_learn_is_told_and_skipped_and_the_others_go_on(string argument, string stage, string expected)
    {
        RunReport report = study.Run(["metrics", "clusters", "predictions", "report"], "skipped", 2, argument, "Study_Groups=ss,cr");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        UnitResult told = report.Units.Single(unit => unit.Id == new UnitId(stage, "ss"));
        Assert.Contains(told.Messages, message => message.Kind == MessageKind.Warning && message.Text.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(["cr"], study.Read("predict/predictions.csv", "skipped").Texts("Group").Distinct());
    }

    [Fact]
    public void A_study_without_any_group_that_is_large_enough_fails()
    {
        RunReport report = study.Run(["clusters"], "empty", 2, "Groups_ss=SynType=sx", "Study_Groups=ss");
        Assert.Contains("No group has synapses enough", Assert.Single(report.Failed).Error!.Message);
    }

    [Fact]
    public void An_embedding_may_be_fitted_on_a_sample_and_the_rest_is_placed_and_told()
    {
        RunReport report = study.Run(["predictions"], "sampled", 2, "Study_Groups=as", "Embed_Sample=300");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Umap.UmapModel umap;
        using (FileStream stream = File.OpenRead(study.PathOf("embed/as/umap.json", "sampled")))
        {
            umap = Umap.UmapModel.Load(stream);
        }

        GroupTable features = GroupTable.Of(study.Read("features/as/features.csv", "sampled"));
        GroupTable embedding = GroupTable.Of(study.Read("embed/as/embedding.csv", "sampled"));
        Assert.Equal(300, umap.TrainingPoints.RowCount);
        Assert.Equal(features.Keys, embedding.Keys);
        bool[] isDrawn = KeyedSplit.SampleOf(features.Keys, 300, 42);
        int[] drawn = [.. Enumerable.Range(0, isDrawn.Length).Where(row => isDrawn[row])];
        Assert.Equal(features.Points.SelectRows(drawn).Values.ToArray(), umap.TrainingPoints.Values.ToArray());
        Assert.Equal(umap.Embedding.Values.ToArray(), embedding.Points.SelectRows(drawn).Values.ToArray());
        Assert.Equal(umap.Transform(features.Points).Values.ToArray(), embedding.Points.Values.ToArray());
        Assert.Contains(report.Units.Single(unit => unit.Id.Stage == "embed").Messages, message => message.Text.StartsWith("UMAP is fitted on 300 of the ", StringComparison.Ordinal));
    }
}
