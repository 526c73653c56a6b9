using Neuropil.Numerics;

namespace Neuropil.Study.Tests;

public sealed class ReliabilityTests
{
    [Fact]
    public void A_picture_turned_mirrored_shifted_and_scaled_is_the_same_picture()
    {
        Matrix first = Points(60, 2);
        Matrix turned = Matrix.FromRows(Enumerable.Range(0, 60).Select(row => new[] { 5 - (3 * first[row, 1]), 2 + (3 * -first[row, 0]) }));
        Assert.All(EmbeddingReliability.PlaceSpread([first, turned, first]), spread => Assert.InRange(spread, 0, 1e-20));
    }

    [Fact]
    public void The_point_that_moves_is_the_one_that_spreads()
    {
        Matrix first = Points(60, 3);
        double[] moved = first.Values.ToArray();
        moved[3 * 17] += 4;
        double[] spread = EmbeddingReliability.PlaceSpread([first, new Matrix(60, 3, moved)]);
        Assert.Equal(17, Array.IndexOf(spread, spread.Max()));
        Assert.True(spread[17] > 10 * spread.Where((_, row) => row != 17).Max());
    }

    [Fact]
    public void Neighbours_and_ranks_are_all_kept_by_the_identity()
    {
        Matrix points = Points(80, 2);
        Assert.All(EmbeddingReliability.NeighborsKept(points, points), share => Assert.Equal(1, share));
        Assert.All(EmbeddingReliability.DistanceCorrelations(points, points, 1), correlation => Assert.Equal(1, correlation, 12));
    }

    [Fact]
    public void A_point_put_elsewhere_loses_its_neighbours_and_its_ranks()
    {
        double[] line = [.. Enumerable.Range(0, 100).Select(place => (double)place)];
        double[] moved = [.. line];
        moved[10] = 200;
        double[] kept = EmbeddingReliability.NeighborsKept(new Matrix(100, 1, line), new Matrix(100, 1, moved));
        double[] correlations = EmbeddingReliability.DistanceCorrelations(new Matrix(100, 1, line), new Matrix(100, 1, moved), 1);
        Assert.Equal(0, kept[10]);
        Assert.Equal(1, kept[60]);
        Assert.Equal(10, Array.IndexOf(correlations, correlations.Min()));
    }

    [Fact]
    public void Neighbours_kept_are_those_of_brute_force_by_sets()
    {
        Matrix features = Points(40, 4);
        Matrix embedding = Points(40, 2, 8);
        double[] kept = EmbeddingReliability.NeighborsKept(features, embedding);
        for (int row = 0; row < 40; row++)
        {
            Assert.Equal(Near(features, row).Intersect(Near(embedding, row)).Count() / 15.0, kept[row]);
        }

        static IEnumerable<int> Near(Matrix points, int row)
            => Enumerable.Range(0, points.RowCount).Where(other => other != row)
                .OrderBy(other => Enumerable.Range(0, points.ColumnCount).Sum(column => Math.Pow(points[row, column] - points[other, column], 2))).ThenBy(other => other).Take(15);
    }

    private static Matrix Points(int rows, int columns, int seed = 3)
    {
        KeyedRandom random = KeyedRandom.At(seed, KeyedRandom.Purpose("tests/reliability"));
        double[] values = new double[rows * columns];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = random.NextGaussian();
        }

        return new Matrix(rows, columns, values);
    }
}
