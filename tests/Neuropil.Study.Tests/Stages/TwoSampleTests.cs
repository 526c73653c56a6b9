namespace Neuropil.Study.Tests;

public sealed class TwoSampleTests
{
    [Fact]
    public void The_distances_are_those_of_a_plain_recomputation_with_ties()
    {
        double[] first = [1, 2, 2, 3, 7];
        double[] second = [2, 4, 4, 6];
        TwoSamples apart = TwoSamples.Of(first, second);
        double[] all = [.. first.Concat(second).Distinct().Order()];
        double Apart(double at) => Math.Abs((first.Count(value => value <= at) / 5.0) - (second.Count(value => value <= at) / 4.0));
        Assert.Equal(all.Max(Apart), apart.KolmogorovSmirnov, 1e-12);
        Assert.Equal(all.SkipLast(1).Select((value, place) => Apart(value) * (all[place + 1] - value)).Sum(), apart.Wasserstein, 1e-12);
    }

    [Fact]
    public void Shifted_data_are_as_far_apart_as_they_are_shifted()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(row => row * 0.5)];
        TwoSamples apart = TwoSamples.Of(values, values.Select(value => value + 100));
        Assert.Equal((1.0, 100.0), (apart.KolmogorovSmirnov, Math.Round(apart.Wasserstein, 9)));
        Assert.True(apart.P < 1e-10);
        Assert.Equal((0.0, 1.0, 0.0), (TwoSamples.Of(values, values).KolmogorovSmirnov, TwoSamples.Of(values, values).P, TwoSamples.Of(values, values).Wasserstein));
    }

    [Fact]
    public void The_probability_is_the_one_of_the_published_table()
        // Smirnov 1948: Q(1.36) is 0.05; two samples of 1000 with the difference that gives it.
        => Assert.Equal(0.05, TwoSamples.Of(Enumerable.Range(0, 1000).Select(row => (double)row), Enumerable.Range(0, 1000).Select(row => row + 60.5)).P, 0.006);

    [Fact]
    public void The_same_clusters_under_other_numbers_agree_wholly_and_halves_less()
    {
        Assert.Equal(1, AdjustedRand.Of([1, 1, 2, 2, -1], [2, 2, 7, 7, 1]));
        Assert.Equal(0, AdjustedRand.Of([1, 1, 1, 1], [1, 2, 3, 4]));
        Assert.Equal(4.0 / 7, AdjustedRand.Of([0, 0, 1, 2], [0, 0, 1, 1]), 1e-12);
    }
}
