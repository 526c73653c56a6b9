namespace Neuropil.Synapses;

/// <summary>The kind of inhibitory neuron that a synapse sits on, by the calcium-binding protein it expresses.</summary>
public enum NeuronType
{
    /// <summary>Calbindin: neurons cb1, cb2, …</summary>
    Calbindin,

    /// <summary>Calretinin: neurons cr1, cr2, …</summary>
    Calretinin,

    /// <summary>Parvalbumin: neurons pv1, pv2, …</summary>
    Parvalbumin,

    /// <summary>None of the three, as far as the neuron's name tells: in the synapse-type groups, in no neuron-type group.</summary>
    Other,
}
