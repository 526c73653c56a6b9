namespace Neuropil.Umap.Tests.Transform;

using Neuropil.Numerics;
using Neuropil.Umap;

public class TransformTests
{
    private static readonly Matrix Training = TestPoints.Gaussian(400, 5, distanceOfBlobs: 4, blobCount: 5);
    private static readonly UmapModel Model = Umap.Fit(Training, new UmapOptions { EpochCount = 100 });
    private static readonly Matrix Fresh = TestPoints.Gaussian(90, 5, distanceOfBlobs: 4, blobCount: 5);

    [Fact]
    public void A_point_s_place_does_not_depend_on_its_batch_or_order()
    {
        Matrix together = Model.Transform(Fresh);
        Matrix backwards = Model.Transform(Fresh.SelectRows([.. Enumerable.Range(0, 90).Reverse()]));
        for (int row = 0; row < Fresh.RowCount; row++)
        {
            double[] alone = Model.Transform(Fresh.SelectRows([row])).Values.ToArray();
            Assert.Equal(alone, together.Row(row).ToArray());
            Assert.Equal(alone, backwards.Row(89 - row).ToArray());
        }
    }

    [Fact]
    public void Places_are_bit_identical_for_any_thread_count()
    {
        Matrix points = TestPoints.Gaussian(1500, 5, seed: 3);
        double[] one = Model.Transform(points, Execution.With(threads: 1)).Values.ToArray();
        foreach (int threads in new[] { 2, 3, 7 })
        {
            Assert.Equal(one, Model.Transform(points, Execution.With(threads)).Values.ToArray());
        }
    }

    [Fact]
    public void Transforming_does_not_touch_the_model()
    {
        double[] points = Model.TrainingPoints.Values.ToArray();
        double[] embedding = Model.Embedding.Values.ToArray();
        Model.Transform(Fresh);
        Assert.Equal(points, Model.TrainingPoints.Values.ToArray());
        Assert.Equal(embedding, Model.Embedding.Values.ToArray());
    }

    [Fact]
    public void Training_points_take_their_own_places()
        => Assert.Equal(Model.Embedding.Values.ToArray(), Model.Transform(Training).Values.ToArray());

    [Fact]
    public void A_point_beside_a_training_point_lands_near_it()
    {
        double[] values = Training.Values.ToArray();
        for (int index = 0; index < values.Length; index++)
        {
            values[index] += 1e-9;
        }

        Matrix places = Model.Transform(new Matrix(Training.RowCount, 5, values));
        double[] distances = [.. Enumerable.Range(0, Training.RowCount)
            .Select(row => Math.Sqrt(OrderedSums.SquaredDistance(places.Row(row), Model.Embedding.Row(row))))];
        Assert.InRange(distances.Order().ElementAt(distances.Length / 2), 0, 0.5);
    }

    [Fact]
    public void New_points_land_in_their_own_blob()
    {
        Matrix places = Model.Transform(Fresh);
        NeighborIndex index = NearestNeighbors.Index(Model.Embedding);
        NeighborTable nearest = index.Nearest(places, 1);
        int right = Enumerable.Range(0, Fresh.RowCount).Count(row => nearest.Rows(row)[0] % 5 == row % 5);
        Assert.InRange(right, 85, 90);
    }

    [Fact]
    public void A_stream_of_blocks_gives_the_same_places()
    {
        IEnumerable<Matrix> blocks = Enumerable.Range(0, 9)
            .Select(block => Fresh.SelectRows([.. Enumerable.Range(block * 10, 10)]));
        double[] streamed = [.. Model.Transform(blocks).SelectMany(block => block.Values.ToArray())];
        Assert.Equal(Model.Transform(Fresh).Values.ToArray(), streamed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Any_number_of_components_is_placed(int dimension)
    {
        UmapModel model = Umap.Fit(Training, new UmapOptions { EmbeddingDimension = dimension, EpochCount = 60 });
        Matrix places = model.Transform(Fresh);
        Assert.Equal((90, dimension), (places.RowCount, places.ColumnCount));
        Assert.All(places.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.Equal(places.Row(7).ToArray(), model.Transform(Fresh.SelectRows([7])).Values.ToArray());
    }

    [Fact]
    public void Points_far_away_and_no_points_at_all_are_placed()
    {
        Matrix far = new(1, 5, [1e9, -1e9, 1e9, 0, 0]);
        Assert.All(Model.Transform(far).Values.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.Equal(0, Model.Transform(new Matrix(0, 5, [])).RowCount);
    }

    [Fact]
    public void Bad_points_are_refused()
    {
        ArgumentException width = Assert.Throws<ArgumentException>(() => Model.Transform(TestPoints.Gaussian(3, 4)));
        Assert.Contains("points has 4 columns; the model was fitted on 5", width.Message);
        NonFiniteValueException number = Assert.Throws<NonFiniteValueException>(
            () => Model.Transform(new Matrix(2, 5, [1, 2, 3, 4, 5, 1, 2, double.NaN, 4, 5])));
        Assert.Equal((1, 2), (number.Row, number.Column));
    }

    [Fact]
    public void A_refit_keeps_the_picture()
    {
        Matrix both = Matrix.FromRows([.. Enumerable.Range(0, 490)
            .Select(row => (row < 400 ? Training.Row(row) : Fresh.Row(row - 400)).ToArray())]);
        UmapModel refitted = Umap.Refit(Model, both);
        Assert.Equal(Model.Options, refitted.Options);
        double moved = Enumerable.Range(0, 400)
            .Average(row => Math.Sqrt(OrderedSums.SquaredDistance(refitted.Embedding.Row(row), Model.Embedding.Row(row))));
        double apart = Enumerable.Range(0, 400)
            .Average(row => Math.Sqrt(OrderedSums.SquaredDistance(Model.Embedding.Row(399 - row), Model.Embedding.Row(row))));
        Assert.InRange(moved, 0, 0.25 * apart);
        Assert.InRange(EmbeddingQuality.Trustworthiness(both, refitted.Embedding), 0.9, 1);
        Assert.Throws<ArgumentException>(() => Umap.Refit(Model, TestPoints.Gaussian(100, 4)));
    }
}
