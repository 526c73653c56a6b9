namespace Neuropil.Study;

/// <summary>What a mean Jaccard index says of a cluster.</summary>
/// <remarks>The bounds are those of the manual of R's fpc, clusterboot (Hennig 2007).</remarks>
public enum StabilityWord
{
    /// <summary>At most .5: the cluster comes apart.</summary>
    Dissolved,

    /// <summary>Below .6.</summary>
    NotTrusted,

    /// <summary>.6 to .75: there is a pattern, but which synapses belong to it is doubtful.</summary>
    Pattern,

    /// <summary>From .75.</summary>
    Stable,

    /// <summary>From .85.</summary>
    HighlyStable,
}
