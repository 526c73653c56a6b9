namespace Neuropil.Build;

/// <summary>Finds the clusters of each group by HDBSCAN.</summary>
[TaskName("Cluster")]
[TaskDescription("finds the clusters of each group by HDBSCAN")]
[IsDependentOn(typeof(EmbedTask))]
internal sealed class ClusterTask : PipelineTask;
