using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Study.Tests;

public sealed class TrainingNeighborhoodTests
{
    private const int ClusterSize = 30;

    [Fact]
    public void A_synapse_amid_one_cluster_is_assigned_to_it_by_all_its_neighbors_and_not_flagged()
    {
        SynapsePrediction told = Judge(0.5, 0.5);
        Assert.Equal((PredictionStatus.Assigned, 1, 1, 1.0), (told.Status, told.Cluster, told.NearestCluster, told.NeighborVote));
        Assert.Empty(told.Flags);
    }

    [Fact]
    public void A_prediction_that_its_neighbors_do_not_share_is_flagged()
    {
        // The labels that the model learnt are turned round against those of the neighbourhood.
        SynapsePrediction told = Judge(0.5, 0.5, turned: true);
        Assert.Equal(2, told.Cluster);
        Assert.Equal(1, told.NearestCluster);
        Assert.Equal(0, told.NeighborVote);
        Assert.Equal(["neighbors-disagree"], told.Flags);
    }

    [Fact]
    public void A_rejection_far_out_has_no_cluster_and_no_probability_and_says_how_far_it_is()
    {
        SynapsePrediction told = Judge(500, 0.5);
        Assert.Equal((PredictionStatus.Rejected, -1, 2), (told.Status, told.Cluster, told.NearestCluster));
        Assert.True(double.IsNaN(told.Probability));
        Assert.True(told.NearestDistance > 100, $"{told.NearestDistance}");
        Assert.Equal(["far-from-training"], told.Flags);
    }

    [Fact]
    public void A_rejection_inside_a_cluster_says_so()
    {
        SynapsePrediction told = Judge(0.5, 0.5, nu: 0.95, least: 1);
        Assert.Equal(PredictionStatus.Rejected, told.Status);
        Assert.Contains("inside-cluster", told.Flags);
    }

    [Fact]
    public void What_is_known_beforehand_comes_first()
        => Assert.Equal(["unseen-neuron", "far-from-training"], Judge(500, 0.5, known: ["unseen-neuron"]).Flags);

    [Fact]
    public void A_group_of_noise_alone_has_no_nearest_cluster()
        => Assert.Contains("one cluster at least", Assert.Throws<ArgumentException>(() => TrainingNeighborhood.Of(Points(), new int[2 * ClusterSize].Select(_ => -1).ToArray(), Points())).Message, StringComparison.Ordinal);

    private static SynapsePrediction Judge(double x, double y, bool turned = false, double nu = 0.05, int least = 0, IReadOnlyList<string>? known = null)
    {
        Matrix points = Points();
        int[] labels = [.. Enumerable.Range(0, points.RowCount).Select(row => row < ClusterSize ? 1 : 2)];
        GuardedClassifier model = GuardedClassifier.Fit(
            points,
            turned ? Array.ConvertAll(labels, label => 3 - label) : labels,
            new TrainSettings().OptionsOf(LearnerKind.Knn, 42) with { Outliers = new OneClassSvmOptions { Nu = nu, Gamma = SvmGamma.Scale } });
        Matrix query = new(1, 2, [x, y]);
        if (least > 0)
        {
            // The training synapse that the SVM puts furthest outside.
            int row = Enumerable.Range(0, points.RowCount).MinBy(row => model.Predict(points.SelectRows([row])).Decisions[0]);
            query = new(1, 2, [points[row, 0] + 1e-3, points[row, 1]]);
        }

        return TrainingNeighborhood.Of(points, labels, points).Judge(query, query, model.Predict(query), [known ?? []]).Single();
    }

    /// <summary>Two squares of jittered points, far apart.</summary>
    private static Matrix Points()
    {
        double[] values = new double[4 * ClusterSize];
        for (int row = 0; row < 2 * ClusterSize; row++)
        {
            KeyedRandom random = KeyedRandom.At(7, 1, (ulong)row);
            values[2 * row] = random.NextDouble() + (row < ClusterSize ? 0 : 10);
            values[(2 * row) + 1] = random.NextDouble();
        }

        return new Matrix(2 * ClusterSize, 2, values);
    }
}
