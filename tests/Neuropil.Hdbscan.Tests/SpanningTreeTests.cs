using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

public sealed class SpanningTreeTests
{
    public static TheoryData<string, int, Metric> Cases
    {
        get
        {
            TheoryData<string, int, Metric> cases = [];
            foreach (string name in TestPoints.Names)
            {
                foreach (int minSamples in new[] { 1, 3, 8, 25 })
                {
                    cases.Add(name, minSamples, Metric.Euclidean);
                }

                cases.Add(name, 4, Metric.Manhattan);
                cases.Add(name, 4, Metric.Chebyshev);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tree_is_the_same_edge_for_edge_by_the_k_d_tree_and_over_all_pairs(string name, int minSamples, Metric metric)
    {
        Matrix points = CanonicalPoints.Of(TestPoints.Named(name), Execution.Default).Points;
        if (points.RowCount <= minSamples)
        {
            return;
        }

        Compare(points, minSamples, metric);
    }

    [Theory]
    [InlineData(2, 2000, 5, 1)]
    [InlineData(2, 2000, 1, 2)]
    [InlineData(2, 3000, 20, 3)]
    [InlineData(3, 2000, 4, 4)]
    [InlineData(5, 1500, 10, 5)]
    [InlineData(9, 800, 5, 6)]
    [InlineData(1, 3000, 3, 7)]
    [InlineData(3, 5000, 2, 8)]
    [InlineData(20, 600, 7, 9)]
    public void Tree_of_clustered_points_is_the_same_by_both(int columns, int count, int minSamples, long seed)
    {
        Matrix points = TestPoints.Blobs(count, columns, seed, centres: 9);
        Compare(CanonicalPoints.Of(points, Execution.Default).Points, minSamples, Metric.Euclidean);
        Matrix coarse = TestPoints.Map(points, value => Math.Round(value * 3) / 3);
        Compare(CanonicalPoints.Of(coarse, Execution.Default).Points, minSamples, Metric.Euclidean);
    }

    [Fact]
    public void Far_apart_groups_are_joined_by_their_nearest_points()
    {
        Matrix points = TestPoints.Rows(
            2400, 2, (row, column) => (1000.0 * ((row % 6) >> column)) + KeyedRandom.At(3, 4, (ulong)row, (ulong)column).NextDouble());
        Compare(CanonicalPoints.Of(points, Execution.Default).Points, 5, Metric.Euclidean);
    }

    [Theory]
    [InlineData(1e9, 1, 0)]
    [InlineData(0, 1e-7, 1e6)]
    [InlineData(0, 1e-150, 0)]
    [InlineData(0, 1e150, 0)]
    [InlineData(-3e7, 1e-3, 5)]
    public void Tree_is_the_same_where_single_precision_cannot_tell_points_apart(double middle, double width, double apart)
    {
        foreach (int columns in new[] { 1, 2, 5, 9 })
        {
            Matrix points = TestPoints.Rows(700, columns, (row, column) =>
                middle + (apart * (row % 4)) + (width * KeyedRandom.At(8, 5, (ulong)row, (ulong)column).NextGaussian()));
            Compare(CanonicalPoints.Of(points, Execution.Default).Points, 4, Metric.Euclidean);
            Compare(CanonicalPoints.Of(points, Execution.Default).Points, 4, Metric.Manhattan);
        }
    }

    [Fact]
    public void Total_weight_is_the_least_of_any_tree()
    {
        foreach (string name in TestPoints.Names)
        {
            Matrix points = CanonicalPoints.Of(TestPoints.Named(name), Execution.Default).Points;
            (double[] cores, MinimumSpanningTree tree) = MutualReachability.Of(points, 3, Metric.Euclidean, Execution.Default);
            Assert.Equal(KruskalWeights(points, 3), tree.Weights);
            Assert.Equal(points.RowCount, cores.Length);
        }
    }

    private static void Compare(Matrix points, int minSamples, Metric metric)
    {
        (double[] expectedCores, MinimumSpanningTree expected) = MutualReachability.OverAllPairs(points, minSamples, metric, Execution.Default);
        foreach (int threads in new[] { 1, 4 })
        {
            (double[] cores, MinimumSpanningTree tree) = MutualReachability.Of(points, minSamples, metric, Execution.With(threads: threads));
            Assert.Equal(expectedCores, cores);
            Assert.Equal(expected.Weights, tree.Weights);
            Assert.Equal(expected.Lower, tree.Lower);
            Assert.Equal(expected.Higher, tree.Higher);
        }
    }

    /// <summary>From the definition: all pairs sorted, joined where they are not yet.</summary>
    private static double[] KruskalWeights(Matrix points, int minSamples)
    {
        int count = points.RowCount;
        double Distance(int a, int b) => Math.Sqrt(Enumerable.Range(0, points.ColumnCount).Sum(column => Math.Pow(points[a, column] - points[b, column], 2)));
        double[] cores = [.. Enumerable.Range(0, count).Select(a => Enumerable.Range(0, count).Where(b => b != a).Select(b => Distance(a, b)).Order().ElementAt(minSamples - 1))];
        var pairs = from a in Enumerable.Range(0, count) from b in Enumerable.Range(0, a) select (Weight: Math.Max(Math.Max(cores[a], cores[b]), Distance(a, b)), a, b);
        int[] group = [.. Enumerable.Range(0, count)];
        List<double> weights = [];
        foreach ((double weight, int a, int b) in pairs.OrderBy(pair => pair.Weight))
        {
            if (group[a] != group[b])
            {
                (int kept, int gone) = (group[a], group[b]);
                for (int point = 0; point < count; point++)
                {
                    group[point] = group[point] == gone ? kept : group[point];
                }

                weights.Add(weight);
            }
        }

        return [.. weights];
    }
}
