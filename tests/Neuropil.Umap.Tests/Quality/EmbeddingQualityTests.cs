namespace Neuropil.Umap.Tests.Quality;

using Neuropil.Numerics;

public class EmbeddingQualityTests
{
    [Fact]
    public void A_copy_keeps_everything()
    {
        Matrix points = TestPoints.Gaussian(80, 3);
        Assert.Equal(1, EmbeddingQuality.Trustworthiness(points, points));
        Assert.Equal(1, EmbeddingQuality.Continuity(points, points));
        Assert.Equal(1, EmbeddingQuality.NeighborPreservation(points, points));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Measures_are_those_of_their_definitions(int neighborCount)
    {
        Matrix points = TestPoints.Gaussian(70, 4);
        Matrix embedding = TestPoints.Gaussian(70, 2, seed: 2);
        int[][] pointRanks = Ranks(points);
        int[][] embeddingRanks = Ranks(embedding);
        Assert.Equal(Expected(pointRanks, embeddingRanks, neighborCount), EmbeddingQuality.Trustworthiness(points, embedding, neighborCount), 1e-12);
        Assert.Equal(Expected(embeddingRanks, pointRanks, neighborCount), EmbeddingQuality.Continuity(points, embedding, neighborCount), 1e-12);
        double kept = Enumerable.Range(0, 70).Sum(row => Enumerable.Range(0, 70).Count(other => other != row
            && pointRanks[row][other] <= neighborCount && embeddingRanks[row][other] <= neighborCount));
        Assert.Equal(kept / (70 * neighborCount), EmbeddingQuality.NeighborPreservation(points, embedding, neighborCount), 1e-12);
    }

    [Fact]
    public void A_flattened_grid_keeps_only_part()
    {
        Matrix grid = TestPoints.Grid(20, 4);
        Matrix flat = Matrix.FromRows([.. Enumerable.Range(0, 80).Select(row => new[] { grid[row, 0] })]);
        Assert.InRange(EmbeddingQuality.Trustworthiness(grid, flat, 5), 0.8, 0.9999);
        Assert.InRange(EmbeddingQuality.NeighborPreservation(grid, flat, 5), 0.1, 0.9);
    }

    [Fact]
    public void Bad_tables_and_counts_are_refused()
    {
        Matrix points = TestPoints.Gaussian(30, 3);
        Assert.Throws<ArgumentException>(() => EmbeddingQuality.Trustworthiness(points, TestPoints.Gaussian(29, 2)));
        Assert.Throws<ArgumentException>(() => EmbeddingQuality.Trustworthiness(points, TestPoints.Gaussian(30, 2), 15));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddingQuality.Continuity(points, TestPoints.Gaussian(30, 2), 0));
        Assert.Throws<NonFiniteValueException>(() => EmbeddingQuality.Continuity(points, new Matrix(30, 1, [.. Enumerable.Repeat(double.NaN, 30)])));
    }

    /// <summary>ranks[i][j]: 1 for the nearest of i; ties by lower row.</summary>
    private static int[][] Ranks(Matrix points)
        => [.. Enumerable.Range(0, points.RowCount).Select(row =>
        {
            int[] ranks = new int[points.RowCount];
            int rank = 0;
            foreach (int other in Enumerable.Range(0, points.RowCount)
                .Where(other => other != row)
                .OrderBy(other => OrderedSums.SquaredDistance(points.Row(row), points.Row(other)))
                .ThenBy(other => other))
            {
                ranks[other] = ++rank;
            }

            return ranks;
        })];

    private static double Expected(int[][] ranks, int[][] foundRanks, int k)
    {
        int n = ranks.Length;
        double excess = Enumerable.Range(0, n).Sum(row => Enumerable.Range(0, n)
            .Where(other => other != row && foundRanks[row][other] <= k)
            .Sum(other => Math.Max(0, ranks[row][other] - k)));
        return 1 - (2.0 / ((double)n * k * ((2 * n) - (3 * k) - 1)) * excess);
    }
}
