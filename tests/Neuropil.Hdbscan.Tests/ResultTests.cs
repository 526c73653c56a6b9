using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class ResultTests
{
    public static TheoryData<string> Names => new(TestPoints.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Cut_gives_the_connected_core_points_at_that_distance(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 6, MinSamples = 4 });
        foreach (double distance in new[] { 0, 0.25, 0.6, 1, 1.5, 3, 100 })
        {
            foreach (int least in new[] { 1, 2, 6 })
            {
                Agreement.SameUpToNumbering(ConnectedCorePoints(points, 4, distance, least), model.Cut(distance, least));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cut_numbers_larger_clusters_first_whatever_the_order_of_rows(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4 };
        int[] expected = Hdbscan.Fit(points, options).Cut(0.7);
        int[] sizes = [.. expected.Where(label => label >= 0).GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count())];
        Assert.Equal(sizes.OrderDescending(), sizes);
        int[] order = TestPoints.Shuffled(points.RowCount, 2);
        int[] shuffled = Hdbscan.Fit(points.SelectRows(order), options).Cut(0.7);
        Assert.Equal(order.Select(row => expected[row]), shuffled);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sweep_gives_what_single_fits_give(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions[] grid =
        [
            .. from minSamples in new[] { 1, 4, 9, 20 }
               from minClusterSize in new[] { 2, 6, 15 }
               select new HdbscanOptions { MinSamples = minSamples, MinClusterSize = minClusterSize },
        ];
        IReadOnlyList<HdbscanModel> models = Hdbscan.Sweep(points, grid);
        for (int index = 0; index < grid.Length; index++)
        {
            HdbscanModel expected = Hdbscan.Fit(points, grid[index]);
            Assert.Equal(expected.Options, models[index].Options);
            Assert.Equal(expected.Labels.ToArray(), models[index].Labels.ToArray());
            Assert.Equal(expected.MembershipStrengths.ToArray(), models[index].MembershipStrengths.ToArray());
            Assert.Equal(expected.SpanningTree, models[index].SpanningTree);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Largest_cluster_size_is_kept(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 3, MinSamples = 3, MaxClusterSize = 20, AllowSingleCluster = true });
        Assert.All(model.Labels.ToArray().Where(label => label >= 0).GroupBy(label => label), group => Assert.InRange(group.Count(), 1, 20));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Membership_vectors_are_shares_and_training_points_get_their_own(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 6, MinSamples = 4, AllowSingleCluster = true });
        Matrix memberships = model.MembershipVectors();
        Assert.Equal((points.RowCount, model.ClusterCount), (memberships.RowCount, memberships.ColumnCount));
        for (int row = 0; row < points.RowCount; row++)
        {
            Assert.All(memberships.Row(row).ToArray(), share => Assert.InRange(share, 0, 1));
            Assert.InRange(memberships.Row(row).ToArray().Sum(), 0, 1 + 1e-12);
        }

        Assert.Equal(memberships.Values.ToArray(), model.MembershipVectors(points).Values.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void Every_member_of_a_cluster_of_duplicates_has_strength_1(int others)
    {
        // Three places of twelve duplicates, and points around them.
        Matrix points = TestPoints.Rows(36 + others, 2, (row, column) => row < 36
            ? 10 * (row % 3)
            : (10 * (row % 3)) + (0.1 * KeyedRandom.At(2, 1, (ulong)row, (ulong)column).NextDouble()));
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 6, MinSamples = 4 });
        Assert.Equal(3, model.ClusterCount);
        double[] expected = [.. model.Labels.ToArray().Select(label => label >= 0 ? 1.0 : 0)];
        Assert.Equal(expected, model.MembershipStrengths.ToArray());
        Assert.Equal(expected, model.Predict(points).MembershipStrengths.ToArray());
        Assert.All(Enumerable.Range(0, 36), row => Assert.True(model.Labels[row] >= 0));
        Matrix memberships = model.MembershipVectors();
        Assert.All(
            Enumerable.Range(0, points.RowCount).Where(row => model.Labels[row] >= 0),
            row => Assert.Equal(1, memberships.Row(row).ToArray().Sum(), 1e-12));
    }

    [Fact]
    public void Firm_members_belong_most_to_their_own_cluster()
    {
        Matrix points = TestPoints.Named("blobs");
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 15, MinSamples = 4 });
        Matrix memberships = model.MembershipVectors();
        for (int row = 0; row < points.RowCount; row++)
        {
            if (model.MembershipStrengths[row] > 0.5)
            {
                double[] shares = memberships.Row(row).ToArray();
                Assert.Equal(model.Labels[row], Array.IndexOf(shares, shares.Max()));
            }
        }
    }

    [Fact]
    public void Exemplars_are_the_firmest_members()
    {
        Matrix points = TestPoints.Named("blobs");
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 15, MinSamples = 4, Selection = ClusterSelection.Leaf });
        for (int label = 0; label < model.ClusterCount; label++)
        {
            int[] firmest = [.. Enumerable.Range(0, points.RowCount).Where(row => model.Labels[row] == label && model.MembershipStrengths[row] == 1)];
            Assert.Equal(firmest, model.Exemplars(label));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nearest_cluster_is_that_of_the_nearest_member(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 6, MinSamples = 4 });
        NearestClusters nearest = model.NearestClustersOf(points);
        for (int row = 0; row < points.RowCount; row++)
        {
            double least = double.PositiveInfinity;
            for (int member = 0; member < points.RowCount; member++)
            {
                least = model.Labels[member] < 0 ? least : Math.Min(least, default(EuclideanMetric).Distance(points.Row(row), points.Row(member)));
            }

            Assert.Equal(least, nearest.Distances[row]);
            Assert.Equal(model.ClusterCount == 0, nearest.Labels[row] == ClusterLabel.Noise);
            if (model.Labels[row] != ClusterLabel.Noise)
            {
                Assert.Equal(model.Labels[row], nearest.Labels[row]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tables_of_the_trees_hold_every_point_once(string name)
    {
        Matrix points = TestPoints.Named(name);
        int count = points.RowCount;
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 6, MinSamples = 4 });
        Assert.Equal(Enumerable.Range(0, count), model.CondensedTree.Rows.Where(row => row.Child < count).Select(row => row.Child).Order());
        SingleLinkageRow[] merges = [.. model.SingleLinkageTree];
        Assert.Equal(Enumerable.Range(0, count), merges.Where(row => row.Child < count).Select(row => row.Child).Order());
        Assert.Equal(count, merges.GroupBy(row => row.Parent).OrderBy(group => group.Key).Last().Sum(row => row.ChildSize));
        Dictionary<int, double> distanceOf = merges.DistinctBy(row => row.Parent).ToDictionary(row => row.Parent, row => row.Distance);
        Assert.All(merges.Where(row => row.Child >= count), row => Assert.True(distanceOf[row.Child] < row.Distance));
        Assert.Equal(count - 1, model.SpanningTree.Count());
    }

    private static int[] ConnectedCorePoints(Matrix points, int minSamples, double distance, int least)
    {
        int count = points.RowCount;
        double Between(int a, int b) => default(EuclideanMetric).Distance(points.Row(a), points.Row(b));
        bool[] isCore = [.. Enumerable.Range(0, count).Select(a => Enumerable.Range(0, count).Count(b => b != a && Between(a, b) <= distance) >= minSamples)];
        int[] labels = new int[count];
        labels.AsSpan().Fill(-1);
        int next = 0;
        for (int first = 0; first < count; first++)
        {
            if (!isCore[first] || labels[first] >= 0)
            {
                continue;
            }

            Queue<int> reached = new([first]);
            labels[first] = next;
            while (reached.TryDequeue(out int point))
            {
                for (int other = 0; other < count; other++)
                {
                    if (isCore[other] && labels[other] < 0 && Between(point, other) <= distance)
                    {
                        labels[other] = next;
                        reached.Enqueue(other);
                    }
                }
            }

            next++;
        }

        return [.. labels.Select(label => label >= 0 && labels.Count(other => other == label) >= least ? label : -1)];
    }
}
