namespace Neuropil.Numerics.Tests.Neighbors;

public sealed class NearestNeighborDescentTests
{
    [Theory]
    [InlineData(20_000, 50, Metric.Euclidean)]
    [InlineData(3_000, 50, Metric.Cosine)]
    [InlineData(3_000, 30, Metric.Manhattan)]
    [InlineData(3_000, 200, Metric.Correlation)]
    public void Recall_is_at_least_97_percent(int rowCount, int dimension, Metric metric)
    {
        Matrix points = Mixture(rowCount, dimension);
        NeighborTable found = NearestNeighbors.Of(points, 15, metric, NeighborSearch.NearestNeighborDescent);
        NeighborTable truth = NearestNeighbors.Of(points, 15, metric, NeighborSearch.BruteForce);
        long kept = 0;
        for (int row = 0; row < rowCount; row++)
        {
            HashSet<int> wanted = [.. truth.Rows(row)[1..]];
            kept += found.Rows(row)[1..].ToArray().Count(wanted.Contains);
            Assert.Equal(row, found.Rows(row)[0]);
        }

        double recall = kept / (14.0 * rowCount);
        Assert.True(recall >= 0.97, $"recall {recall}");
    }

    [Fact]
    public void Recall_is_at_least_98_percent_where_groups_overlap_in_784_columns()
    {
        const int RowCount = 3_000;
        double[] values = new double[RowCount * 784];
        for (int row = 0; row < RowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(7, 2, (ulong)row);
            KeyedRandom centre = KeyedRandom.At(7, 1, (ulong)(row % 10));
            for (int column = 0; column < 784; column++)
            {
                values[(row * 784) + column] = random.NextGaussian() + (0.2 * centre.NextGaussian());
            }
        }

        Matrix points = new(RowCount, 784, values);
        NeighborTable found = NearestNeighbors.Of(points, 15, search: NeighborSearch.NearestNeighborDescent);
        NeighborTable truth = NearestNeighbors.Of(points, 15, search: NeighborSearch.BruteForce);
        long kept = 0;
        for (int row = 0; row < RowCount; row++)
        {
            HashSet<int> wanted = [.. truth.Rows(row)[1..]];
            kept += found.Rows(row)[1..].ToArray().Count(wanted.Contains);
        }

        Assert.True(kept >= 0.98 * 14 * RowCount, $"recall {kept / (14.0 * RowCount)}");
    }

    [Fact]
    public void The_result_is_a_valid_table_and_bit_identical_for_any_thread_count()
    {
        // Duplicates and a constant part, where no plane parts the rows.
        double[] values = Mixture(3_000, 20).Values.ToArray();
        values.AsSpan(0, 20 * 100).Fill(1);
        values.AsSpan(20 * 1000, 20 * 500).CopyTo(values.AsSpan(20 * 2000));
        Matrix points = new(3_000, 20, values);
        NeighborTable one = NearestNeighbors.Of(points, 10, search: NeighborSearch.NearestNeighborDescent, execution: Execution.With(1));
        NeighborTable two = NearestNeighbors.Of(points, 10, search: NeighborSearch.NearestNeighborDescent, execution: Execution.With(2));
        List<int> rows = [];
        List<double> distances = [];
        for (int row = 0; row < points.RowCount; row++)
        {
            Assert.Equal(one.Rows(row).ToArray(), two.Rows(row).ToArray());
            rows.AddRange(one.Rows(row));
            distances.AddRange(one.Distances(row));
            for (int rank = 1; rank < 10; rank++)
            {
                Assert.Equal(default(EuclideanMetric).Distance(points.Row(row), points.Row(one.Rows(row)[rank])), one.Distances(row)[rank]);
            }
        }

        Assert.Equal(3_000, NeighborTable.From(rows.ToArray(), distances.ToArray(), 10).RowCount);
    }

    [Fact]
    public void The_seed_decides()
    {
        Matrix points = NearestNeighborsTests.Random(2_000, 60, 4);
        NeighborTable first = NearestNeighbors.Of(points, 10, search: NeighborSearch.NearestNeighborDescent, seed: 1);
        NeighborTable again = NearestNeighbors.Of(points, 10, search: NeighborSearch.NearestNeighborDescent, seed: 1);
        for (int row = 0; row < points.RowCount; row++)
        {
            Assert.Equal(first.Rows(row).ToArray(), again.Rows(row).ToArray());
        }
    }

    private static Matrix Mixture(int rowCount, int dimension)
    {
        double[] values = new double[rowCount * dimension];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(21, 1, (ulong)row);
            KeyedRandom centre = KeyedRandom.At(21, 2, (ulong)random.NextInt32(20));
            for (int column = 0; column < dimension; column++)
            {
                values[(row * dimension) + column] = (2 * centre.NextGaussian()) + random.NextGaussian();
            }
        }

        return new Matrix(rowCount, dimension, values);
    }
}
