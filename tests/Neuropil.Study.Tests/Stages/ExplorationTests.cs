using Neuropil.Hdbscan;
using Neuropil.Numerics;
using Neuropil.Pipeline;

namespace Neuropil.Study.Tests;

[Collection(SampleStudy.Collection)]
public sealed class ExplorationTests(SampleStudy study)
{
    [Fact]
    public void A_sweep_marks_the_chosen_point_and_every_cell_is_what_a_fit_of_its_own_gives()
    {
        RunReport report = study.Run(["sweep"], "artifacts", 2, "Study_Groups=as,ss", "Sweep_MinClusterSize=10-12,30,40");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        foreach ((string group, int samples, int size, int last) in new[] { ("as", 8, 40, 25), ("ss", 3, 11, 9) })
        {
            Tables.Table sweep = study.Read($"sweep/{group}/sweep.csv");
            int[] allSamples = sweep.Integers("MinSamples");
            int[] sizes = sweep.Integers("MinClusterSize");
            int[] chosen = [.. Enumerable.Range(0, sweep.RowCount).Where(row => sweep.Integers("IsChosen")[row] == 1)];
            Assert.Equal((samples, size), (allSamples[Assert.Single(chosen)], sizes[chosen[0]]));
            Assert.Equal(1, sweep.Numbers("Agreement")[chosen[0]]);
            Assert.Equal(last, allSamples.Max());
            Tables.Table clusters = study.Read($"cluster/{group}/clusters.csv");
            Matrix points = clusters.Matrix("UMAP_1", "UMAP_2");
            foreach (int row in new[] { 0, chosen[0], sweep.RowCount - 1 })
            {
                HdbscanModel model = Hdbscan.Hdbscan.Fit(points, new HdbscanOptions { MinSamples = allSamples[row], MinClusterSize = sizes[row] });
                Assert.Equal(model.ClusterCount, sweep.Integers("Clusters")[row]);
                Assert.Equal((double)model.Labels.Count(-1) / points.RowCount, sweep.Numbers("NoiseShare")[row], 1e-12);
                Assert.Equal(model.RelativeValidity, sweep.Numbers("RelativeValidity")[row], 1e-12);
                Assert.Equal(DensityBasedValidity.Of(points, model.Labels) ?? double.NaN, sweep.Numbers("Dbcv")[row], 1e-12);
                Assert.Equal(AdjustedRand.Of(clusters.Integers("Cluster"), [.. model.Labels.ToArray().Select(label => label < 0 ? -1 : label + 1)]), sweep.Numbers("Agreement")[row], 1e-12);
            }
        }

        study.Run();
    }

    [Fact]
    public void An_island_of_noise_that_a_smaller_size_makes_a_cluster_is_told()
    {
        Tables.Table islands = study.Read("cluster/as/islands.csv");
        int[] labels = study.Read("cluster/as/clusters.csv").Integers("Cluster");
        Assert.Equal(35, labels.Count(label => label == -1));
        Assert.InRange(islands.Integers("MinClusterSize")[0], 30, 39);
        Assert.True(islands.Integers("Size")[0] >= 30);
        HdbscanModel finer = Hdbscan.Hdbscan.Fit(
            study.Read("cluster/as/clusters.csv").Matrix("UMAP_1", "UMAP_2"), new HdbscanOptions { MinSamples = 8, MinClusterSize = islands.Integers("MinClusterSize")[0] });
        int[] found = finer.Labels.ToArray();
        Assert.Equal(finer.ClusterCount, islands.Integers("Clusters")[0]);
        Assert.True(finer.ClusterCount > labels.Max());
        Assert.Contains(
            Enumerable.Range(0, found.Length).Where(row => found[row] >= 0).GroupBy(row => found[row]),
            cluster => cluster.Count(row => labels[row] == -1) == islands.Integers("Size")[0] && cluster.Count(row => labels[row] == -1) >= 0.9 * cluster.Count());
        Assert.True(islands.Numbers("Dbcv")[0] > islands.Numbers("DbcvNow")[0]);
        Assert.Contains(study.First.Units.Single(unit => unit.Id == new UnitId("cluster", "as")).Messages, message => message.Kind == MessageKind.Warning && message.Text.Contains("lie together", StringComparison.Ordinal));
    }

    [Fact]
    public void Exploring_describes_counts_correlates_and_tells_drift()
    {
        RunReport report = study.Run(["explore"]);
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        int kept = study.Read("screen/screened.csv").RowCount;
        double[] areas = study.Read("align/aligned.csv").Numbers("SynArea");
        Tables.Table describe = study.Read("explore/describe.csv");
        int row = Enumerable.Range(0, describe.RowCount).Single(at => describe.Texts("By")[at] == "Group" && describe.Texts("Name")[at] == "all" && describe.Texts("Feature")[at] == "SynArea");
        Assert.Equal(kept, describe.Integers("Count")[row]);
        Assert.Equal(areas.Average(), describe.Numbers("Mean")[row], 1e-12);
        Assert.Equal(areas.Max(), describe.Numbers("Maximum")[row]);
        Tables.Table counts = study.Read("explore/counts.csv");
        Assert.Equal(kept, counts.Integers("Count").Where((_, at) => counts.Texts("Group")[at] == "all").Sum());
        Assert.All(study.Read("explore/correlations.csv").Numbers("Spearman"), value => Assert.InRange(value, -1, 1));
        Assert.Equal(study.Read("screen/removed.csv").RowCount, study.Read("explore/left-out.csv").RowCount);
        Assert.Equal(kept, study.Read("explore/positions.csv").RowCount);
        Assert.All(study.Read("explore/drift.csv").Numbers("KolmogorovSmirnov"), value => Assert.InRange(value, 0, 1));
        study.Run();
    }
}
