using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>What a UMAP fit is given, where it is more than points: points, distances or neighbours, and what else is known.</summary>
/// <example>
/// <code>
/// UmapModel supervised = Umap.Fit(new UmapData { Points = points, Target = UmapTarget.Categories(kinds) with { Weight = 0.3 } });
/// UmapModel fromDistances = Umap.Fit(new UmapData { Distances = distances });
/// </code>
/// </example>
public sealed record UmapData
{
    /// <summary>n × d, finite: the points to embed, and what new points are compared with. null: there are distances or neighbours alone.</summary>
    public Matrix? Points { get; init; }

    /// <summary>
    /// The distance of every two points, instead of points: n × n, finite, at least 0, symmetric, 0 on the diagonal. The option Metric is not used.
    /// </summary>
    public Matrix? Distances { get; init; }

    /// <summary>
    /// The points' neighbours under the options' metric, found elsewhere: n × k, each row's first neighbour itself, k at least
    /// NeighborCount, of which the nearest are used. null: they are searched for.
    /// </summary>
    public NeighborTable? Neighbors { get; init; }

    /// <summary>n × EmbeddingDimension, finite and below 1e15 in size: where each point starts, used as it is. null: as the option Initialization says.</summary>
    public Matrix? InitialEmbedding { get; init; }

    /// <summary>What is known of each point beside its coordinates, for a supervised fit. null: nothing.</summary>
    public UmapTarget? Target { get; init; }

    /// <summary>
    /// How much each point counts, n numbers, finite, at least 0, not all 0; only their ratios matter. A point of weight 2 pulls and pushes
    /// the others as two would; one of weight 0 is placed, but acts on none. null: all count the same.
    /// </summary>
    public ReadOnlyMemory<double>? Weights { get; init; }

    /// <summary>Number of points.</summary>
    internal int RowCount => Points?.RowCount ?? Distances?.RowCount ?? Neighbors?.RowCount ?? 0;
}
