namespace Neuropil.Report;

/// <summary>How far a cluster is to be trusted: a row of stability.csv.</summary>
/// <param name="Cluster">The cluster's number.</param>
/// <param name="Jaccard">Mean over subsamples of the largest Jaccard index, 0 to 1.</param>
/// <param name="Low">Its lower quartile over subsamples; NaN where not known.</param>
/// <param name="High">Its upper quartile.</param>
/// <param name="DissolvedShare">Share of subsamples in which it dissolves.</param>
/// <param name="SeedJaccard">The same mean over embedding seeds.</param>
/// <param name="WorstNeuron">The neuron without which it comes out worst; empty where not known.</param>
/// <param name="WorstJaccard">Its Jaccard index then.</param>
/// <param name="Verdict">The verdict in a sentence.</param>
internal sealed record ClusterTrust(int Cluster, double Jaccard, double Low, double High, double DissolvedShare, double SeedJaccard, string WorstNeuron, double WorstJaccard, string Verdict)
{
    /// <summary>The bounds of fpc's manual, by Hennig: at or below the first dissolved, below the second not to be trusted, below the third doubtful, from the last on highly stable.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.5, 0.6, 0.75, 0.85];

    /// <summary>The sign beside the verdict.</summary>
    public Sign Sign => Jaccard >= Bounds[2] ? Sign.Sound : Jaccard >= Bounds[1] ? Sign.Doubtful : Sign.Wrong;
}
