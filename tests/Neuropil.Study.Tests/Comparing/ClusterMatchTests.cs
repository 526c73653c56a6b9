namespace Neuropil.Study.Tests;

/// <summary>Clusters matched by overlap.</summary>
public sealed class ClusterMatchTests
{
    [Fact]
    public void Renumbered_clusters_are_matched_whole()
    {
        ClusterMatch match = ClusterMatch.Of([1, 1, 2, 2, 3, -1], [3, 3, 1, 1, 2, -1]);

        Assert.Equal([(1, 3, 2), (2, 1, 2), (3, 2, 1)], match.Pairs);
    }

    [Fact]
    public void Overlap_is_the_largest_there_is_by_brute_force()
    {
        Random random = new(5);
        for (int round = 0; round < 300; round++)
        {
            int count = random.Next(1, 40);
            int[] before = Clusters(random, count, 5);
            int[] after = Clusters(random, count, 4);

            int common = ClusterMatch.Of(before, after).Pairs.Sum(pair => pair.Common);

            Assert.Equal(Best(before, after, 1, []), common);
        }
    }

    private static int[] Clusters(Random random, int count, int most) => [.. Enumerable.Range(0, count).Select(_ => random.Next(0, most + 1)).Select(cluster => cluster == 0 ? -1 : cluster)];

    // Every way to give the first's clusters, 1 to 5, clusters of the second, 1 to 4, or none.
    private static int Best(int[] before, int[] after, int cluster, int[] taken)
        => cluster > 5 ? 0 : Enumerable.Range(0, 5).Where(other => other == 0 || !taken.Contains(other)).Max(other =>
            (other == 0 ? 0 : before.Zip(after).Count(pair => pair.First == cluster && pair.Second == other)) + Best(before, after, cluster + 1, [.. taken, other]));
}
