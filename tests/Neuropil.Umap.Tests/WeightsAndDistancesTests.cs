namespace Neuropil.Umap.Tests;

using Neuropil.Numerics;
using Neuropil.Umap;

public class WeightsAndDistancesTests
{
    private static readonly Matrix Points = TestPoints.Gaussian(150, 4, distanceOfBlobs: 1, blobCount: 3);
    private static readonly UmapOptions Options = new() { EpochCount = 60, NeighborCount = 10 };

    [Fact]
    public void Equal_weights_are_no_weights()
        => Assert.Equal(Fit(null), Fit([.. Enumerable.Repeat(0.3, 150)]));

    [Fact]
    public void Only_the_ratios_of_weights_matter()
    {
        double[] weights = [.. Enumerable.Range(0, 150).Select(row => 1.0 + (row % 4))];
        Assert.Equal(Fit(weights), Fit([.. weights.Select(weight => weight * 8)]));
        Assert.NotEqual(Fit(null), Fit(weights));
    }

    [Fact]
    public void Points_of_weight_0_act_on_none()
    {
        // The last 30 count nothing: wherever they start, the others end in the same places.
        double[] weights = [.. Enumerable.Range(0, 150).Select(row => row < 120 ? 1.0 + (row % 3) : 0)];
        double[] here = TestPoints.Gaussian(150, 2, seed: 3).Values.ToArray();
        double[] there = [.. here.Select((value, index) => index < 240 ? value : value + 5)];
        double[] one = Fit(weights, here);
        double[] other = Fit(weights, there);
        Assert.Equal(one[..240], other[..240]);
        Assert.NotEqual(one[240..], other[240..]);
        Assert.NotEqual(Fit(null, here)[..240], Fit(null, there)[..240]);
    }

    [Fact]
    public void Heavier_points_take_more_room()
    {
        // One cloud; a random half weighs twenty times as much, so its points push each other farther apart than the light ones do.
        Matrix cloud = TestPoints.Gaussian(400, 3);
        double[] weights = [.. Enumerable.Range(0, 400).Select(row => cloud[row, 0] > 0 ? 20.0 : 1.0)];
        UmapOptions options = new() { EpochCount = 200 };
        double[] Spread(ReadOnlyMemory<double>? given)
        {
            Matrix places = Umap.Fit(new UmapData { Points = cloud, Weights = given }, options).Embedding;
            NeighborTable nearest = NearestNeighbors.Of(places, 6);
            return
            [
                Enumerable.Range(0, 400).Where(row => weights[row] > 1).Average(row => nearest.Distances(row)[5]),
                Enumerable.Range(0, 400).Where(row => weights[row] == 1).Average(row => nearest.Distances(row)[5]),
            ];
        }

        double[] even = Spread(null);
        double[] uneven = Spread(weights);
        Assert.True(uneven[0] / uneven[1] > 1.1 * even[0] / even[1], $"{even[0]} {even[1]} → {uneven[0]} {uneven[1]}");
    }

    [Fact]
    public void Weights_give_the_same_bytes_on_any_thread_count()
    {
        Matrix points = TestPoints.Gaussian(2500, 3);
        double[] weights = [.. Enumerable.Range(0, 2500).Select(row => (double)(row % 5))];
        UmapData data = new() { Points = points, Weights = weights };
        UmapOptions options = new() { EpochCount = 20 };
        double[] one = Umap.Fit(data, options, Execution.With(threads: 1)).Embedding.Values.ToArray();
        Assert.Equal(one, Umap.Fit(data, options, Execution.With(threads: 2)).Embedding.Values.ToArray());
    }

    [Theory]
    [InlineData(-1.0, "row 2 (counted from 0) is -1")]
    [InlineData(double.NaN, "row 2 (counted from 0) is NaN")]
    [InlineData(double.PositiveInfinity, "row 2 (counted from 0)")]
    public void Weights_that_are_none_are_refused(double bad, string message)
    {
        double[] weights = [.. Enumerable.Range(0, 150).Select(row => row == 2 ? bad : 1)];
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Fit(weights)).Message);
        Assert.Contains("all 0", Assert.Throws<ArgumentException>(() => Fit(new double[150])).Message);
        Assert.Contains("expected 150", Assert.Throws<ArgumentException>(() => Fit([1])).Message);
    }

    [Fact]
    public void Distances_give_what_their_points_give()
    {
        Matrix distances = DistancesOf(Points, Points);
        UmapModel model = Umap.Fit(new UmapData { Distances = distances }, Options);
        Assert.Equal(Umap.Fit(Points, Options).Embedding.Values.ToArray(), model.Embedding.Values.ToArray());
        Assert.Equal(0, model.TrainingPoints.ColumnCount);

        // The same of neighbours alone, for the graph hangs together.
        Assert.Equal(
            model.Embedding.Values.ToArray(),
            Umap.Fit(new UmapData { Neighbors = NearestNeighbors.Of(Points, 12) }, Options).Embedding.Values.ToArray());
    }

    [Fact]
    public void New_points_are_placed_by_their_distances_as_by_their_coordinates_and_from_a_file_too()
    {
        Matrix fresh = Matrix.FromRows([.. TestPoints.Gaussian(40, 4, seed: 9, distanceOfBlobs: 1, blobCount: 3).ToRows(), Points.Row(7).ToArray()]);
        double[] expected = Umap.Fit(Points, Options).Transform(fresh).Values.ToArray();
        UmapModel model = Umap.Fit(new UmapData { Distances = DistancesOf(Points, Points) }, Options);
        Matrix distances = DistancesOf(fresh, Points);
        Assert.Equal(expected, model.TransformDistances(distances).Values.ToArray());
        using MemoryStream file = new();
        model.Save(file);
        file.Position = 0;
        UmapModel loaded = UmapModel.Load(file);
        Assert.Equal(expected, loaded.TransformDistances(distances).Values.ToArray());
        Assert.Contains("TransformDistances", Assert.Throws<InvalidOperationException>(() => loaded.Transform(fresh)).Message);
        Assert.Contains("expected 150", Assert.Throws<ArgumentException>(() => model.TransformDistances(fresh)).Message);
        Assert.Contains(
            "row 1, column 0",
            Assert.Throws<ArgumentException>(() => model.TransformDistances(new Matrix(2, 150, [.. Enumerable.Range(0, 300).Select(index => index == 150 ? -1.0 : 1)]))).Message);
    }

    [Fact]
    public void Far_groups_of_distances_or_neighbours_lie_apart()
    {
        Matrix apart = TestPoints.Gaussian(150, 4, distanceOfBlobs: 60, blobCount: 3);
        int[] kinds = [.. Enumerable.Range(0, 150).Select(row => row % 3)];
        foreach (UmapData data in new[]
        {
            new UmapData { Distances = DistancesOf(apart, apart) },
            new UmapData { Neighbors = NearestNeighbors.Of(apart, 10) },
        })
        {
            double silhouette = Silhouette.Of(Umap.Fit(data, Options).Embedding, kinds).Mean;
            Assert.True(silhouette > 0.5, $"{silhouette}");
        }
    }

    [Fact]
    public void Distances_that_are_none_are_named()
    {
        Assert.Contains("150 × 4", Message(new UmapData { Distances = Points }));
        Assert.Contains("row 0, column 3", Message(Changed(3, -1)));
        Assert.Contains("row 0, column 3", Message(Changed(3, double.NaN)));
        Assert.Contains("the other way round", Message(Changed(3, 100)));
        Assert.Contains("0 from a row to itself", Message(Changed(0, 1)));
        Assert.Contains("one of them", Message(new UmapData()));
        Assert.Contains("one of them", Message(new UmapData { Points = Points, Distances = DistancesOf(Points, Points) }));
        Assert.Contains(
            "Principal components",
            Assert.Throws<ArgumentException>(
                () => Umap.Fit(new UmapData { Distances = DistancesOf(Points, Points) }, Options with { Initialization = UmapInitialization.PrincipalComponents })).Message);

        static string Message(UmapData data) => Assert.ThrowsAny<ArgumentException>(() => Umap.Fit(data, Options, Execution.With(threads: 1))).Message;

        static UmapData Changed(int index, double value)
        {
            double[] values = DistancesOf(Points, Points).Values.ToArray();
            values[index] = value;
            return new UmapData { Distances = new Matrix(150, 150, values) };
        }
    }

    private static double[] Fit(double[]? weights, double[]? start = null)
        => Umap.Fit(
            new UmapData
            {
                Points = Points,
                Weights = weights is null ? null : (ReadOnlyMemory<double>?)weights,
                InitialEmbedding = start is null ? null : new Matrix(150, 2, start),
            },
            Options).Embedding.Values.ToArray();

    private static Matrix DistancesOf(Matrix from, Matrix to)
    {
        double[] values = new double[from.RowCount * to.RowCount];
        for (int row = 0; row < from.RowCount; row++)
        {
            for (int other = 0; other < to.RowCount; other++)
            {
                values[(row * to.RowCount) + other] = default(EuclideanMetric).Distance(from.Row(row), to.Row(other));
            }
        }

        return new Matrix(from.RowCount, to.RowCount, values);
    }
}
