using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Writes down the content hashes of all tables and models.</summary>
[TaskName("Lock")]
[TaskDescription("writes the content hashes of all tables and models to artifacts.lock beside the workbook")]
[IsDependentOn(typeof(ReportTask))]
internal sealed class LockTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        RunReport report = context.Pipeline.RunAll();
        ArtifactLock made = ArtifactLock.Of(context.Graph, report, context.ArtifactsFolder);
        made.Write(context.LockPath);
        context.ClosingLines.Add($"{made.Outputs.Count} outputs locked: {context.Relative(context.LockPath)}");
    }
}
