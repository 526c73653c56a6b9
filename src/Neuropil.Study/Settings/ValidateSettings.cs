namespace Neuropil.Study;

/// <summary>How often a group is clustered again to see whether to believe its clusters.</summary>
public sealed record ValidateSettings
{
    /// <summary>Subsamples drawn without replacement, each embedded with a seed of its own; at least 2.</summary>
    [Setting("Subsamples", "Subsamples, drawn without replacement, on which the whole chain is run again.", Least = 2, Most = 10_000)]
    public int SubsampleCount { get; init; } = 100;

    /// <summary>Other seeds on all synapses; at least 2.</summary>
    [Setting("Seeds", "Other seeds with which all synapses are embedded and clustered again.", Least = 2, Most = 10_000)]
    public int SeedCount { get; init; } = 20;

    /// <summary>Data sets without clusters, of each of the two kinds; at least 19: with fewer no p reaches .05.</summary>
    [Setting("Nulls", "Data sets without clusters, of each kind, that go through the same embedding and clustering.", Least = 19, Most = 10_000)]
    public int NullCount { get; init; } = 99;

    /// <summary>The share of the synapses in a subsample; more than 0, less than 1.</summary>
    [Setting("Share", "The share of the synapses in a subsample.", Above = 0, Below = 1)]
    public double Share { get; init; } = 0.8;
}
