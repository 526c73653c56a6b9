namespace Neuropil.Synapses;

/// <summary>How much of a group's variance a feature has, as the vectors are embedded; the position counts as one.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Share">From 0 to 1.</param>
public sealed record FeatureShare(string Name, double Share);
