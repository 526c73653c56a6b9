namespace Neuropil.Synapses;

/// <summary>How the positions of different neurons are brought together.</summary>
public enum AlignMode
{
    /// <summary>Principal axes of each neuron.</summary>
    Pca,

    /// <summary>Each neuron about the mean of its synapses, not turned.</summary>
    Centre,

    /// <summary>As the positions are.</summary>
    None,
}
