namespace Neuropil.Build;

/// <summary>Draws the figures and writes the page.</summary>
[TaskName("Report")]
[TaskDescription("draws the figures and writes the page: artifacts/report/")]
[IsDependentOn(typeof(PredictTask))]
internal sealed class ReportTask : PipelineTask;
