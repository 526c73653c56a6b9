namespace Neuropil.Report;

/// <summary>A group of synapses: its embedding, clusters and models.</summary>
internal sealed record PageGroup
{
    /// <summary>The name in the settings.</summary>
    public required string Name { get; init; }

    /// <summary>The name in words.</summary>
    public required string Title { get; init; }

    /// <summary>The rows of the historical synapses that are of the group.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>What the group knows of them: embedding, cluster, strength and, where computed, stability and reliability.</summary>
    public required PageTable Synapses { get; init; }

    /// <summary>The rows of the new synapses that are of the group.</summary>
    public required IReadOnlyList<int> NewRows { get; init; }

    /// <summary>What the group predicts of them; null where there are none.</summary>
    public required PageTable? New { get; init; }

    /// <summary>The clustering's smallest cluster.</summary>
    public required int MinClusterSize { get; init; }

    /// <summary>The condensed tree, parents first; empty where not known.</summary>
    public required IReadOnlyList<PageBranch> Tree { get; init; }

    /// <summary>The learners; null where none were trained.</summary>
    public required PageModels? Models { get; init; }

    /// <summary>Pictures of the group.</summary>
    public required IReadOnlyList<PageFigure> Figures { get; init; }

    /// <summary>Each feature's share of the variance that the embedding sees; empty where not known.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> FeatureShares { get; init; } = [];

    /// <summary>Noise that lies together; empty where none does or it was not looked for.</summary>
    public IReadOnlyList<NoiseIsland> NoiseIslands { get; init; } = [];

    /// <summary>Null until the Sweep was run.</summary>
    public IReadOnlyList<SweepCell>? Sweep { get; init; }

    /// <summary>Null until Validate was run.</summary>
    public IReadOnlyList<ClusterTrust>? Trust { get; init; }

    /// <summary>Null until Validate was run.</summary>
    public IReadOnlyList<NullTest>? Nulls { get; init; }

    /// <summary>What they say together; null until Validate was run.</summary>
    public GroupVerdict? Verdict { get; init; }

    /// <summary>Cluster of each historical synapse; below 0: noise.</summary>
    public IReadOnlyList<int> Clusters => [.. Synapses.Of(ColumnRole.Cluster).First().NumberValues!.Select(value => (int)value)];

    /// <summary>The clusters' numbers, noise left out, rising.</summary>
    public IReadOnlyList<int> ClusterNumbers => [.. Clusters.Where(cluster => cluster >= 0).Distinct().Order()];
}
