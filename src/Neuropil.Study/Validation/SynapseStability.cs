namespace Neuropil.Study;

/// <summary>Where one synapse falls in the replicates that hold it.</summary>
/// <param name="ReplicateCount">How many hold it.</param>
/// <param name="Own">The share in which it falls into the cluster that matches its own; a synapse of the noise: into noise.</param>
/// <param name="Other">The share in which it falls into another cluster; a synapse of the noise: into any.</param>
/// <param name="Noise">The share in which a synapse of a cluster falls into noise; 0 for a synapse of the noise.</param>
/// <remarks>The shares add up to 1, and are NaN where no replicate holds the synapse.</remarks>
public readonly record struct SynapseStability(int ReplicateCount, double Own, double Other, double Noise);
