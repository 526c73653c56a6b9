namespace Neuropil.Report;

/// <summary>How far a cluster is to be trusted: a row of stability.csv.</summary>
/// <param name="Cluster">The cluster's number.</param>
/// <param name="Jaccard">Mean over subsamples of the largest Jaccard index, 0 to 1.</param>
/// <param name="Low">Its lower quartile over subsamples; NaN where not known.</param>
/// <param name="High">Its upper quartile.</param>
/// <param name="DissolvedShare">Share of subsamples in which it dissolves.</param>
/// <param name="SeedJaccard">The same mean over embedding seeds.</param>
/// <param name="HangsOn">The neurons without any one of which it dissolves; empty where there are none.</param>
/// <param name="WithoutNeuron">Its least Jaccard index with a neuron left out; NaN where not known.</param>
/// <param name="Verdict">The verdict in a sentence.</param>
internal sealed record ClusterTrust(int Cluster, double Jaccard, double Low, double High, double DissolvedShare, double SeedJaccard, string HangsOn, double WithoutNeuron, string Verdict)
{
    /// <summary>The bounds of fpc's manual, by Hennig: at or below the first dissolved, below the second not to be trusted, below the third doubtful, from the last on highly stable.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.5, 0.6, 0.75, 0.85];

    /// <summary>The sign beside the verdict.</summary>
    public Sign Sign => Least >= Bounds[2] ? Sign.Sound : Least >= Bounds[1] ? Sign.Doubtful : Sign.Wrong;

    /// <summary>The lesser of the two means: a cluster is no more stable than under what shakes it most.</summary>
    public double Least => SeedJaccard < Jaccard ? SeedJaccard : Jaccard;
}
