namespace Neuropil.Synapses;

/// <summary>What <see cref="SynapseCleaner"/> made of a table.</summary>
public sealed record CleanSynapses
{
    /// <summary>The synapses that stay, in their order.</summary>
    public required IReadOnlyList<Synapse> Kept { get; init; }

    /// <summary>The synapses that were left out, in their order, with the reason.</summary>
    public required IReadOnlyList<RemovedSynapse> Removed { get; init; }

    /// <summary>The bounds that the kept ones lie in.</summary>
    public required AreaBounds Bounds { get; init; }

    /// <summary>What the log should tell: exclusions that name no synapse, and the like.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
