namespace Neuropil.Build;

/// <summary>Tells whether to believe the clusters.</summary>
[TaskName("Validate")]
[TaskDescription("clusters subsamples, other seeds and data without clusters: a verdict on every cluster")]
[IsDependentOn(typeof(ClusterTask))]
internal sealed class ValidateTask : PipelineTask;
