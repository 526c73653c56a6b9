using Cake.Core;
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
        RunReport report = context.Pipeline.Run();
        if (!report.Succeeded)
        {
            throw new CakeException(1, context.Pipeline.Failure(report));
        }

        ArtifactLock made = ArtifactLock.Of(context.Graph, report, report.Publication.Folder);
        made.Write(context.LockPath);
        context.ClosingLines.Add($"{made.Outputs.Count} outputs locked: {context.Relative(context.LockPath)}");
    }
}
