namespace Neuropil.Hdbscan;

/// <summary>How many points each point counts as.</summary>
/// <param name="Weights">In canonical order.</param>
/// <param name="Cores">The core distances that follow, in canonical order: at these the copies that a weight stands for part.</param>
internal sealed record PointWeights(double[] Weights, double[] Cores);
