using CsCheck;

namespace Neuropil.Study.Tests;

public sealed class StabilityTests
{
    [Fact]
    public void A_cluster_that_comes_back_whole_has_Jaccard_one()
    {
        int[] labels = [1, 1, 1, 2, 2, -1];
        Stability stability = Stability.Of(labels, [new Replicate([0, 1, 2, 3, 4, 5], [2, 2, 2, 1, 1, -1]), new Replicate([0, 2, 3, 5], [1, 1, 2, -1])]);
        Assert.Equal([1, 2, -1], stability.Clusters.Select(cluster => cluster.Cluster));
        Assert.All(stability.Clusters, cluster => Assert.Equal(1, cluster.Jaccard));
        Assert.All(stability.Synapses, synapse => Assert.Equal(1, synapse.Own));
        Assert.Equal([2, 1, 2, 2, 1, 2], stability.Synapses.Select(synapse => synapse.ReplicateCount));
        Assert.Equal(2, stability.ClusterCounts[2]);
    }

    [Fact]
    public void Noise_is_compared_with_noise_alone()
    {
        Stability stability = Stability.Of([-1, -1, -1, 1], [new Replicate([0, 1, 2, 3], [1, 1, 1, -1])]);
        Assert.Equal(0, stability.Clusters[0].Jaccard);
        Assert.Equal(0, stability.Clusters[1].Jaccard);
        Assert.Equal(1, stability.Synapses[0].Other);
        Assert.Equal(1, stability.Synapses[3].Noise);
    }

    [Fact]
    public void A_replicate_without_any_of_a_cluster_does_not_count_for_it()
    {
        Stability stability = Stability.Of([1, 2, 2], [new Replicate([1, 2], [1, 1])]);
        Assert.Equal(0, stability.Clusters[0].ReplicateCount);
        Assert.Null(stability.Clusters[0].Word);
        Assert.Equal(1, stability.Clusters[1].Jaccard);
        Assert.Equal(0, stability.Synapses[0].ReplicateCount);
    }

    [Fact]
    public void Every_value_is_the_one_of_plain_sets()
        => Gen.Select(Gen.Int[1, 4].Array[1, 25], Gen.Int[-1, 3].Array[25], Gen.Bool.Array[25]).Sample((labels, other, present) =>
        {
            labels = [.. labels.Select(label => label == 4 ? -1 : label)];
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => present[row])];
            int[] found = [.. rows.Select(row => other[row] == 0 ? -1 : other[row])];
            Stability stability = Stability.Of(labels, [new Replicate(rows, found)]);
            foreach (ClusterStability cluster in stability.Clusters)
            {
                HashSet<int> own = [.. rows.Where(row => labels[row] == cluster.Cluster)];
                double expected = own.Count == 0
                    ? double.NaN
                    : found.Where(label => label == -1 == (cluster.Cluster == -1)).Distinct().Select(label =>
                    {
                        HashSet<int> theirs = [.. rows.Where((_, place) => found[place] == label)];
                        return (double)own.Intersect(theirs).Count() / own.Union(theirs).Count();
                    }).DefaultIfEmpty(0).Max();
                Assert.Equal(expected, cluster.Jaccard);
            }

            foreach (int row in rows)
            {
                SynapseStability synapse = stability.Synapses[row];
                Assert.Equal(1, synapse.Own + synapse.Other + synapse.Noise, 12);
            }
        }, iter: 500, threads: 1);

    [Theory]
    [InlineData(0, StabilityWord.Dissolved)]
    [InlineData(0.5, StabilityWord.Dissolved)]
    [InlineData(0.55, StabilityWord.NotTrusted)]
    [InlineData(0.6, StabilityWord.Pattern)]
    [InlineData(0.7499, StabilityWord.Pattern)]
    [InlineData(0.75, StabilityWord.Stable)]
    [InlineData(0.85, StabilityWord.HighlyStable)]
    [InlineData(1, StabilityWord.HighlyStable)]
    public void The_words_are_those_of_the_manual(double jaccard, StabilityWord word) => Assert.Equal(word, StabilityWords.Of(jaccard));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void What_is_no_Jaccard_index_has_no_word(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => StabilityWords.Of(value));

    [Fact]
    public void Subsamples_are_drawn_without_replacement_of_the_size_asked_and_differ()
    {
        int[] first = Subsample.Draw(101, 0.8, 42, 0);
        Assert.Equal(81, first.Length);
        Assert.Equal(first.Distinct().Order(), first);
        Assert.Equal(first, Subsample.Draw(101, 0.8, 42, 0));
        Assert.NotEqual(first, Subsample.Draw(101, 0.8, 42, 1));
        Assert.NotEqual(first, Subsample.Draw(101, 0.8, 43, 0));
        double[] shares = new double[50];
        for (int replicate = 0; replicate < 2000; replicate++)
        {
            foreach (int row in Subsample.Draw(50, 0.8, 7, replicate))
            {
                shares[row] += 1.0 / 2000;
            }
        }

        Assert.All(shares, share => Assert.InRange(share, 0.76, 0.84));
    }

    [Fact]
    public void A_cluster_that_needs_one_neuron_says_so()
    {
        ClusterStability stable = new() { Cluster = 2, Size = 30, ReplicateCount = 10, Jaccard = 0.9, DissolvedShare = 0 };
        ClusterVerdict verdict = new(stable, stable with { Jaccard = 0.8 }, new Dictionary<string, double> { ["pv1"] = 0.93, ["pv2"] = 0.3 });
        Assert.Equal(0.8, verdict.Jaccard);
        Assert.Equal("Cluster 2: stable (Jaccard 0.90 over subsamples, 0.80 over seeds); it dissolves without neuron pv2.", verdict.Sentence);
    }
}
