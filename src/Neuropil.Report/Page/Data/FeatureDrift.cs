namespace Neuropil.Report;

/// <summary>How far a feature of the new synapses lies from the historical.</summary>
/// <param name="Group">The group.</param>
/// <param name="Feature">The feature.</param>
/// <param name="KolmogorovSmirnov">The largest difference of the distributions, 0 to 1.</param>
/// <param name="P">Its p-value.</param>
/// <param name="Wasserstein">The distance in the feature's unit.</param>
internal sealed record FeatureDrift(string Group, string Feature, double KolmogorovSmirnov, double P, double Wasserstein);
