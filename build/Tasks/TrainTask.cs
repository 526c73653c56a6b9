namespace Neuropil.Build;

/// <summary>Teaches the learners the clusters and measures them.</summary>
[TaskName("Train")]
[TaskDescription("teaches the learners the clusters and measures them")]
[IsDependentOn(typeof(ClusterTask))]
internal sealed class TrainTask : PipelineTask;
