namespace Neuropil.Study;

/// <summary>What one group of synapses has of its own.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Embed">The embedding.</param>
/// <param name="Cluster">The clustering.</param>
/// <param name="Train">The learners.</param>
public sealed record GroupSettings(string Name, EmbedSettings Embed, ClusterSettings Cluster, TrainSettings Train);
