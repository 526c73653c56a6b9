namespace Neuropil.Synapses;

/// <summary>The names by which conditions may speak of roles, whatever their columns are called.</summary>
internal static class RoleColumns
{
    /// <summary>Neuron, NeuronType, Type and Id.</summary>
    public static IReadOnlyList<string> Aliases { get; } = ["NeuronType", "Neuron", "Type", "Id"];
}
