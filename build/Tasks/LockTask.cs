namespace Neuropil.Build;

/// <summary>Writes down the content hashes of all tables and models.</summary>
[TaskName("Lock")]
[TaskDescription("writes the content hashes of all tables and models to artifacts.lock beside the workbook")]
[IsDependentOn(typeof(ReportTask))]
internal sealed class LockTask : BuildTask
{
    public override void Run(BuildContext context) => throw new NotImplementedException();
}
