namespace Neuropil.Study;

/// <summary>What is told of one new synapse in one group.</summary>
/// <param name="Status">What the prediction means.</param>
/// <param name="Cluster">The cluster, from 1; −1 where there is none.</param>
/// <param name="Probability">The learner's probability of what it chose; NaN of a rejection, for it was not asked.</param>
/// <param name="Decision">The SVM's decision; below 0: rejected.</param>
/// <param name="NearestCluster">The cluster of the nearest clustered training synapse in the embedding.</param>
/// <param name="NearestDistance">
/// The distance to that synapse in units of its cluster's own median nearest-neighbour distance: 1 is as near as the cluster's synapses lie to
/// each other. NaN where all of that cluster's synapses lie on one spot and this one elsewhere.
/// </param>
/// <param name="NeighborVote">
/// The share of the 15 nearest training synapses (all, where there are fewer) in what is told: the cluster, or noise; of a rejection the share in <paramref name="NearestCluster"/>.
/// </param>
/// <param name="Flags">What is doubtful: the words of <see cref="PredictionFlag"/>.</param>
public sealed record SynapsePrediction(
    PredictionStatus Status,
    int Cluster,
    double Probability,
    double Decision,
    int NearestCluster,
    double NearestDistance,
    double NeighborVote,
    IReadOnlyList<string> Flags);
