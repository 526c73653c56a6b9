namespace Neuropil.Study;

/// <summary>What differs in a replicate.</summary>
internal enum ReplicateKind
{
    /// <summary>Some of the synapses, and the seed.</summary>
    Subsample,

    /// <summary>The seed alone.</summary>
    Seed,

    /// <summary>All synapses but those of one neuron.</summary>
    WithoutNeuron,
}
