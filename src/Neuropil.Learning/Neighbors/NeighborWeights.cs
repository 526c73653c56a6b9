namespace Neuropil.Learning;

/// <summary>How much each neighbour's vote counts.</summary>
public enum NeighborWeights
{
    /// <summary>All the same.</summary>
    Uniform,

    /// <summary>1 / distance; where neighbours lie at distance 0, only those count, all the same.</summary>
    Distance,
}
