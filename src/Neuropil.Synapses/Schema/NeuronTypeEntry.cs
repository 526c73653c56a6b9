namespace Neuropil.Synapses;

/// <summary>A neuron and its type.</summary>
/// <param name="Neuron">The neuron's name.</param>
/// <param name="Type">Its type.</param>
public sealed record NeuronTypeEntry(string Neuron, string Type);
