using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>The training synapses of a group, to say of predictions what lies around them. Immutable; what it says of a synapse depends on that synapse alone.</summary>
/// <remarks>Training synapses are all that the embedding and the clusters were fitted on.</remarks>
public sealed class TrainingNeighborhood
{
    private const int VoterCount = 15;
    private const int NearestCount = 5;

    // Of a cluster's synapses one in twenty lies further from its nearest neighbour.
    private const double UsualShare = 0.95;

    private readonly int[] labels;
    private readonly int[] clustered;
    private readonly NeighborIndex all;
    private readonly NeighborIndex inClusters;
    private readonly NeighborIndex space;
    private readonly double furthest;
    private readonly Dictionary<int, (double Median, double Usual)> spacing;

    private TrainingNeighborhood(
        int[] labels, int[] clustered, NeighborIndex all, NeighborIndex inClusters, NeighborIndex space, double furthest, Dictionary<int, (double Median, double Usual)> spacing)
    {
        this.labels = labels;
        this.clustered = clustered;
        this.all = all;
        this.inClusters = inClusters;
        this.space = space;
        this.furthest = furthest;
        this.spacing = spacing;
    }

    /// <summary>Looks at the training synapses once.</summary>
    /// <param name="embedding">n × e: their places in the embedding.</param>
    /// <param name="clusters">n clusters, from 1; noise −1. At least one is a cluster.</param>
    /// <param name="features">n × d: their vectors in the feature space.</param>
    /// <param name="execution">Never changes the result.</param>
    /// <exception cref="ArgumentException">Not as many of all, or no cluster.</exception>
    public static TrainingNeighborhood Of(Matrix embedding, int[] clusters, Matrix features, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(features);
        int[] clustered = [.. Enumerable.Range(0, clusters.Length).Where(row => clusters[row] != FileLabels.Noise)];
        if (embedding.RowCount != clusters.Length || features.RowCount != clusters.Length || clustered.Length == 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"There are {embedding.RowCount} places, {features.RowCount} vectors and {clusters.Length} clusters, {clustered.Length} of them no noise; expected as many of all, and one cluster at least."),
                nameof(clusters));
        }

        return new TrainingNeighborhood(
            clusters,
            clustered,
            NearestNeighbors.Index(embedding, execution: execution),
            NearestNeighbors.Index(embedding.SelectRows(clustered), execution: execution),
            NearestNeighbors.Index(features, execution: execution),
            NearestDistances(features, execution).DefaultIfEmpty(double.PositiveInfinity).Max(),
            clustered.GroupBy(row => clusters[row]).ToDictionary(cluster => cluster.Key, cluster => Spacing(NearestDistances(embedding.SelectRows([.. cluster]), execution))));
    }

    /// <summary>Says what predictions mean.</summary>
    /// <param name="embedding">m × e: the new synapses' places.</param>
    /// <param name="features">m × d: their vectors.</param>
    /// <param name="predictions">What the group's model says of them.</param>
    /// <param name="flags">Per synapse what is known to be doubtful of it beforehand; may be empty.</param>
    /// <param name="execution">Never changes the result.</param>
    public IReadOnlyList<SynapsePrediction> Judge(
        Matrix embedding, Matrix features, GuardedPredictions predictions, IReadOnlyList<IReadOnlyList<string>> flags, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(flags);
        if (embedding.RowCount == 0)
        {
            return [];
        }

        NeighborTable voters = all.Nearest(embedding, Math.Min(VoterCount, all.RowCount), execution);
        NeighborTable nearest = inClusters.Nearest(embedding, 1, execution);
        NeighborTable inSpace = space.Nearest(features, 1, execution);
        return
        [
            .. Enumerable.Range(0, embedding.RowCount).Select(row => Judge(
                predictions,
                row,
                [.. voters.Rows(row).ToArray().Select(voter => labels[voter])],
                labels[clustered[nearest.Rows(row)[0]]],
                nearest.Distances(row)[0],
                inSpace.Distances(row)[0],
                flags[row])),
        ];
    }

    private SynapsePrediction Judge(
        GuardedPredictions predictions, int row, int[] voters, int nearestCluster, double distance, double distanceInSpace, IReadOnlyList<string> known)
    {
        bool isRejected = predictions.IsOutlier(row);
        int label = predictions.Labels[row];
        int told = isRejected ? nearestCluster : label;
        double relative = distance == 0 ? 0 : spacing[nearestCluster].Median > 0 ? distance / spacing[nearestCluster].Median : double.NaN;
        double vote = (double)voters.Count(voter => voter == told) / voters.Length;
        List<string> flags = [.. known];
        if (!isRejected && Disagree(voters, told))
        {
            flags.Add(PredictionFlag.NeighborsDisagree);
        }

        if (isRejected && vote > 0.5 && distance <= spacing[nearestCluster].Usual)
        {
            flags.Add(PredictionFlag.InsideCluster);
        }

        if (distanceInSpace > furthest)
        {
            flags.Add(PredictionFlag.FarFromTraining);
        }

        return new SynapsePrediction(
            isRejected ? PredictionStatus.Rejected : label == FileLabels.Noise ? PredictionStatus.Noise : PredictionStatus.Assigned,
            label,
            isRejected ? double.NaN : predictions.Likelihoods[row],
            predictions.Decisions[row],
            nearestCluster,
            relative,
            vote,
            flags);
    }

    private static bool Disagree(int[] voters, int told)
    {
        int[] first = voters[..Math.Min(NearestCount, voters.Length)];
        return Array.TrueForAll(first, voter => voter != told && voter == first[0])
            || voters.GroupBy(voter => voter).Any(other => other.Count() > voters.Count(voter => voter == told));
    }

    // Of each point the distance to its nearest other; none where there is one point only.
    private static double[] NearestDistances(Matrix points, Execution? execution)
    {
        if (points.RowCount < 2)
        {
            return [];
        }

        NeighborTable nearest = NearestNeighbors.Of(points, 2, search: NeighborSearch.Auto, execution: execution);
        return [.. Enumerable.Range(0, points.RowCount).Select(row => nearest.Distances(row)[1])];
    }

    // Doubles lie at distance 0: where they are the most, the median is taken of the others.
    private static (double Median, double Usual) Spacing(double[] distances)
    {
        Array.Sort(distances);
        double median = distances.Length == 0 ? 0 : Quantile.OfSorted(distances, 0.5);
        double[] positive = median > 0 ? distances : [.. distances.Where(distance => distance > 0)];
        return positive.Length == 0 ? (0, 0) : (Quantile.OfSorted(positive, 0.5), Quantile.OfSorted(positive, UsualShare));
    }
}
