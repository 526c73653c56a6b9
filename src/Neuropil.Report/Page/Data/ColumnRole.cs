namespace Neuropil.Report;

/// <summary>What a column is to the page: no column is known by its name.</summary>
internal enum ColumnRole
{
    /// <summary>Names a synapse.</summary>
    Key,

    /// <summary>The neuron that a synapse is on.</summary>
    Neuron,

    /// <summary>A kind of synapse or of neuron.</summary>
    Type,

    /// <summary>Measured, and used to cluster.</summary>
    Feature,

    /// <summary>A coordinate before alignment, around the neuron's origin.</summary>
    Before,

    /// <summary>A coordinate along the neuron's own axes.</summary>
    After,

    /// <summary>A coordinate of the embedding.</summary>
    Embedding,

    /// <summary>The cluster, or the one predicted; below 0: none.</summary>
    Cluster,

    /// <summary>How strongly a synapse belongs to its cluster, 0 to 1.</summary>
    Strength,

    /// <summary>Share of replicates in which a synapse falls into its own cluster.</summary>
    Stability,

    /// <summary>How faithfully the embedding shows a synapse's neighbourhood.</summary>
    Reliability,

    /// <summary>What a prediction means: assigned, rejected, noise.</summary>
    Status,

    /// <summary>Anything else.</summary>
    Other,
}
