using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>What is looked at of new synapses before they are assigned.</summary>
internal static class NewSynapseRows
{
    /// <summary>The rows that have a position and every feature.</summary>
    public static SynapseTable Usable(SynapseTable synapses, IReadOnlyList<FeatureRecipe> features)
    {
        string?[] gaps = SynapseScreen.Gaps(synapses, features);
        return Array.TrueForAll(gaps, gap => gap is null) ? synapses : synapses.Rows([.. Enumerable.Range(0, gaps.Length).Where(row => gaps[row] is null)]);
    }

    /// <summary>The neurons that have no historical synapses.</summary>
    public static IReadOnlyList<string> Unseen(SynapseTable synapses, NeuronAlignment alignment)
        => [.. synapses.Neurons.Distinct(StringComparer.Ordinal).Where(neuron => !alignment.Knows(neuron)).Order(StringComparer.Ordinal)];

    /// <summary>Frames of the neurons that have no historical synapses, fitted to their own new ones.</summary>
    public static NeuronAlignment FramesOfUnseen(SynapseTable usable, NeuronAlignment group, NeuronAlignment alignment)
    {
        HashSet<string> unseen = [.. Unseen(usable, alignment)];
        return unseen.Count == 0
            ? group.Only(_ => false)
            : NeuronAlignment.Fit(usable.Rows([.. Enumerable.Range(0, usable.Count).Where(row => unseen.Contains(usable.Neurons[row]))]), alignment.Mode);
    }
}
