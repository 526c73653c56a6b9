namespace Neuropil.Build;

/// <summary>The whole study.</summary>
[TaskName("Default")]
[TaskDescription("the whole study: Predict and Report")]
[IsDependentOn(typeof(ReportTask))]
internal sealed class DefaultTask : PipelineTask;
