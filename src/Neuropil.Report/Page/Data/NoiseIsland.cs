namespace Neuropil.Report;

/// <summary>Noise that lies together.</summary>
/// <param name="Size">Its synapses.</param>
/// <param name="ShareOfNoise">Their share of the group's noise.</param>
/// <param name="MinClusterSize">The largest MinClusterSize that would make it a cluster.</param>
internal sealed record NoiseIsland(int Size, double ShareOfNoise, int MinClusterSize);
