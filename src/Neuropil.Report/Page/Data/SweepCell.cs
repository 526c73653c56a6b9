namespace Neuropil.Report;

/// <summary>One point of a sweep over the clustering's parameters: a row of sweep.csv.</summary>
internal sealed record SweepCell(int MinSamples, int MinClusterSize, int ClusterCount, double NoiseShare, double Dbcv, double RelativeValidity, double Agreement, bool IsChosen);
