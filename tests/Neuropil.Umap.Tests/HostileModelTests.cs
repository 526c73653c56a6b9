namespace Neuropil.Umap.Tests;

using System.Globalization;
using System.Text;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tests;
using Neuropil.Umap;

public class HostileModelTests
{
    private static readonly UmapModel Model = Umap.Fit(TestPoints.Gaussian(40, 3), new UmapOptions { NeighborCount = 6, EpochCount = 10 });

    [Theory]
    [InlineData("negatives-1e6.json")]
    [InlineData("negatives-1e9.json")]
    public void A_model_whose_transform_would_not_end_is_refused(string file)
    {
        using FileStream stream = File.OpenRead(Fixture(file));
        Assert.Contains("NegativeSampleRate", Assert.Throws<ModelFormatException>(() => UmapModel.Load(stream, file)).Message);
    }

    [Theory]
    [InlineData("\"negativeSampleRate\": 5", "\"negativeSampleRate\": 1001")]
    [InlineData("\"negativeSampleRate\": 5", "\"negativeSampleRate\": -1")]
    [InlineData("\"epochCount\": 10", "\"epochCount\": 1000001")]
    [InlineData("\"learningRate\": 1", "\"learningRate\": 1e300")]
    [InlineData("\"learningRate\": 1", "\"learningRate\": 0")]
    [InlineData("\"repulsionStrength\": 1", "\"repulsionStrength\": 1e39")]
    [InlineData("\"spread\": 1", "\"spread\": 1e9")]
    [InlineData("\"spread\": 1", "\"spread\": 2")]
    [InlineData("\"localConnectivity\": 1", "\"localConnectivity\": \"Infinity\"")]
    [InlineData("\"setOperationMixRatio\": 1", "\"setOperationMixRatio\": 1.5")]
    [InlineData("\"minDistance\": 0.1", "\"minDistance\": 0.2")]
    [InlineData("\"a\": 1.", "\"a\": 11.")]
    [InlineData("\"b\": 0.8", "\"b\": 1e300, \"c\": 0.8")]
    [InlineData("\"initialization\": \"Spectral\"", "\"initialization\": \"17\"")]
    public void Every_option_of_a_file_is_one_that_a_fit_could_have_had(string intact, string damaged)
    {
        string text = ModelText.Unsealed(Saved(Model));
        Assert.Contains(intact, text);
        byte[] bytes = Encoding.UTF8.GetBytes(text.Replace(intact, damaged));
        Assert.Contains("m.json", Assert.Throws<ModelFormatException>(() => UmapModel.Load(new MemoryStream(bytes), "m.json")).Message);
    }

    [Fact]
    public void Points_and_places_of_a_file_are_such_as_a_fit_could_have_had()
    {
        Refused(new Matrix(40, 3, [.. Model.TrainingPoints.Values[..^1], 1e200]), Model.Embedding, "trainingPoints");
        Refused(Model.TrainingPoints, new Matrix(40, 2, [.. Model.Embedding.Values[..^1], 1e30]), "embedding");

        static void Refused(Matrix points, Matrix places, string field)
        {
            byte[] file = Saved(new UmapModel(Model.Options, Model.Curve, points, places, FeatureNames.Unknown));
            Assert.Contains(field, Assert.Throws<ModelFormatException>(() => UmapModel.Load(new MemoryStream(file))).Message);
        }
    }

    [Fact]
    public void A_transform_hears_that_it_is_to_stop_while_a_single_block_is_under_way()
    {
        // The heaviest model that may be loaded, and one block of points.
        UmapModel heavy = Umap.Fit(TestPoints.Gaussian(300, 3), new UmapOptions { NeighborCount = 300, NegativeSampleRate = 1000, EpochCount = 0 });
        using CancellationTokenSource stop = new();
        Matrix fresh = TestPoints.Gaussian(200, 3, seed: 4);
        Task<Matrix> transform = heavy.TransformAsync(fresh, cancellationToken: stop.Token);
        stop.CancelAfter(50);
        Assert.ThrowsAny<OperationCanceledException>(() => transform.GetAwaiter().GetResult());
    }

    [Fact]
    public void Coordinates_whose_squared_distances_overflow_are_refused_by_column_and_value()
    {
        string[] lines = File.ReadAllLines(Fixture("overflow.csv"));
        Matrix points = Matrix.FromRows(
            lines.Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()));
        DistanceOverflowException error = Assert.Throws<DistanceOverflowException>(() => Umap.Fit(points));
        Assert.Equal(points[error.Row, error.Column], error.Value);
        Assert.Contains("squared distances", error.Message);
        Assert.Contains(error.Value.ToString(CultureInfo.InvariantCulture), error.Message);
    }

    [Fact]
    public void A_new_point_whose_squared_distance_overflows_is_refused_by_column_and_value()
    {
        Matrix fresh = Matrix.FromRows(new double[][] { [0, 0, 0], [0, 1, -3e180] });
        DistanceOverflowException error = Assert.Throws<DistanceOverflowException>(() => Model.Transform(fresh));
        Assert.Equal((1, 2, -3e180), (error.Row, error.Column, error.Value));
    }

    [Theory]
    [InlineData(Metric.Euclidean, 1e100, true)]
    [InlineData(Metric.Euclidean, 3e154, false)]
    [InlineData(Metric.Manhattan, 1e300, true)]
    [InlineData(Metric.Manhattan, 1.5e308, false)]
    [InlineData(Metric.Chebyshev, 1e307, true)]
    [InlineData(Metric.Chebyshev, 1.5e308, false)]
    [InlineData(Metric.Cosine, 1e100, true)]
    [InlineData(Metric.Cosine, 1e160, false)]
    [InlineData(Metric.Correlation, 1e160, false)]
    public void What_is_too_far_depends_on_the_metric(Metric metric, double value, bool fits)
    {
        double[] values = TestPoints.Gaussian(30, 3).Values.ToArray();
        values[31] = value;
        values[34] = -value;
        UmapOptions options = new() { Metric = metric, EpochCount = 5 };
        if (fits)
        {
            Assert.False(Umap.Fit(new Matrix(30, 3, values), options).Embedding.Values.ContainsAny(double.NaN, double.PositiveInfinity));
        }
        else
        {
            Assert.Equal(1, Assert.Throws<DistanceOverflowException>(() => Umap.Fit(new Matrix(30, 3, values), options)).Column);
        }
    }

    [Fact]
    public void Columns_are_matched_by_name_from_a_file_too()
    {
        FeatureNames names = FeatureNames.Of("area", "depth", "kind");
        UmapModel named = UmapModel.Load(new MemoryStream(Saved(Model.WithFeatureNames(names))));
        Assert.Equal(names, named.FeatureNames);
        Matrix fresh = TestPoints.Gaussian(12, 3, seed: 6);
        Matrix swapped = Matrix.FromRows(fresh.ToRows().Select(row => new[] { row[2], row[0], row[1] }));
        Assert.Equal(Model.Transform(fresh).Values.ToArray(), named.Transform(swapped, ["kind", "area", "depth"]).Values.ToArray());
        FeatureNamesException error = Assert.Throws<FeatureNamesException>(() => named.Transform(fresh, ["kind", "area", "width"]));
        Assert.Equal(["depth"], error.Missing);
        Assert.Equal(["width"], error.Extra);
        Assert.Throws<ArgumentException>(() => Model.WithFeatureNames(FeatureNames.Of("a", "b")));
        Assert.Equal(names, Umap.Refit(named, TestPoints.Gaussian(50, 3)).FeatureNames);
        Assert.False(UmapModel.Load(new MemoryStream(Saved(Model))).FeatureNames.AreKnown);
    }

    private static string Fixture(string file) => Repository.PathOf("tests", "fixtures", "umap", "hostile", file);

    private static byte[] Saved(UmapModel model)
    {
        MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }
}
