using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class WeightTests
{
    public static TheoryData<string, ClusterSelection, bool, Metric> Cases
    {
        get
        {
            TheoryData<string, ClusterSelection, bool, Metric> cases = [];
            foreach (string name in TestPoints.Names.Where(name => name != "coincident"))
            {
                cases.Add(name, ClusterSelection.ExcessOfMass, false, Metric.Euclidean);
                cases.Add(name, ClusterSelection.ExcessOfMass, true, Metric.Manhattan);
                cases.Add(name, ClusterSelection.Leaf, false, Metric.Euclidean);
                cases.Add(name, ClusterSelection.Leaf, false, Metric.Cosine);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Whole_weights_give_what_as_many_equal_rows_give(string name, ClusterSelection selection, bool single, Metric metric)
    {
        Matrix points = TestPoints.Named(name);
        foreach ((int least, int minSamples, int heaviest, long seed) in new[] { (6, 4, 3, 1L), (3, 7, 5, 2L), (5, 2, 12, 3L), (25, 9, 30, 4L) })
        {
            HdbscanOptions options = new() { MinClusterSize = least, MinSamples = minSamples, Selection = selection, AllowSingleCluster = single, Metric = metric };
            int[] weights = [.. Enumerable.Range(0, points.RowCount).Select(row => Weight(row, heaviest, seed))];
            int[] copies = [.. Enumerable.Range(0, points.RowCount).SelectMany(row => Enumerable.Repeat(row, weights[row]))];
            HdbscanModel expected = Hdbscan.Fit(points.SelectRows(copies), options);
            HdbscanModel model = Hdbscan.Fit(new HdbscanData { Points = points, Weights = weights.Select(weight => (double)weight).ToArray() }, options);
            Assert.Equal(expected.Labels.ToArray(), copies.Select(row => model.Labels[row]));
            Assert.Equal(expected.MembershipStrengths.ToArray(), copies.Select(row => model.MembershipStrengths[row]));
            Assert.Equal(expected.OutlierScores.ToArray(), copies.Select(row => model.OutlierScores[row]));
            Assert.Equal(expected.CoreDistances.ToArray(), copies.Select(row => model.CoreDistances.Span[row]));
            Assert.Equal(expected.CondensedTree.Clusters.Select(cluster => cluster.Weight), model.CondensedTree.Clusters.Select(cluster => cluster.Weight));
            Agreement.Close(
                expected.CondensedTree.Clusters.Select(cluster => Finite(cluster.Stability)).ToArray(),
                model.CondensedTree.Clusters.Select(cluster => Finite(cluster.Stability)).ToArray(),
                1e-9);
            Agreement.Close(expected.Persistence.Span, model.Persistence.Span, 1e-9);
            Assert.Equal(expected.RelativeValidity, model.RelativeValidity, 1e-9);
            foreach (double distance in new[] { 0.3, 0.8, 2 })
            {
                Assert.Equal(expected.Cut(distance, 4), copies.Select(row => model.Cut(distance, 4)[row]));
            }

            Matrix queries = TestPoints.Map(points, value => value + 0.07);
            Assert.Equal(expected.Predict(queries).Labels.ToArray(), model.Predict(queries).Labels.ToArray());
            Assert.Equal(expected.Predict(queries).MembershipStrengths.ToArray(), model.Predict(queries).MembershipStrengths.ToArray());
        }
    }

    [Fact]
    public void Weights_of_one_give_the_model_without_weights()
    {
        Matrix points = TestPoints.Named("coarse");
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4 };
        HdbscanModel expected = Hdbscan.Fit(points, options);
        double[] ones = new double[points.RowCount];
        ones.AsSpan().Fill(1);
        HdbscanModel model = Hdbscan.Fit(new HdbscanData { Points = points, Weights = ones }, options);
        Assert.True(model.IsWeighted);
        Assert.Equal(expected.Labels.ToArray(), model.Labels.ToArray());
        Assert.Equal(expected.SpanningTree, model.SpanningTree);
        Assert.Equal(expected.CondensedTree.Clusters, model.CondensedTree.Clusters);
    }

    [Fact]
    public void Weights_that_are_no_whole_numbers_do_not_depend_on_the_order_of_rows_and_survive_saving()
    {
        Matrix points = TestPoints.Named("duplicates");
        double[] weights = [.. Enumerable.Range(0, points.RowCount).Select(row => 0.1 + (2 * KeyedRandom.At(4, 4, (ulong)row).NextDouble()))];
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4 };
        HdbscanModel expected = Hdbscan.Fit(new HdbscanData { Points = points, Weights = weights }, options);
        int[] order = TestPoints.Shuffled(points.RowCount, 9);
        HdbscanModel model = Hdbscan.Fit(new HdbscanData { Points = points.SelectRows(order), Weights = order.Select(row => weights[row]).ToArray() }, options);
        Assert.Equal(order.Select(row => expected.Labels[row]), model.Labels.ToArray());
        Agreement.Close(order.Select(row => expected.MembershipStrengths[row]).ToArray(), model.MembershipStrengths, 1e-9);

        HdbscanModel loaded = Reloaded(expected);
        Assert.Equal(expected.Labels.ToArray(), loaded.Labels.ToArray());
        Assert.Equal(expected.Persistence.ToArray(), loaded.Persistence.ToArray());
        Assert.Equal(expected.Predict(points).Labels.ToArray(), loaded.Predict(points).Labels.ToArray());
        Assert.Throws<InvalidOperationException>(() => loaded.Predict(points, PredictionMode.ApproximatePredict));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Weight_that_is_no_number_above_0_is_named_by_row(double weight)
    {
        double[] weights = new double[300];
        weights.AsSpan().Fill(1);
        weights[7] = weight;
        ArgumentException problem = Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new HdbscanData { Points = TestPoints.Named("blobs"), Weights = weights }));
        Assert.Contains("row 7", problem.Message);
        Assert.Contains("300", Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new HdbscanData { Points = TestPoints.Named("blobs"), Weights = new double[2] })).Message);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Known_neighbors_give_the_same_model(string name, ClusterSelection selection, bool single, Metric metric)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single, Metric = metric };
        NeighborTable neighbors = NearestNeighbors.Of(points, 7, metric);
        Assert.Equal(Saved(Hdbscan.Fit(points, options)), Saved(Hdbscan.Fit(new HdbscanData { Points = points, Neighbors = neighbors }, options)));
        Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new HdbscanData { Points = points, Neighbors = NearestNeighbors.Of(points, 4, metric) }, options));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Known_distances_give_the_same_clusters(string name, ClusterSelection selection, bool single, Metric metric)
    {
        Matrix points = TestPoints.Named(name);
        HdbscanOptions options = new() { MinClusterSize = 6, MinSamples = 4, Selection = selection, AllowSingleCluster = single, Metric = metric };
        NeighborTable all = NearestNeighbors.Of(points, points.RowCount, metric, NeighborSearch.BruteForce);
        double[] distances = new double[points.RowCount * points.RowCount];
        for (int row = 0; row < points.RowCount; row++)
        {
            for (int place = 0; place < points.RowCount; place++)
            {
                distances[(row * points.RowCount) + all.Rows(row)[place]] = all.Distances(row)[place];
            }
        }

        HdbscanModel expected = Hdbscan.Fit(points, options);
        HdbscanModel model = Hdbscan.Fit(new HdbscanData { Distances = new Matrix(points.RowCount, points.RowCount, distances) }, options);
        foreach (HdbscanModel same in new[] { model, Reloaded(model) })
        {
            Agreement.SameUpToNumbering(expected.Labels, same.Labels);
            Assert.Equal(expected.MembershipStrengths.ToArray(), same.MembershipStrengths.ToArray());
            Assert.Equal(expected.OutlierScores.ToArray(), same.OutlierScores.ToArray());
            Assert.Equal(expected.CoreDistances.ToArray(), same.CoreDistances.ToArray());
            Assert.Throws<InvalidOperationException>(() => same.Predict(points));
            Assert.Throws<InvalidOperationException>(() => same.MembershipVectors());
        }
    }

    [Fact]
    public void Table_that_is_none_of_distances_is_refused_by_place()
    {
        double[] Line(Action<double[]> change)
        {
            double[] table = [.. Enumerable.Range(0, 100).Select(index => (double)Math.Abs((index / 10) - (index % 10)))];
            change(table);
            return table;
        }

        static string Refusal(double[] table)
            => Assert.ThrowsAny<ArgumentException>(() => Hdbscan.Fit(new HdbscanData { Distances = new Matrix(10, 10, table) })).Message;

        Hdbscan.Fit(new HdbscanData { Distances = new Matrix(10, 10, Line(_ => { })) });
        Assert.Contains("row 3, column 3", Refusal(Line(table => table[33] = 1)));
        Assert.Contains("row 4, column 2", Refusal(Line(table => table[24] = 7)));
        Assert.Contains("row 4, column 2", Refusal(Line(table => table[24] = table[42] = -1)));
        Assert.Throws<NonFiniteValueException>(() => Hdbscan.Fit(new HdbscanData { Distances = new Matrix(10, 10, Line(table => table[5] = double.NaN)) }));
        Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new HdbscanData()));
        Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new HdbscanData { Distances = new Matrix(10, 10, Line(_ => { })), Points = TestPoints.Named("blobs") }));
    }

    private static int Weight(int row, int heaviest, long seed) => 1 + KeyedRandom.At(seed, 6, (ulong)row).NextInt32(heaviest);

    private static double Finite(double value) => double.IsFinite(value) ? value : -1;

    private static byte[] Saved(HdbscanModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }

    private static HdbscanModel Reloaded(HdbscanModel model) => HdbscanModel.Load(new MemoryStream(Saved(model)));
}
