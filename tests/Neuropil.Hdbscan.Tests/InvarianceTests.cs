using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class InvarianceTests
{
    public static TheoryData<string, ClusterSelection, bool> Cases
    {
        get
        {
            TheoryData<string, ClusterSelection, bool> cases = [];
            foreach (string name in TestPoints.Names)
            {
                cases.Add(name, ClusterSelection.ExcessOfMass, false);
                cases.Add(name, ClusterSelection.ExcessOfMass, true);
                cases.Add(name, ClusterSelection.Leaf, false);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_do_not_depend_on_the_order_of_the_rows(string name, ClusterSelection selection, bool single)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single };
        HdbscanModel expected = Hdbscan.Fit(points, options);
        for (long seed = 1; seed <= 5; seed++)
        {
            int[] order = TestPoints.Shuffled(points.RowCount, seed);
            HdbscanModel model = Hdbscan.Fit(points.SelectRows(order), options);
            for (int row = 0; row < order.Length; row++)
            {
                Assert.Equal(expected.Labels[order[row]], model.Labels[row]);
                Assert.Equal(expected.MembershipStrengths[order[row]], model.MembershipStrengths[row]);
                Assert.Equal(expected.OutlierScores[order[row]], model.OutlierScores[row]);
            }

            Assert.Equal(expected.Persistence.ToArray(), model.Persistence.ToArray());
            Assert.Equal(expected.CondensedTree.Clusters, model.CondensedTree.Clusters);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_do_not_depend_on_quarter_turns(string name, ClusterSelection selection, bool single)
    {
        Matrix points = TestPoints.Named(name);
        if (points.ColumnCount != 2)
        {
            return;
        }

        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single };
        HdbscanModel expected = Hdbscan.Fit(points, options);
        Matrix turned = TestPoints.Rows(points.RowCount, 2, (row, column) => column == 0 ? -points[row, 1] : points[row, 0]);
        HdbscanModel model = Hdbscan.Fit(turned, options);
        Agreement.SameUpToNumbering(expected.Labels, model.Labels);
        Assert.Equal(expected.MembershipStrengths.ToArray(), model.MembershipStrengths.ToArray());
        Assert.Equal(expected.OutlierScores.ToArray(), model.OutlierScores.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_do_not_depend_on_scaling_by_a_power_of_two(string name, ClusterSelection selection, bool single)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single };
        HdbscanModel expected = Hdbscan.Fit(points, options);
        foreach (double factor in new[] { 1 / 1024.0, 8, 1L << 40 })
        {
            HdbscanModel model = Hdbscan.Fit(TestPoints.Map(points, value => value * factor), options);
            Assert.Equal(expected.Labels.ToArray(), model.Labels.ToArray());
            Assert.Equal(expected.MembershipStrengths.ToArray(), model.MembershipStrengths.ToArray());
            Assert.Equal(expected.OutlierScores.ToArray(), model.OutlierScores.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_do_not_depend_on_the_thread_count(string name, ClusterSelection selection, bool single)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single };
        byte[] expected = Saved(Hdbscan.Fit(points, options, Execution.With(threads: 1)));
        foreach (int threads in new[] { 2, 3, 7 })
        {
            Assert.Equal(expected, Saved(Hdbscan.Fit(points, options, Execution.With(threads: threads))));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Saved_model_gives_the_same_results(string name, ClusterSelection selection, bool single)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single };
        HdbscanModel model = Hdbscan.Fit(points, options);
        byte[] bytes = Saved(model);
        HdbscanModel loaded = HdbscanModel.Load(new MemoryStream(bytes));
        Assert.Equal(bytes, Saved(loaded));
        Assert.Equal(model.Options, loaded.Options);
        Assert.Equal(model.Labels.ToArray(), loaded.Labels.ToArray());
        Assert.Equal(model.MembershipStrengths.ToArray(), loaded.MembershipStrengths.ToArray());
        Assert.Equal(model.OutlierScores.ToArray(), loaded.OutlierScores.ToArray());
        Assert.Equal(model.Predict(points).MembershipStrengths.ToArray(), loaded.Predict(points).MembershipStrengths.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_point_is_given_its_own_label_strength_and_score(string name, ClusterSelection selection, bool single)
    {
        Matrix points = TestPoints.Named(name);
        foreach (double epsilon in new[] { 0, 0.4, 2 })
        {
            HdbscanOptions options = new()
            {
                MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single, ClusterSelectionEpsilon = epsilon,
            };
            HdbscanModel model = Hdbscan.Fit(points, options);
            HdbscanPrediction prediction = model.Predict(points);
            Assert.Equal(model.Labels.ToArray(), prediction.Labels.ToArray());
            Assert.Equal(model.MembershipStrengths.ToArray(), prediction.MembershipStrengths.ToArray());
            Assert.Equal(model.OutlierScores.ToArray(), prediction.OutlierScores.ToArray());
        }
    }

    private static byte[] Saved(HdbscanModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }
}
