namespace Neuropil.Hdbscan;

/// <summary>How clusters are chosen from the condensed tree.</summary>
public enum ClusterSelection
{
    /// <summary>Excess of mass: the set of disjoint clusters with the largest total stability (Campello et al. 2013, §5).</summary>
    ExcessOfMass,

    /// <summary>The leaves of the condensed tree: the smallest, most even clusters.</summary>
    Leaf,
}
