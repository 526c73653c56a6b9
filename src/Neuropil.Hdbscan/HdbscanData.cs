namespace Neuropil.Hdbscan;

/// <summary>What a fit is given, where it is more than points: points or distances, and what else is known.</summary>
public sealed record HdbscanData
{
    /// <summary>n × d, finite: the points to cluster, and what new points are compared with. null: there are distances.</summary>
    public Matrix? Points { get; init; }

    /// <summary>
    /// The distance of every two points, instead of points: n × n, finite, at least 0, symmetric, 0 on the diagonal. The option Metric is not used, and the
    /// model cannot place new points. There are no coordinates to order rows by: clusters that are alike in everything else are numbered by their first row.
    /// </summary>
    public Matrix? Distances { get; init; }

    /// <summary>
    /// n finite numbers above 0: how many points each row counts as, in core distances (MinSamples), sizes and stabilities. Whole weights give what as
    /// many equal rows give. null: each row is one point.
    /// </summary>
    public ReadOnlyMemory<double>? Weights { get; init; }

    /// <summary>
    /// The points' neighbours under the options' metric, found elsewhere: n × k, each row's first neighbour itself, k at least MinSamples + 1. Core
    /// distances are taken from them; the spanning tree is exact for these, even where the neighbours are not. null: they are searched for.
    /// </summary>
    public NeighborTable? Neighbors { get; init; }
}
