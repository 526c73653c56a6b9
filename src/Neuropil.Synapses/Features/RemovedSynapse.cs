namespace Neuropil.Synapses;

/// <summary>A synapse that was left out, and why.</summary>
/// <param name="Synapse">The synapse; where it was excluded by name, its numbers may be missing (NaN).</param>
/// <param name="Reason">Why, in words.</param>
public sealed record RemovedSynapse(Synapse Synapse, string Reason);
