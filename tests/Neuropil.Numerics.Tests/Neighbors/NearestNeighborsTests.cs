using Neuropil.Numerics;

namespace Neuropil.Numerics.Tests.Neighbors;

public sealed class NearestNeighborsTests
{
    public static TheoryData<Metric> Metrics => [.. Enum.GetValues<Metric>()];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Neighbours_are_those_of_naive_brute_force_on_grids_full_of_ties(Metric metric)
    {
        Matrix points = Grid(9, 3);
        NeighborTable table = NearestNeighbors.Of(points, 12, metric);
        for (int row = 0; row < points.RowCount; row++)
        {
            (int[] rows, double[] distances) = Naive(points, points.Row(row).ToArray(), row, 12, metric);
            Assert.Equal(rows, table.Rows(row).ToArray());
            Assert.Equal(distances, table.Distances(row).ToArray());
        }
    }

    [Theory]
    [InlineData(Metric.Euclidean, 3, 0, 1)]
    [InlineData(Metric.Euclidean, 40, 1e6, 1e-3)]
    [InlineData(Metric.Euclidean, 17, 0, 1e120)]
    [InlineData(Metric.Euclidean, 17, 0, 1e-120)]
    [InlineData(Metric.Manhattan, 40, 0, 1)]
    [InlineData(Metric.Cosine, 40, 0, 1)]
    [InlineData(Metric.Cosine, 9, 5, 1)]
    [InlineData(Metric.Cosine, 9, 0, 1e-100)]
    [InlineData(Metric.Correlation, 40, 3, 1)]
    public void Neighbours_are_those_of_naive_brute_force_in_any_dimension_at_any_scale(Metric metric, int dimension, double centre, double scale)
    {
        // Rounded values, so that many distances tie or nearly do; some duplicates, some zero rows, one far outlier.
        double[] values = [.. Random(330, dimension, 5).Values.ToArray().Select(value => centre + (Math.Round(value * 2) / 3 * scale))];
        values.AsSpan(0, 40 * dimension).CopyTo(values.AsSpan(200 * dimension));
        values.AsSpan(100 * dimension, 5 * dimension).Clear();
        values[7] = centre + (1e9 * scale);
        Matrix points = new(330, dimension, values);
        NeighborTable table = NearestNeighbors.Of(points, 11, metric);
        Matrix queries = new(331, dimension, [.. values, .. Enumerable.Repeat(centre - (1e25 * scale), dimension)]);
        NeighborTable found = NearestNeighbors.Index(points, metric).Nearest(queries, 11);
        for (int row = 0; row < queries.RowCount; row++)
        {
            (int[] rows, double[] distances) = Naive(points, queries.Row(row).ToArray(), -1, 11, metric);
            Assert.Equal(rows, found.Rows(row).ToArray());
            Assert.Equal(distances, found.Distances(row).ToArray());
            if (row < points.RowCount)
            {
                (rows, distances) = Naive(points, queries.Row(row).ToArray(), row, 11, metric);
                Assert.Equal(rows, table.Rows(row).ToArray());
                Assert.Equal(distances, table.Distances(row).ToArray());
            }
        }
    }

    [Theory]
    [InlineData(Metric.Euclidean, 2)]
    [InlineData(Metric.Euclidean, 5)]
    [InlineData(Metric.Euclidean, 12)]
    [InlineData(Metric.Manhattan, 3)]
    [InlineData(Metric.Manhattan, 9)]
    [InlineData(Metric.Chebyshev, 4)]
    public void Every_exact_search_gives_the_same_bytes(Metric metric, int dimension)
    {
        Matrix points = new(700, dimension, [.. Random(700, dimension, 8).Values.ToArray().Select(value => Math.Round(value * 3) * 0.1)]);
        NeighborTable brute = NearestNeighbors.Of(points, 9, metric, NeighborSearch.BruteForce);
        NeighborTable tree = NearestNeighbors.Of(points, 9, metric, NeighborSearch.KdTree);
        NeighborTable fromBrute = NearestNeighbors.Index(points, metric, NeighborSearch.BruteForce).Nearest(points, 9);
        NeighborTable fromTree = NearestNeighbors.Index(points, metric, NeighborSearch.KdTree).Nearest(points, 9);
        for (int row = 0; row < points.RowCount; row++)
        {
            Assert.Equal(brute.Rows(row).ToArray(), tree.Rows(row).ToArray());
            Assert.Equal(brute.Distances(row).ToArray(), tree.Distances(row).ToArray());
            Assert.Equal(fromBrute.Rows(row).ToArray(), fromTree.Rows(row).ToArray());
            Assert.Equal(fromBrute.Distances(row).ToArray(), fromTree.Distances(row).ToArray());
        }
    }

    [Theory]
    [InlineData(Metric.Euclidean, 5, 643)]
    [InlineData(Metric.Euclidean, 131, 650)]
    [InlineData(Metric.Euclidean, 300, 128)]
    [InlineData(Metric.Euclidean, 6, 64)]
    [InlineData(Metric.Cosine, 7, 643)]
    [InlineData(Metric.Cosine, 140, 385)]
    [InlineData(Metric.Correlation, 8, 643)]
    [InlineData(Metric.Correlation, 129, 257)]
    [InlineData(Metric.Euclidean, 70, 1100)]
    [InlineData(Metric.Cosine, 96, 1030)]
    [InlineData(Metric.Correlation, 65, 1025)]
    public void Neighbours_of_many_blocks_with_ties_and_duplicates_are_those_of_naive_brute_force_for_any_thread_count(
        Metric metric, int dimension, int rowCount)
    {
        // Few values, so that many distances tie; duplicates in other blocks, within one, and of zero; two far rows.
        double[] values = [.. Random(rowCount, dimension, 12).Values.ToArray().Select(value => Math.Round(value))];
        values.AsSpan(0, 20 * dimension).CopyTo(values.AsSpan((rowCount - 21) * dimension));
        values.AsSpan(dimension, dimension).CopyTo(values.AsSpan(33 * dimension));
        for (int row = 30; row < rowCount; row += 31)
        {
            values.AsSpan(row * dimension, dimension).Clear();
        }

        values.AsSpan(50 * dimension, dimension).Fill(1e4);
        values[(rowCount - 1) * dimension] = 1e3;
        Matrix points = new(rowCount, dimension, values);
        (int[] Rows, double[] Distances)[] expected =
            [.. Enumerable.Range(0, rowCount).Select(row => Naive(points, points.Row(row).ToArray(), row, 25, metric))];
        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            foreach (int neighborCount in new[] { 1, 2, 25 })
            {
                NeighborTable table = NearestNeighbors.Of(
                    points, neighborCount, metric, NeighborSearch.BruteForce, execution: Execution.With(threads));
                for (int row = 0; row < rowCount; row++)
                {
                    Assert.Equal(expected[row].Rows[..neighborCount], table.Rows(row).ToArray());
                    Assert.Equal(expected[row].Distances[..neighborCount], table.Distances(row).ToArray());
                }
            }
        }
    }

    [Theory]
    [InlineData(Metric.Euclidean)]
    [InlineData(Metric.Cosine)]
    public void Neighbours_on_a_thin_sheet_in_many_columns_are_those_of_naive_brute_force(Metric metric)
    {
        // Three directions hold nearly everything, so that short vectors leave out most tiles; a far group; one row very far out.
        const int Dimension = 90;
        const int RowCount = 1300;
        double[] values = new double[RowCount * Dimension];
        KeyedRandom random = KeyedRandom.At(4, 4);
        double[] axes = new double[3 * Dimension];
        for (int index = 0; index < axes.Length; index++)
        {
            axes[index] = random.NextGaussian();
        }

        for (int row = 0; row < RowCount; row++)
        {
            (double u, double v, double w) = (random.NextGaussian(), random.NextGaussian(), row % 7 == 0 ? 40 : 1);
            for (int column = 0; column < Dimension; column++)
            {
                values[(row * Dimension) + column] = (u * axes[column]) + (v * axes[Dimension + column]) + (w * axes[(2 * Dimension) + column])
                    + (0.01 * random.NextGaussian());
            }
        }

        values[5 * Dimension] = 1e7;
        Matrix points = new(RowCount, Dimension, values);
        NeighborTable table = NearestNeighbors.Of(points, 9, metric, NeighborSearch.BruteForce);
        Matrix queries = new(201, Dimension, [.. values.AsSpan(0, 200 * Dimension), .. Enumerable.Repeat(-1e25, Dimension)]);
        NeighborTable found = NearestNeighbors.Index(points, metric).Nearest(queries, 9);
        for (int row = 0; row < queries.RowCount; row++)
        {
            (int[] rows, double[] distances) = Naive(points, queries.Row(row).ToArray(), -1, 9, metric);
            Assert.Equal(rows, found.Rows(row).ToArray());
            Assert.Equal(distances, found.Distances(row).ToArray());
        }

        for (int row = 0; row < RowCount; row += 3)
        {
            (int[] rows, double[] distances) = Naive(points, points.Row(row).ToArray(), row, 9, metric);
            Assert.Equal(rows, table.Rows(row).ToArray());
            Assert.Equal(distances, table.Distances(row).ToArray());
        }
    }

    [Fact]
    public void All_rows_can_be_neighbours_of_each()
    {
        Matrix points = Random(300, 9, 3);
        NeighborTable table = NearestNeighbors.Of(points, 300, Metric.Euclidean, NeighborSearch.BruteForce);
        for (int row = 0; row < points.RowCount; row++)
        {
            Assert.Equal(Naive(points, points.Row(row).ToArray(), row, 300, Metric.Euclidean).Rows, table.Rows(row).ToArray());
        }
    }

    [Fact]
    public void A_search_that_does_not_serve_the_metric_is_refused()
        => Assert.Contains("k-d tree", Assert.Throws<ArgumentException>(() => NearestNeighbors.Of(Random(50, 3, 1), 3, Metric.Cosine, NeighborSearch.KdTree)).Message);

    [Fact]
    public void The_row_itself_comes_first_among_duplicates()
    {
        Matrix points = new(40, 2, new double[80]);
        NeighborTable table = NearestNeighbors.Of(points, 4);
        Assert.Equal([0, 1, 2, 3], table.Rows(0).ToArray());
        Assert.Equal([1, 0, 2, 3], table.Rows(1).ToArray());
        Assert.Equal([39, 0, 1, 2], table.Rows(39).ToArray());
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_query_finds_the_same_alone_and_in_a_batch(Metric metric)
    {
        Matrix points = Random(300, 11, 1);
        Matrix queries = Random(50, 11, 2);
        NeighborIndex index = NearestNeighbors.Index(points, metric);
        NeighborTable batch = index.Nearest(queries, 7);
        int[] rows = new int[7];
        double[] distances = new double[7];
        for (int query = 0; query < queries.RowCount; query++)
        {
            index.Nearest(queries.Row(query), rows, distances);
            Assert.Equal(rows, batch.Rows(query).ToArray());
            Assert.Equal(distances, batch.Distances(query).ToArray());
            (int[] naiveRows, double[] naiveDistances) = Naive(points, queries.Row(query).ToArray(), -1, 7, metric);
            Assert.Equal(naiveRows, rows);
            Assert.Equal(naiveDistances, distances);
        }
    }

    [Fact]
    public void Too_many_neighbours_or_a_bad_value_is_an_error_that_says_so()
    {
        Assert.Contains("at least neighborCount = 4", Assert.Throws<ArgumentException>(() => NearestNeighbors.Of(new Matrix(3, 1, [1, 2, 3]), 4)).Message);
        Assert.Equal(2, Assert.Throws<NonFiniteValueException>(() => NearestNeighbors.Of(new Matrix(3, 1, [1, 2, double.NaN]), 2)).Row);
        Assert.Throws<ArgumentException>(() => NearestNeighbors.Index(new Matrix(3, 1, [1, 2, 3])).Nearest(new Matrix(1, 2, [1, 2]), 2));
    }

    [Fact]
    public void Precomputed_neighbours_are_checked()
    {
        Assert.Equal(2, NeighborTable.From([0, 1, 1, 0], [0, 1, 0, 1], 2).RowCount);
        Assert.Contains("row itself first", Assert.Throws<ArgumentException>(() => NeighborTable.From([1, 0, 1, 0], [0, 1, 0, 1], 2)).Message);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentException>(() => NeighborTable.From([0, 2, 1, 0], [0, 1, 0, 1], 2)).Message);
        Assert.Contains("row 1, neighbour 1", Assert.Throws<ArgumentException>(() => NeighborTable.From([0, 1, 1, 0], [0, 1, 0, double.NaN], 2)).Message);
        Assert.Contains("second time", Assert.Throws<ArgumentException>(() => NeighborTable.From([0, 0, 1, 0], [0, 1, 0, 1], 2)).Message);
        Assert.Contains("n × 2", Assert.Throws<ArgumentException>(() => NeighborTable.From([0, 1, 1], [0, 1, 0, 1], 2)).Message);
    }

    internal static Matrix Random(int rowCount, int columnCount, long seed)
    {
        double[] values = new double[rowCount * columnCount];
        for (int index = 0; index < values.Length; index++)
        {
            KeyedRandom random = KeyedRandom.At(seed, 7, (ulong)index);
            values[index] = random.NextGaussian();
        }

        return new Matrix(rowCount, columnCount, values);
    }

    internal static Matrix Grid(int side, int dimension)
    {
        int rowCount = (int)Math.Pow(side, dimension);
        double[] values = new double[rowCount * dimension];
        for (int row = 0; row < rowCount; row++)
        {
            int rest = row;
            for (int column = 0; column < dimension; column++)
            {
                values[(row * dimension) + column] = (rest % side) * 0.1;
                rest /= side;
            }
        }

        return new Matrix(rowCount, dimension, values);
    }

    internal static (int[] Rows, double[] Distances) Naive(Matrix points, double[] query, int self, int count, Metric metric)
    {
        double Distance(int row) => metric switch
        {
            Metric.Euclidean => default(EuclideanMetric).Distance(query, points.Row(row)),
            Metric.Manhattan => default(ManhattanMetric).Distance(query, points.Row(row)),
            Metric.Chebyshev => default(ChebyshevMetric).Distance(query, points.Row(row)),
            Metric.Cosine => default(CosineMetric).Distance(query, points.Row(row)),
            _ => default(CorrelationMetric).Distance(query, points.Row(row)),
        };
        var nearest = Enumerable.Range(0, points.RowCount)
            .Select(row => (Row: row, Distance: row == self ? 0 : Distance(row)))
            .OrderBy(item => item.Row == self ? 0 : 1).ThenBy(item => item.Distance).ThenBy(item => item.Row)
            .Take(count).ToArray();
        return (nearest.Select(item => item.Row).ToArray(), nearest.Select(item => item.Distance).ToArray());
    }
}
