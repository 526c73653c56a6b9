namespace Neuropil.Synapses;

/// <summary>What names a synapse: neuron, synapse type and number together.</summary>
/// <param name="NeuronId">The neuron, as cb1.</param>
/// <param name="SynType">The synapse's type; empty where the table tells none.</param>
/// <param name="SynId">The synapse's number on that neuron, within its type.</param>
public readonly record struct SynapseKey(string NeuronId, string SynType, string SynId)
{
    /// <summary>The three parts, as <c>cb1 as 17</c>; what is empty is left out.</summary>
    public override string ToString() => SynType.Length == 0 ? $"{NeuronId} {SynId}" : $"{NeuronId} {SynType} {SynId}";
}
