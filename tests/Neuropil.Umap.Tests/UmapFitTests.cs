namespace Neuropil.Umap.Tests;

using System.Collections.Concurrent;
using Neuropil.Numerics;
using Neuropil.Umap;

public class UmapFitTests
{
    [Theory]
    [InlineData(300, 2)]
    [InlineData(3000, 2)]
    [InlineData(2500, 3)]
    public void Embedding_is_bit_identical_for_any_thread_count(int rowCount, int dimension)
    {
        Matrix points = TestPoints.Gaussian(rowCount, 5, distanceOfBlobs: 3, blobCount: 4);
        UmapOptions options = new() { EmbeddingDimension = dimension, EpochCount = 40 };
        double[] one = Umap.Fit(points, options, Execution.With(threads: 1)).Embedding.Values.ToArray();
        foreach (int threads in new[] { 2, 3, 7 })
        {
            Assert.Equal(one, Umap.Fit(points, options, Execution.With(threads)).Embedding.Values.ToArray());
        }
    }

    [Fact]
    public void Another_seed_gives_another_embedding()
    {
        Matrix points = TestPoints.Gaussian(200, 4);
        UmapOptions options = new() { EpochCount = 20 };
        Assert.NotEqual(
            Umap.Fit(points, options).Embedding.Values.ToArray(),
            Umap.Fit(points, options with { Seed = 43 }).Embedding.Values.ToArray());
    }

    [Theory]
    [InlineData(UmapInitialization.Spectral)]
    [InlineData(UmapInitialization.PrincipalComponents)]
    [InlineData(UmapInitialization.Random)]
    public void Blobs_stay_together_from_every_start(UmapInitialization initialization)
    {
        Matrix points = TestPoints.Gaussian(400, 6, distanceOfBlobs: 6, blobCount: 4);
        Matrix embedding = Umap.Fit(points, new UmapOptions { Initialization = initialization }).Embedding;
        Assert.InRange(EmbeddingQuality.Trustworthiness(points, embedding), 0.9, 1);
        NeighborTable nearest = NearestNeighbors.Of(embedding, 6);
        for (int row = 0; row < points.RowCount; row++)
        {
            Assert.All(nearest.Rows(row).ToArray(), other => Assert.Equal(row % 4, other % 4));
        }
    }

    [Fact]
    public void Equal_rows_share_a_place()
    {
        Matrix points = TestPoints.Gaussian(100, 3);
        int[] rows = [.. Enumerable.Range(0, 100), 5, 5, 17];
        Matrix embedding = Umap.Fit(points.SelectRows(rows)).Embedding;
        Assert.Equal(embedding.Row(5).ToArray(), embedding.Row(100).ToArray());
        Assert.Equal(embedding.Row(5).ToArray(), embedding.Row(101).ToArray());
        Assert.Equal(embedding.Row(17).ToArray(), embedding.Row(102).ToArray());
        Assert.NotEqual(embedding.Row(5).ToArray(), embedding.Row(17).ToArray());
    }

    [Fact]
    public void A_table_of_one_point_many_times_sits_at_the_origin()
    {
        Matrix points = new(40, 3, [.. Enumerable.Repeat(2.5, 120)]);
        UmapModel model = Umap.Fit(points);
        Assert.All(model.Embedding.Values.ToArray(), value => Assert.Equal(0, value));
        Assert.All(model.Transform(TestPoints.Gaussian(3, 3)).Values.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Many_copies_of_few_points_are_placed()
    {
        Matrix points = TestPoints.Gaussian(4, 3).SelectRows([.. Enumerable.Range(0, 200).Select(row => row % 4)]);
        Matrix embedding = Umap.Fit(points).Embedding;
        Assert.All(embedding.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.Equal(4, Enumerable.Range(0, 200).Select(row => (embedding[row, 0], embedding[row, 1])).Distinct().Count());
    }

    [Fact]
    public void Constant_columns_change_nothing()
    {
        Matrix points = TestPoints.Gaussian(120, 3);
        Matrix wider = Matrix.FromRows([.. Enumerable.Range(0, 120).Select(row => new[] { points[row, 0], points[row, 1], points[row, 2], 7.0 })]);
        Assert.Equal(Umap.Fit(points).Embedding.Values.ToArray(), Umap.Fit(wider).Embedding.Values.ToArray());
    }

    [Fact]
    public void Too_few_rows_are_refused_with_what_would_fit()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Umap.Fit(TestPoints.Gaussian(12, 3)));
        Assert.Contains("points has 12 rows, fewer than NeighborCount = 15", error.Message);
        Assert.Contains("set NeighborCount to at most 12", error.Message);
        Assert.Contains("at least two rows", Assert.Throws<ArgumentException>(() => Umap.Fit(TestPoints.Gaussian(1, 3))).Message);
        Assert.ThrowsAny<ArgumentException>(() => Umap.Fit(new Matrix(0, 3, [])));
        Assert.Contains("no columns", Assert.Throws<ArgumentException>(() => Umap.Fit(new Matrix(20, 0, []))).Message);
    }

    [Fact]
    public void As_many_rows_as_neighbours_are_placed()
    {
        foreach (int rows in new[] { 2, 3, 5, 15 })
        {
            Matrix embedding = Umap.Fit(TestPoints.Gaussian(rows, 3), new UmapOptions { NeighborCount = rows }).Embedding;
            Assert.All(embedding.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_bad_number_is_refused_by_row_and_column(double bad)
    {
        double[] values = TestPoints.Gaussian(30, 4).Values.ToArray();
        values[(17 * 4) + 2] = bad;
        NonFiniteValueException error = Assert.Throws<NonFiniteValueException>(() => Umap.Fit(new Matrix(30, 4, values)));
        Assert.Equal((17, 2), (error.Row, error.Column));
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Umap.Fit(TestPoints.Gaussian(30, 4), new UmapOptions { MinDistance = 2 }));
        Assert.Contains("MinDistance is 2, more than Spread, 1", error.Message);
    }

    [Fact]
    public void Bad_options_cannot_be_held()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { NeighborCount = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { EmbeddingDimension = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { MinDistance = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { MinDistance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { Spread = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { EpochCount = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { NegativeSampleRate = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { SetOperationMixRatio = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { LocalConnectivity = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { LearningRate = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { RepulsionStrength = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { Metric = (Metric)99 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UmapOptions { Initialization = (UmapInitialization)99 });
    }

    [Fact]
    public void Known_neighbours_give_the_same_embedding()
    {
        Matrix points = TestPoints.Gaussian(150, 4);
        UmapOptions options = new() { NeighborCount = 10, EpochCount = 30 };
        double[] expected = Umap.Fit(points, options).Embedding.Values.ToArray();
        Assert.Equal(expected, Umap.Fit(points, NearestNeighbors.Of(points, 10), options).Embedding.Values.ToArray());
        Assert.Equal(expected, Umap.Fit(points, NearestNeighbors.Of(points, 20), options).Embedding.Values.ToArray());
        Assert.Throws<ArgumentException>(() => Umap.Fit(points, NearestNeighbors.Of(points, 9), options));
        Assert.Throws<ArgumentException>(() => Umap.Fit(points, NearestNeighbors.Of(TestPoints.Gaussian(149, 4), 10), options));
    }

    [Fact]
    public void Given_coordinates_stay_where_no_epoch_moves_them()
    {
        Matrix points = TestPoints.Gaussian(60, 4);
        Matrix start = TestPoints.Gaussian(60, 2, seed: 9);
        Matrix embedding = Umap.Fit(new UmapData { Points = points, InitialEmbedding = start }, new UmapOptions { EpochCount = 0 }).Embedding;
        Assert.All(Enumerable.Range(0, 120), index => Assert.Equal(start.Values[index], embedding.Values[index], 1e-6));
        Assert.Throws<ArgumentException>(() => Umap.Fit(new UmapData { Points = points, InitialEmbedding = TestPoints.Gaussian(60, 3) }));
        Assert.Throws<ArgumentException>(() => Umap.Fit(new UmapData { Points = points, InitialEmbedding = TestPoints.Gaussian(59, 2) }));
    }

    [Fact]
    public void A_fit_can_be_stopped_and_tells_how_far_it_is()
    {
        using CancellationTokenSource stop = new();
        List<StepProgress> heard = [];
        Listener listener = new(progress =>
        {
            heard.Add(progress);
            if (progress is { Step: "layout", Fraction: > 0.2 })
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(
            () => Umap.Fit(TestPoints.Gaussian(500, 4), null, Execution.With(cancellation: stop.Token, progress: listener)));
        Assert.Equal(["neighbours", "graph", "start", "layout"], heard.Select(progress => progress.Step).Distinct());
    }

    [Fact]
    public async Task A_fit_in_the_background_gives_the_same_model_and_reports()
    {
        Matrix points = TestPoints.Gaussian(300, 4);
        Matrix newPoints = TestPoints.Gaussian(30, 4, seed: 5);
        UmapOptions options = new() { EpochCount = 40 };
        ConcurrentQueue<string> heard = [];
        Listener listener = new(progress => heard.Enqueue(progress.Step));
        UmapModel expected = Umap.Fit(points, options);
        UmapModel model = await Umap.FitAsync(points, options, listener);
        Assert.Equal(expected.Embedding.Values.ToArray(), model.Embedding.Values.ToArray());
        Assert.Equal(
            expected.Embedding.Values.ToArray(),
            (await Umap.FitAsync(new UmapData { Points = points }, options)).Embedding.Values.ToArray());
        Assert.Equal(expected.Transform(newPoints).Values.ToArray(), (await model.TransformAsync(newPoints, listener)).Values.ToArray());
        Assert.Contains("layout", heard);
        Assert.Contains("transform", heard);
    }

    [Fact]
    public async Task A_fit_in_the_background_is_canceled_and_hands_on_its_errors()
    {
        using CancellationTokenSource stop = new();
        Listener listener = new(progress =>
        {
            if (progress.Step == "layout")
            {
                stop.Cancel();
            }
        });
        Task<UmapModel> fit = Umap.FitAsync(TestPoints.Gaussian(500, 4), progress: listener, cancellationToken: stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fit);
        Assert.True(fit.IsCanceled);
        await Assert.ThrowsAsync<ArgumentException>(() => Umap.FitAsync(TestPoints.Gaussian(3, 4)));
    }

    [Fact]
    public void A_fit_that_cannot_have_its_memory_is_refused_at_once()
    {
        Assert.InRange(Umap.EstimateMemory(1_000_000, 5), 500L << 20, 2L << 30);
        UmapData data = new() { Points = TestPoints.Gaussian(300, 4) };
        UmapOptions options = new() { EpochCount = 3 };
        long need = Umap.EstimateMemory(300, 4, options);
        InsufficientMemoryException error = Assert.Throws<InsufficientMemoryException>(() => UmapFit.Run(data, options, null, need - 1));
        Assert.Contains("300 × 4", error.Message);
        Assert.Contains("Lower NeighborCount", error.Message);
        Assert.Equal(300, UmapFit.Run(data, options, null, need).Embedding.RowCount);
    }

    private sealed class Listener(Action<StepProgress> hear) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => hear(value);
    }
}
