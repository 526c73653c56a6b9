using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class LayerTests
{
    public static TheoryData<string> Names => new(TestPoints.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_range_has_the_number_of_clusters_that_its_sizes_have(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanLayers layers = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 5, MinSamples = 4 }).Layers();
        Assert.Equal(2, layers.Trace[0].MinClusterSize);
        Assert.Equal(points.RowCount / 2, layers.Trace[^1].LargestMinClusterSize);
        for (int index = 0; index < layers.Trace.Count; index++)
        {
            HdbscanLayer layer = layers.Trace[index];
            Assert.Equal(layer.ClusterCount, Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = layer.MinClusterSize, MinSamples = 4 }).ClusterCount);
            Assert.True(index == 0 || layer.MinClusterSize == layers.Trace[index - 1].LargestMinClusterSize + 1);
        }

        for (int index = 0; index < layers.Layers.Count; index++)
        {
            Assert.Equal(layers.Layers[index].ClusterCount, layers.Model(index).ClusterCount);
        }
    }

    [Theory]
    [InlineData(2, new[] { 60, 250, 1000, 4000 }, 1)]
    [InlineData(2, new[] { 100, 100, 3000, 3000 }, 2)]
    [InlineData(3, new[] { 50, 400, 3000 }, 3)]
    [InlineData(5, new[] { 80, 800, 2500, 90 }, 4)]
    public void Blobs_of_widely_different_size_are_found_without_any_size_given(int columns, int[] sizes, long seed)
    {
        int[] truth = [.. sizes.SelectMany((size, blob) => Enumerable.Repeat(blob, size))];
        Matrix points = TestPoints.Rows(truth.Length, columns, (row, column) =>
            (12 * ((truth[row] + column) % sizes.Length)) + (KeyedRandom.At(seed, 7, (ulong)row, (ulong)column).NextGaussian() * (1 + (0.5 * (truth[row] % 2)))));
        HdbscanLayers layers = Hdbscan.Fit(points, new HdbscanOptions { MinSamples = 10 }).Layers();
        HdbscanModel found = layers.Model();
        Assert.Equal(sizes.Length, found.ClusterCount);
        int[] clustered = [.. Enumerable.Range(0, truth.Length).Where(row => found.Labels[row] >= 0)];
        Assert.True(clustered.Length > 0.8 * truth.Length, $"{clustered.Length} of {truth.Length}");
        Assert.Equal(1, Agreement.AdjustedRandIndex(clustered.Select(row => truth[row]).ToArray(), [.. clustered.Select(row => found.Labels[row])]), 1e-3);
    }

    [Fact]
    public void Clusters_in_clusters_are_two_layers()
    {
        // Three far groups of three near ones.
        Matrix points = TestPoints.Rows(1800, 2, (row, column) =>
            (100 * (row % 3 == column + 1 ? 1 : 0)) + (8 * (row / 3 % 3 == column + 1 ? 1 : 0)) + KeyedRandom.At(5, 8, (ulong)row, (ulong)column).NextGaussian());
        HdbscanLayers layers = Hdbscan.Fit(points, new HdbscanOptions { MinSamples = 10 }).Layers();
        Assert.Equal([3, 9], layers.Layers.Take(2).Select(layer => layer.ClusterCount).Order());
    }

    [Fact]
    public void Points_without_groups_have_no_layer()
    {
        HdbscanLayers layers = Hdbscan.Fit(TestPoints.Named("coincident")).Layers();
        Assert.Empty(layers.Layers);
        Assert.Throws<InvalidOperationException>(() => layers.Model());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_do_not_depend_on_the_order_of_rows(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinSamples = 4 };
        HdbscanLayers expected = Hdbscan.Fit(points, options).Layers();
        Assert.Equal(expected.Trace, Hdbscan.Fit(points.SelectRows(TestPoints.Shuffled(points.RowCount, 3)), options).Layers().Trace);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cut_into_a_number_has_that_number_at_the_largest_distance(string name)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanModel model = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 6, MinSamples = 4 });
        double[] distances = [.. model.SpanningTree.Select(edge => edge.Distance).Distinct()];
        Dictionary<int, int[]> expected = [];
        foreach (double distance in distances)
        {
            int[] labels = model.Cut(distance);
            expected[labels.Max() + 1] = labels;
        }

        for (int count = 1; count < 8; count++)
        {
            if (expected.TryGetValue(count, out int[]? labels))
            {
                Assert.Equal(labels, model.CutInto(count));
            }
            else
            {
                Assert.Contains($"clusterCount is {count}", Assert.Throws<ArgumentException>(() => model.CutInto(count)).Message);
            }
        }
    }

    [Fact]
    public async Task Fit_runs_in_the_background_and_can_be_stopped()
    {
        Matrix points = TestPoints.Named("blobs");
        HdbscanModel model = await Hdbscan.FitAsync(points);
        Assert.Equal(Hdbscan.Fit(points).Labels.ToArray(), model.Labels.ToArray());
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hdbscan.FitAsync(new HdbscanData { Points = points }, cancellationToken: stopped.Token));
    }

    [Fact]
    public void Names_of_columns_are_kept_with_the_model()
    {
        Matrix points = TestPoints.Named("blobs");
        HdbscanModel model = Hdbscan.Fit(points).WithFeatureNames(FeatureNames.Of("x", "y"));
        using MemoryStream stream = new();
        model.Save(stream);
        stream.Position = 0;
        HdbscanModel loaded = HdbscanModel.Load(stream);
        Assert.Equal(FeatureNames.Of("x", "y"), loaded.FeatureNames);
        Matrix swapped = TestPoints.Rows(points.RowCount, 2, (row, column) => points[row, 1 - column]);
        Assert.Equal(model.Labels.ToArray(), loaded.Predict(loaded.FeatureNames.Arrange(swapped, ["y", "x"])).Labels.ToArray());
        Assert.Throws<ArgumentException>(() => model.WithFeatureNames(FeatureNames.Of("x")));
        Assert.Equal(FeatureNames.Of("x", "y"), model.With(model.Options).FeatureNames);
    }
}
