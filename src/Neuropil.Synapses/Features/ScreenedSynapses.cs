namespace Neuropil.Synapses;

/// <summary>What <see cref="SynapseScreen"/> made of a table.</summary>
public sealed record ScreenedSynapses
{
    /// <summary>The rows that stay, in their order.</summary>
    public required int[] Kept { get; init; }

    /// <summary>The rows that are left out, in their order.</summary>
    public required int[] Removed { get; init; }

    /// <summary>Why each of <see cref="Removed"/> is left out.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The bounds that the kept ones lie in.</summary>
    public required FeatureBounds Bounds { get; init; }

    /// <summary>What the log should warn of: exclusions that name no synapse, and the like.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
