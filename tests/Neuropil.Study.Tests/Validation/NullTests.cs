using Neuropil.Numerics;

namespace Neuropil.Study.Tests;

using Neuropil.Hdbscan;
using Neuropil.Umap;

/// <summary>The nulls on data whose truth is known. Drawn at 120 points and 19 nulls, so that the whole takes seconds.</summary>
public sealed class NullTests
{
    private const int Rows = 120;
    private const int NullCount = 19;
    private static readonly UmapOptions Embed = new() { NeighborCount = 15, EpochCount = 200 };
    private static readonly HdbscanOptions Cluster = new() { MinClusterSize = 12, MinSamples = 4 };

    [Fact]
    public void Permutation_keeps_every_neurons_values_and_nothing_else()
    {
        Matrix points = Blob(7, 0, correlated: true);
        string[] neurons = [.. Enumerable.Range(0, Rows).Select(row => row < 50 ? "a" : "b")];
        Matrix drawn = NullPermutation.Draw(points, neurons, 1, 0);
        for (int column = 0; column < points.ColumnCount; column++)
        {
            Assert.Equal(points.Column(column)[..50].Order(), drawn.Column(column)[..50].Order());
            Assert.Equal(points.Column(column)[50..].Order(), drawn.Column(column)[50..].Order());
        }

        Assert.True(Math.Abs(RankCorrelation.Pearson(points.Column(0), points.Column(1))) > 0.8);
        Assert.InRange(RankCorrelation.Pearson(drawn.Column(0), drawn.Column(1)), -0.35, 0.35);
        Assert.Equal(drawn.Values.ToArray(), NullPermutation.Draw(points, neurons, 1, 0).Values.ToArray());
    }

    [Fact]
    public void One_population_keeps_rank_correlations_on_average_and_where_a_column_has_one_mode_its_distribution()
    {
        Matrix points = Blob(11, 0, correlated: true);
        NullCopula copula = NullCopula.Fit(points);
        Matrix[] drawn = [.. Enumerable.Range(0, 60).Select(draw => copula.Draw(3, draw))];
        Assert.Equal(
            RankCorrelation.Spearman(points.Column(0), points.Column(1)),
            drawn.Average(one => RankCorrelation.Spearman(one.Column(0), one.Column(1))),
            0.03);
        double[] all = [.. drawn.SelectMany(one => one.Column(2)).Order()];
        double[] own = [.. points.Column(2).Order()];
        for (int rank = 0; rank < Rows; rank++)
        {
            double below = (double)all.Count(value => value <= own[rank]) / all.Length;
            Assert.InRange(below - ((rank + 0.5) / Rows), -0.06, 0.06);
        }
    }

    [Fact]
    public void One_population_has_one_mode_where_a_column_has_two()
    {
        Matrix points = Kinds(3);
        Matrix drawn = NullCopula.Fit(points).Draw(3, 0);
        int between = drawn.Column(0).Count(value => value is > 3 and < 6);
        Assert.True(between >= Rows / 10, $"{between} of {Rows} values between the two modes.");
        Assert.InRange(points.Column(0).Count(value => value is > 3 and < 6), 0, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(150)]
    public void The_nearest_distribution_of_one_mode_is_convex_before_and_concave_behind_it(int count)
    {
        KeyedRandom random = KeyedRandom.At(count, KeyedRandom.Purpose("tests/unimodal"));
        double[] column = new double[count];
        for (int index = 0; index < count; index++)
        {
            column[index] = Math.Round(random.NextGaussian() + (index % 2 == 0 ? 3 : 0), 2);
        }

        UnimodalMarginal fit = UnimodalMarginal.Fit(column);
        double lowest = 0.5 / count;
        double[] steps = [.. Enumerable.Range(0, 400).Select(place => At(place + 1) - At(place))];
        int narrowest = Array.IndexOf(steps, steps.Min());
        Assert.All(Enumerable.Range(1, narrowest), place => Assert.True(steps[place] <= steps[place - 1] + 1e-9));
        Assert.All(Enumerable.Range(narrowest + 1, 399 - narrowest), place => Assert.True(steps[place] >= steps[place - 1] - 1e-9));
        double At(int place) => fit.Quantile(lowest + (place / 400.0 * (1 - (2 * lowest))));
        Assert.InRange(fit.Distance, 0, 0.2);
    }

    [Fact]
    public void A_column_given_twice_does_not_stop_the_copula()
    {
        Matrix points = Blob(13, 0, correlated: false);
        Matrix twice = Matrix.FromRows(Enumerable.Range(0, Rows).Select(row => new[] { points[row, 0], points[row, 0], points[row, 1], 5.0 }));
        Matrix drawn = NullCopula.Fit(twice).Draw(1, 0);
        Assert.True(RankCorrelation.Spearman(drawn.Column(0), drawn.Column(1)) > 0.99);
        Assert.All(drawn.Column(3), value => Assert.Equal(5, value));
    }

    [Fact]
    public void Ranks_share_ties_and_correlations_are_the_textbooks()
    {
        Assert.Equal([2.5, 1, 2.5, 4], RankCorrelation.Ranks([3, 1, 3, 9]));
        Assert.Equal(0.6565321642986127, RankCorrelation.Pearson([1, 2, 3, 4, 5], [2, 1, 4, 3, 3.5]), 12);
        Assert.Equal(1, RankCorrelation.Spearman([1, 2, 3], [1, 10, 100]));
        Assert.Equal(-1, RankCorrelation.Spearman([1, 2, 3], [3, 2, 1]));
        Assert.Equal(0, RankCorrelation.Pearson([1, 2, 3], [4, 4, 4]));
    }

    [Fact]
    public void Three_kinds_well_apart_are_evidence_and_come_back()
    {
        Matrix points = Kinds(5);
        GroupEvidence evidence = Evidence(points, 5, 99);
        Assert.Equal(3, evidence.Permuted.Observed.ClusterCount);
        Assert.True(evidence.P <= 0.02, evidence.Sentence);
        int[] labels = FeatureClustering.Fit(points, Embed with { Seed = 5 }, Cluster).Labels;
        Replicate[] replicates = [.. Enumerable.Range(0, 30).Select(draw =>
        {
            int[] rows = Subsample.Draw(points.RowCount, 0.8, 5, draw);
            return new Replicate(
                rows, FeatureClustering.Fit(points.SelectRows(rows), Embed with { Seed = 100 + draw }, FeatureClustering.Scaled(Cluster, 0.8)).Labels);
        })];
        Assert.All(Stability.Of(labels, replicates).Clusters.Where(cluster => cluster.Cluster > 0), cluster => Assert.True(cluster.Jaccard >= 0.85));
    }

    [Theory]
    [InlineData("blob")]
    [InlineData("elongated")]
    [InlineData("uniform")]
    [InlineData("heavy")]
    public void Data_without_clusters_are_seldom_evidence(string kind)
    {
        int wrong = Enumerable.Range(0, 20).Count(draw => Evidence(Of(kind, draw), draw, NullCount).IsEvidence);
        Assert.True(wrong <= 3, $"{wrong} of 20 draws of '{kind}' were taken for clusters.");
    }

    [Fact]
    public void P_is_one_more_over_one_more()
    {
        ClusteringStatistics statistics = new(3, 0.5, 1, 0.4, 0.1);
        NullTest test = NullTest.Of(statistics, [statistics with { ClusterCount = 3 }, statistics with { ClusterCount = 2, NoiseShare = 0.2 }, statistics with { ClusterCount = 9 }]);
        Assert.Equal(0.75, test.ClusterCountP);
        Assert.Equal(0.75, test.NoiseShareP);
        Assert.Throws<ArgumentException>(() => NullTest.Of(statistics, []));
    }

    private static GroupEvidence Evidence(Matrix points, int seed, int nulls)
    {
        string[] one = [.. Enumerable.Repeat("n", points.RowCount)];
        NullCopula copula = NullCopula.Fit(points);
        ClusteringStatistics observed = Statistics(points, seed);
        return new GroupEvidence(
            NullTest.Of(observed, [.. Enumerable.Range(0, nulls).Select(draw => Statistics(NullPermutation.Draw(points, one, seed, draw), seed))]),
            NullTest.Of(observed, [.. Enumerable.Range(0, nulls).Select(draw => Statistics(copula.Draw(seed, draw), seed))]));
    }

    private static ClusteringStatistics Statistics(Matrix points, int seed)
        => FeatureClustering.Fit(points, Embed with { Seed = seed }, Cluster).Statistics();

    private static Matrix Of(string kind, int draw) => kind switch
    {
        "blob" => Blob(1, draw, correlated: false),
        "elongated" => Blob(2, draw, correlated: true),
        "uniform" => Made(3, draw, (ref KeyedRandom random) => random.NextDouble()),
        _ => Made(4, draw, (ref KeyedRandom random) => random.NextGaussian() / Math.Sqrt(0.05 + random.NextDouble())),
    };

    private static Matrix Blob(int purpose, int draw, bool correlated)
    {
        Matrix points = Made(purpose, draw, (ref KeyedRandom random) => random.NextGaussian());
        return correlated
            ? Matrix.FromRows(Enumerable.Range(0, Rows).Select(row => new[] { 3 * points[row, 0], (2.5 * points[row, 0]) + points[row, 1], points[row, 2], points[row, 3] }))
            : points;
    }

    private static Matrix Kinds(int seed)
    {
        Matrix points = Made(9, seed, (ref KeyedRandom random) => random.NextGaussian());
        return Matrix.FromRows(Enumerable.Range(0, Rows).Select(row => new[] { points[row, 0] + (row % 3 == 1 ? 9 : 0), points[row, 1] + (row % 3 == 2 ? 9 : 0), points[row, 2], points[row, 3] }));
    }

    private delegate double Draw(ref KeyedRandom random);

    private static Matrix Made(int purpose, int draw, Draw value)
    {
        KeyedRandom random = KeyedRandom.At(purpose, KeyedRandom.Purpose("tests/nulls"), (ulong)draw);
        double[] values = new double[Rows * 4];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = value(ref random);
        }

        return new Matrix(Rows, 4, values);
    }
}
