namespace Neuropil.Umap.Tests;

using Neuropil.Numerics;
using Neuropil.Umap;

public class SupervisedTests
{
    private static readonly Matrix Points = TestPoints.Gaussian(160, 4);
    private static readonly int[] Kinds = [.. Enumerable.Range(0, 160).Select(row => row % 2)];

    [Fact]
    public void Categories_weaken_edges_as_the_reference_does()
    {
        // By hand: three points in a row, edges .8 and .5; kinds 0, 0, 1; one unknown.
        FuzzySimplicialSet graph = Graph((0, 1, 0.8f), (1, 2, 0.5f), (2, 3, 0.4f));
        FuzzySimplicialSet result = Supervision.Apply(graph, UmapTarget.Categories([0, 0, 1, -1]), UmapOptions.Default, Execution.Default);
        double weak = 0.5 * Math.Exp(-5);
        double unknown = 0.4 * Math.Exp(-1);
        Assert.Equal(1, result.Weights(0)[0], 1e-6);
        double a = weak / 0.8;
        double b = weak / unknown;
        Assert.Equal([0, 2], result.Columns(1).ToArray());
        Assert.Equal(a + b - (a * b), result.Weights(1)[1], 1e-6);
        Assert.Equal(1, result.Weights(3)[0], 1e-6);
    }

    [Fact]
    public void Different_categories_at_weight_1_are_parted_and_equal_ones_stay()
    {
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(NearestNeighbors.Of(Points, 15));
        FuzzySimplicialSet result = Supervision.Apply(
            graph, UmapTarget.Categories(Kinds) with { Weight = 1 }, UmapOptions.Default, Execution.Default);
        for (int point = 0; point < 160; point++)
        {
            foreach (int other in result.Columns(point))
            {
                Assert.Equal(Kinds[point], Kinds[other]);
            }

            Assert.Equal(graph.Columns(point).ToArray().Count(other => Kinds[other] == Kinds[point]), result.Columns(point).Length);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Numbers_intersect_with_their_own_graph(double weight)
    {
        UmapOptions options = new() { NeighborCount = 8 };
        double[] numbers = [.. Enumerable.Range(0, 160).Select(row => Math.Sin(row * 0.7))];
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(NearestNeighbors.Of(Points, 8), options);
        NeighborTable nearest = NearestNeighbors.Of(new Matrix(160, 1, numbers), 8);
        SmoothNeighborDistances smooth = SmoothNeighborDistances.From(nearest, 1, Execution.Default);
        FuzzySimplicialSet result = Supervision.Apply(graph, UmapTarget.Numbers(numbers) with { Weight = weight }, options, Execution.Default);

        // Dense, as the formulas stand.
        double[,] left = Dense(graph);
        double[,] right = new double[160, 160];
        for (int row = 0; row < 160; row++)
        {
            for (int rank = 1; rank < 8; rank++)
            {
                right[row, nearest.Rows(row)[rank]] = SmoothNeighborDistances.Membership(
                    nearest.Distances(row)[rank], smooth.Rhos[row], smooth.Sigmas[row]);
            }
        }

        double leftMissing = Math.Max(Least(left) / 2, 1e-8);
        double rightMissing = Math.Min(Math.Max(Least(right) / 2, 1e-8), 1e-4);
        double[,] mixed = new double[160, 160];
        for (int row = 0; row < 160; row++)
        {
            for (int column = 0; column < 160; column++)
            {
                if (left[row, column] > 0 || right[row, column] > 0)
                {
                    double a = left[row, column] > 0 ? left[row, column] : leftMissing;
                    double b = right[row, column] > 0 ? right[row, column] : rightMissing;
                    mixed[row, column] = weight < 0.5 ? a * Math.Pow(b, weight / (1 - weight)) : Math.Pow(a, (1 - weight) / weight) * b;
                }
            }
        }

        double[] largest = [.. Enumerable.Range(0, 160).Select(row => Enumerable.Range(0, 160).Max(column => mixed[row, column]))];
        double[,] found = Dense(result);
        for (int row = 0; row < 160; row++)
        {
            for (int column = 0; column < 160; column++)
            {
                double a = mixed[row, column] / largest[row];
                double b = mixed[column, row] / largest[column];
                Assert.Equal(a + b - (a * b), found[row, column], 1e-5);
            }
        }

        static double[,] Dense(FuzzySimplicialSet set)
        {
            double[,] dense = new double[set.PointCount, set.PointCount];
            for (int row = 0; row < set.PointCount; row++)
            {
                for (int edge = 0; edge < set.Columns(row).Length; edge++)
                {
                    dense[row, set.Columns(row)[edge]] = set.Weights(row)[edge];
                }
            }

            return dense;
        }

        static double Least(double[,] dense) => dense.Cast<double>().Where(value => value > 0).Min();
    }

    [Fact]
    public void Kinds_that_the_coordinates_do_not_tell_apart_are_told_apart_by_a_target()
    {
        UmapOptions options = new() { EpochCount = 200 };
        Matrix without = Umap.Fit(Points, options).Embedding;
        Matrix with = Umap.Fit(new UmapData { Points = Points, Target = UmapTarget.Categories(Kinds) }, options).Embedding;
        Assert.InRange(Silhouette.Of(without, Kinds).Mean, -0.1, 0.1);
        Assert.True(Silhouette.Of(with, Kinds).Mean > 0.3, $"{Silhouette.Of(with, Kinds).Mean}");
        string[] names = [.. Kinds.Select(kind => kind == 0 ? "a" : "b")];
        Assert.Equal(with.Values.ToArray(), Umap.Fit(new UmapData { Points = Points, Target = UmapTarget.Categories(names) }, options).Embedding.Values.ToArray());
    }

    [Fact]
    public void Targets_that_do_not_fit_are_refused()
    {
        Assert.Contains(
            "target has 2 entries; expected 160",
            Assert.Throws<ArgumentException>(() => Umap.Fit(new UmapData { Points = Points, Target = UmapTarget.Categories([0, 1]) })).Message);
        Assert.Throws<NonFiniteValueException>(() => UmapTarget.Numbers([0, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => UmapTarget.Numbers([0]) with { Weight = 1.1 });
        Assert.Equal(3, UmapTarget.Categories(["x", null, ""]).Count);
    }

    private static FuzzySimplicialSet Graph(params (int From, int To, float Weight)[] edges)
    {
        int count = edges.Max(edge => Math.Max(edge.From, edge.To)) + 1;
        (int From, int To, float Weight)[] both = [.. edges.Concat(edges.Select(edge => (edge.To, edge.From, edge.Weight))).Order()];
        int[] offsets = [.. Enumerable.Range(0, count + 1).Select(point => both.Count(edge => edge.From < point))];
        return new FuzzySimplicialSet(offsets, [.. both.Select(edge => edge.To)], [.. both.Select(edge => edge.Weight)]);
    }
}
