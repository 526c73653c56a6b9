using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tests;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class ValidityTests
{
    public static TheoryData<string> Names => [.. TestPoints.Names.Where(name => name != "coincident"), "tied.csv", "signed zeros"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Density_based_validity_is_the_same_bits_whatever_the_order_of_rows(string name)
    {
        Matrix points = Named(name);
        foreach (Metric metric in new[] { Metric.Euclidean, Metric.Manhattan, Metric.Cosine })
        {
            int[] labels = Labelled(points, metric);
            IReadOnlyDictionary<int, double> expected = DensityBasedValidity.OfClusters(points, labels, metric);
            double? total = DensityBasedValidity.Of(points, labels, metric);
            for (long seed = 1; seed <= 6; seed++)
            {
                int[] order = seed == 1 ? [.. Enumerable.Range(0, points.RowCount).OrderBy(row => points[row, 0])] : TestPoints.Shuffled(points.RowCount, seed);
                Matrix shuffled = points.SelectRows(order);
                int[] theirLabels = [.. order.Select(row => labels[row])];
                Assert.Equal(expected, DensityBasedValidity.OfClusters(shuffled, theirLabels, metric));
                Assert.Equal(total, DensityBasedValidity.Of(shuffled, theirLabels, metric));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Relative_validity_is_the_same_bits_whatever_the_order_of_rows(string name)
    {
        Matrix points = Named(name);
        HdbscanOptions options = new() { MinClusterSize = 5, MinSamples = 3 };
        HdbscanModel expected = Hdbscan.Fit(points, options);
        for (long seed = 1; seed <= 6; seed++)
        {
            HdbscanModel model = Hdbscan.Fit(points.SelectRows(TestPoints.Shuffled(points.RowCount, seed)), options);
            Assert.Equal(expected.RelativeValidity, model.RelativeValidity);
            Assert.Equal(expected.Persistence.ToArray(), model.Persistence.ToArray());
        }
    }

    [Fact]
    public void Density_based_validity_hears_cancellation()
    {
        Matrix points = TestPoints.Blobs(200, 2, 1);
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => DensityBasedValidity.Of(points, new int[200], execution: Execution.With(cancellation: stopped.Token)));
    }

    private static int[] Labelled(Matrix points, Metric metric)
    {
        // Clusters, and one that is no group at all: rows of equal coordinates may then have different labels.
        int[] labels = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 5, MinSamples = 3, Metric = metric }).Labels.ToArray();
        int next = labels.Max() + 1;
        for (int row = 0; row < labels.Length; row += 9)
        {
            labels[row] = next;
        }

        HashSet<int> single = [.. labels.GroupBy(label => label).Where(group => group.Count() < 2).Select(group => group.Key)];
        return [.. labels.Select(label => single.Contains(label) ? ClusterLabel.Noise : label)];
    }

    private static Matrix Named(string name)
        => name switch
        {
            "tied.csv" => Matrix.FromRows([.. File.ReadLines(Repository.PathOf("tests", "fixtures", "hdbscan", name)).Skip(1)
                .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())]),
            "signed zeros" => TestPoints.Rows(60, 2, (row, column) => column == 0 ? (row % 2 == 0 ? 0.0 : -0.0) : 1 + (row % 12)),
            _ => TestPoints.Named(name),
        };
}
