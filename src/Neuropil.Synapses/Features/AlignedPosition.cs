namespace Neuropil.Synapses;

/// <summary>A position along a neuron's principal axes, µm from the mean of the synapses that the axes were fitted to.</summary>
/// <param name="First">pca_x: along the axis of the largest variance.</param>
/// <param name="Second">pca_y: along the second axis.</param>
/// <param name="Third">pca_z: along the third axis.</param>
public readonly record struct AlignedPosition(double First, double Second, double Third);
