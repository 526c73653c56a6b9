using CsCheck;
using Neuropil.Study;

namespace Neuropil.Study.Tests;

public sealed class ClusterMatchingTests
{
    [Fact]
    public void A_cluster_is_matched_to_that_which_most_of_its_members_belong_to()
        => Assert.Equal([2, 1, 2], ClusterMatching.ByOverlap([1, 1, 1, 2, 2, 3, -1, 1], [2, 2, 1, 1, 1, 2, 1, -1]));

    [Fact]
    public void Ties_go_to_the_lower_number_and_clusters_of_noise_are_noise()
        => Assert.Equal([1, -1], ClusterMatching.ByOverlap([1, 1, 2, 2], [2, 1, -1, -1]));

    [Fact]
    public void Renumbered_clusters_are_matched_back()
        => Gen.Int[-1, 6].Array[1, 60].Sample(raw =>
        {
            int[] reference = Array.ConvertAll(raw, label => label == 0 ? -1 : label);
            int[] turned = Array.ConvertAll(reference, label => label < 0 ? -1 : 7 - label);
            int[] matches = ClusterMatching.ByOverlap(turned, reference);
            Assert.Equal(reference, turned.Select(label => ClusterMatching.Translate(label, matches)));
        });
}
