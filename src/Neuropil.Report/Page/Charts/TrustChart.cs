namespace Neuropil.Report;

/// <summary>The stability of clusters as bars over the bands of fpc's words (Hennig 2007).</summary>
internal static class TrustChart
{
    /// <param name="description">What there is to see.</param>
    /// <param name="trust">The clusters.</param>
    /// <param name="ink">The colour of the cluster at a place in the list.</param>
    public static Chart Of(string description, IReadOnlyList<ClusterTrust> trust, Func<int, Ink> ink)
        => BarChart.Of(
            description,
            [.. trust.Select((one, index) => ($"cluster {PageNumber.Count(one.Cluster)}", one.Jaccard, one.Low, one.High, ink(index)))],
            [(ClusterTrust.Bounds[0], "dissolved"), (ClusterTrust.Bounds[1], "not to be trusted"), (ClusterTrust.Bounds[2], "doubtful"), (ClusterTrust.Bounds[3], "stable"), (1, "highly stable")]);
}
