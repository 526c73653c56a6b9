using Neuropil.Numerics;

namespace Neuropil.Numerics.Tests;

public sealed class KdTreeTests
{
    public static TheoryData<string, int, Metric> Cases
    {
        get
        {
            TheoryData<string, int, Metric> cases = [];
            foreach (string kind in new[] { "gaussian", "grid", "duplicates", "coincident", "line", "far", "two scales", "tiny", "vanishing", "huge" })
            {
                foreach (int columns in new[] { 1, 2, 3, 5, 8, 11, 17 })
                {
                    cases.Add(kind, columns, Metric.Euclidean);
                }

                cases.Add(kind, 2, Metric.Manhattan);
                cases.Add(kind, 9, Metric.Manhattan);
                cases.Add(kind, 3, Metric.Chebyshev);
                cases.Add(kind, 8, Metric.Chebyshev);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Neighbors_are_those_of_brute_force_bit_for_bit(string kind, int columns, Metric metric)
    {
        foreach (int count in new[] { 1, 2, 7, 16, 17, 100, 701 })
        {
            Matrix points = Points(kind, count, columns);
            int wanted = Math.Min(count, 12);
            KdTree tree = KdTree.Of(points, Execution.With(threads: 3), leafCapacity: count % 2 == 0 ? 16 : 5);
            int[] rows = new int[count * wanted];
            double[] distances = new double[count * wanted];
            tree.NearestToRows(wanted, metric, rows, distances, Execution.With(threads: 3));
            NeighborTable expected = NearestNeighbors.Of(points, wanted, metric, NeighborSearch.BruteForce);
            for (int row = 0; row < count; row++)
            {
                Assert.Equal(expected.Rows(row).ToArray(), rows[(row * wanted)..((row + 1) * wanted)]);
                Assert.Equal(expected.Distances(row).ToArray(), distances[(row * wanted)..((row + 1) * wanted)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Queries_find_what_brute_force_finds_bit_for_bit(string kind, int columns, Metric metric)
    {
        Matrix points = Points(kind, 500, columns);
        Matrix queries = Points(kind, 60, columns, seed: 9);
        KdTree tree = KdTree.Of(points, Execution.Default);
        NeighborTable expected = NearestNeighbors.Index(points, metric, NeighborSearch.BruteForce).Nearest(queries, 9);
        int[] rows = new int[9];
        double[] distances = new double[9];
        for (int query = 0; query < queries.RowCount; query++)
        {
            tree.Nearest(queries.Row(query), metric, rows, distances);
            Assert.Equal(expected.Rows(query).ToArray(), rows);
            Assert.Equal(expected.Distances(query).ToArray(), distances);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void Every_point_is_in_the_box_of_each_node_above_it(int count)
    {
        Matrix points = Points("gaussian", count, 3);
        KdTree tree = KdTree.Of(points, Execution.Default);
        Assert.Equal(Enumerable.Range(0, count), tree.Rows.Order());
        for (int level = 0; level <= tree.Depth; level++)
        {
            for (int place = 0; place < 1 << level; place++)
            {
                int node = (1 << level) + place;
                ReadOnlySpan<double> box = tree.BoxOf(node);
                int lowest = int.MaxValue;
                for (int slot = tree.FirstSlot(level, place); slot < tree.FirstSlot(level, place + 1); slot++)
                {
                    lowest = Math.Min(lowest, tree.Rows[slot]);
                    for (int column = 0; column < 3; column++)
                    {
                        Assert.InRange(points[tree.Rows[slot], column], box[column], box[3 + column]);
                    }
                }

                Assert.Equal(lowest, tree.LowestRows[node]);
            }
        }
    }

    [Fact]
    public void Many_equal_points_are_not_compared_each_with_each()
    {
        Matrix points = new(200_000, 2, new double[400_000]);
        KdTree tree = KdTree.Of(points, Execution.Default);
        int[] rows = new int[200_000 * 4];
        tree.NearestToRows(4, Metric.Euclidean, rows, new double[rows.Length], Execution.Default);
        Assert.Equal([0, 1, 2, 3], rows[..4]);
        Assert.Equal([150_000, 0, 1, 2], rows[600_000..600_004]);
    }

    private static Matrix Points(string kind, int count, int columns, long seed = 4)
    {
        double[] values = new double[count * columns];
        for (int index = 0; index < values.Length; index++)
        {
            ulong row = (ulong)(index / columns);
            ulong column = (ulong)(index % columns);
            KeyedRandom random = KeyedRandom.At(seed, 1, row, column);
            values[index] = kind switch
            {
                "gaussian" => random.NextGaussian() * (1 + column),
                "grid" => random.NextInt32(4),
                "duplicates" => KeyedRandom.At(seed, 2, row % 20, column).NextInt32(3) * 0.5,
                "coincident" => 2.5,
                "line" => column == 0 ? row : 0,

                // What single precision cannot tell apart, or cannot hold.
                "far" => 1e9 + random.NextDouble(),
                "two scales" => (1e6 * (row % 5)) + (1e-7 * random.NextGaussian()),
                "tiny" => 1e-160 * random.NextGaussian(),
                "vanishing" => 1e-310 * random.NextInt32(9),
                "huge" => 1e150 * random.NextGaussian(),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            };
        }

        return new Matrix(count, columns, values);
    }
}
