using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>What [Features] says for every feature whose own line does not say otherwise.</summary>
public sealed record FeatureDefaults
{
    /// <summary>The scaling.</summary>
    [Setting("Scaling", "How features are scaled before they are weighted, where their own line does not say.")]
    public FeatureScaling Scaling { get; init; } = FeatureScaling.Robust;

    /// <summary>Weight of the block of the three coordinates; at least 0.</summary>
    [Setting("CoordinateWeight", "Weight of the position, all three coordinates as one block.", Least = 0)]
    public double CoordinateWeight { get; init; } = 1;

    /// <summary>Weight of every other feature; at least 0.</summary>
    [Setting("MorphologyWeight", "Weight of every other feature, where its own line does not say.", Least = 0)]
    public double MorphologyWeight { get; init; } = 1;
}
