namespace Neuropil.Synapses;

/// <summary>In which shape a synthetic study comes: whose tables it looks like.</summary>
public enum SynthesisShape
{
    /// <summary>The published study's two workbooks, historical and new synapses.</summary>
    Study,

    /// <summary>A connectome's: ids of 64 bits, voxels, somata and presynaptic partners in tables of their own.</summary>
    Connectome,

    /// <summary>A file a neuron, the neuron in the file's name alone; nanometres, no types.</summary>
    FileANeuron,
}
