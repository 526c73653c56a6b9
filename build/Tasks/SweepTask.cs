namespace Neuropil.Build;

/// <summary>Clusters under many parameters.</summary>
[TaskName("Sweep")]
[TaskDescription("clusters every group under many MinSamples and MinClusterSize: artifacts/sweep/GROUP/sweep.csv")]
[IsDependentOn(typeof(ClusterTask))]
internal sealed class SweepTask : PipelineTask;
