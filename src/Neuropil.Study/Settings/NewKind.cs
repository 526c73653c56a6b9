namespace Neuropil.Study;

/// <summary>Where the new synapses come from.</summary>
public enum NewKind
{
    /// <summary>There are none: everything but prediction runs.</summary>
    None,

    /// <summary>Tables of their own.</summary>
    Tables,

    /// <summary>A share of the historical table, drawn synapse by synapse.</summary>
    Share,

    /// <summary>A share of the historical table's neurons, with all their synapses.</summary>
    ShareOfNeurons,

    /// <summary>The rows of the historical table that meet a condition.</summary>
    Condition,
}
