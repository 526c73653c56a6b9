namespace Neuropil.Synapses;

/// <summary>What positions are told from.</summary>
public enum OriginKind
{
    /// <summary>The mean of the neuron's own historical synapses.</summary>
    Centroid,

    /// <summary>The table's own zero.</summary>
    None,

    /// <summary>A place that the table tells, as the soma.</summary>
    Columns,
}
