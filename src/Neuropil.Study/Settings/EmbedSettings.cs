using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>The embedding of a group.</summary>
public sealed record EmbedSettings
{
    /// <summary>Neighbours, the point itself included; at least 2.</summary>
    public required int NeighborCount { get; init; }

    /// <summary>How close points may lie; at least 0.</summary>
    public required double MinDistance { get; init; }

    /// <summary>Scale of the embedding; more than 0, at least <see cref="MinDistance"/>.</summary>
    public required double Spread { get; init; }

    /// <summary>2 or 3.</summary>
    public required int EmbeddingDimension { get; init; }

    /// <summary>Rounds of the layout; null: by size.</summary>
    public required int? EpochCount { get; init; }

    /// <summary>The distance between features.</summary>
    public required Metric Metric { get; init; }
}
