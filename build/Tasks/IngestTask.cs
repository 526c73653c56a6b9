namespace Neuropil.Build;

/// <summary>Reads and checks the workbooks.</summary>
[TaskName("Ingest")]
[TaskDescription("reads and checks the workbooks")]
internal sealed class IngestTask : PipelineTask;
