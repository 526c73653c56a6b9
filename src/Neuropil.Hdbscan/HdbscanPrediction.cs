namespace Neuropil.Hdbscan;

/// <summary>What a model says of new points, one entry a point.</summary>
public sealed class HdbscanPrediction
{
    private readonly int[] labels;
    private readonly double[] strengths;
    private readonly double[] outlierScores;

    internal HdbscanPrediction(int[] labels, double[] strengths, double[] outlierScores)
    {
        this.labels = labels;
        this.strengths = strengths;
        this.outlierScores = outlierScores;
    }

    /// <summary>The cluster of each point, from 0, or <see cref="ClusterLabel.Noise"/>.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>How firmly each point is in its cluster, 0 to 1; 0 for noise. Not a probability.</summary>
    public ReadOnlySpan<double> MembershipStrengths => strengths;

    /// <summary>GLOSH: how much sparser it is around each point than in the densest part of the cluster it is in; 0 (inlier) to 1.</summary>
    public ReadOnlySpan<double> OutlierScores => outlierScores;
}
