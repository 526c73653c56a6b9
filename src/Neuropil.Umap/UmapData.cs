using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>What a UMAP fit is given, where it is more than points.</summary>
public sealed record UmapData
{
    /// <summary>n × d, finite: the points to embed, and what new points are compared with.</summary>
    public required Matrix Points { get; init; }

    /// <summary>
    /// The points' neighbours under the options' metric, found elsewhere: n × k, each row's first neighbour itself, k at least
    /// NeighborCount, of which the nearest are used. null: they are searched for.
    /// </summary>
    public NeighborTable? Neighbors { get; init; }

    /// <summary>n × EmbeddingDimension, finite: where each point starts, used as it is. null: as the option Initialization says.</summary>
    public Matrix? InitialEmbedding { get; init; }
}
