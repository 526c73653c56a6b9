using Neuropil.Study;

namespace Neuropil.Report;

/// <summary>What the columns of the study's tables mean, by name.</summary>
internal static class ColumnMeanings
{
    private static readonly (string Name, string Meaning)[] Known =
    [
        (GroupTable.NeuronType, "Type of the neuron."),
        (GroupTable.NeuronId, "The neuron that the synapse is on."),
        (GroupTable.SynType, "Type of the synapse."),
        (GroupTable.SynId, "Number or name of the synapse; with neuron and type it names a synapse."),
        (GroupTable.Group, "The group in which the synapse was clustered or predicted; a synapse may be of several. Cluster numbers belong to their group."),
        ("UMAP_1", "First coordinate of the embedding; arbitrary units."),
        ("UMAP_2", "Second coordinate of the embedding; arbitrary units."),
        ("UMAP_3", "Third coordinate of the embedding; arbitrary units."),
        (ClusterStage.Cluster, "Number of the cluster within the group, from 1; −1: noise, or for a new synapse no cluster (its Status says why)."),
        ("MembershipStrength", "How firmly the synapse belongs to its cluster, 0 to 1; not a probability."),
        ("OutlierScore", "How far the synapse lies out beside what is near it (GLOSH), 0 to 1."),
        ("SourceRow", "Row of the synapse in the input table, the header being row 1."),
        ("rel_x", "Place from the neuron's origin, first axis, µm."),
        ("rel_y", "Place from the neuron's origin, second axis, µm."),
        ("rel_z", "Place from the neuron's origin, third axis, µm."),
        ("pca_x", "Place along the first principal axis of the neuron's synapses, µm."),
        ("pca_y", "Place along the second principal axis of the neuron's synapses, µm."),
        ("pca_z", "Place along the third principal axis of the neuron's synapses, µm."),
        ("pos_x", "Place in the neuron's frame, first axis, µm."),
        ("pos_y", "Place in the neuron's frame, second axis, µm."),
        ("pos_z", "Place in the neuron's frame, third axis, µm."),
        (PredictionTable.Probability, "The model's probability of what is told; blank for a rejection."),
        (PredictionTable.Decision, "Decision of the one-class SVM; below 0 the synapse is rejected."),
        (PredictionTable.Model, "The model that predicts in this group."),
        (PredictionTable.Status, "assigned to a cluster; rejected by the one-class SVM; noise: told as HDBSCAN's noise."),
        (PredictionTable.NearestCluster, "Cluster of the nearest clustered training synapse in the embedding."),
        (PredictionTable.NearestDistance, "Distance to it, in that cluster's own median nearest-neighbour distances."),
        (PredictionTable.NeighborVote, "Share of the 15 nearest training synapses in what is told; of a rejection the share in NearestCluster."),
        (ScreenNewStage.Flags, "What is doubtful, with '; ' between."),
        ("Reason", "Why the synapse is listed."),
    ];

    /// <param name="features">The features.</param>
    /// <param name="groups">The groups, whose predictions stand side by side in the wide table.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> features, IReadOnlyList<string> groups)
        => Known.Select(one => KeyValuePair.Create(one.Name, one.Meaning))
            .Concat(groups.SelectMany(group => PredictionTable.Told.Select(name => KeyValuePair.Create($"{group}_{name}", $"In group {group}: {Known.First(one => one.Name == name).Meaning}"))))
            .Concat(features.Where(name => !Known.Any(one => one.Name == name)).Select(name => KeyValuePair.Create(name, NamedUnit.Of(name) is { Length: > 0 } unit ? $"Feature, {unit}." : "Feature, in the unit of the input table.")))
            .DistinctBy(one => one.Key)
            .ToDictionary(StringComparer.Ordinal);
}
