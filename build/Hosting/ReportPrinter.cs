using System.Globalization;
using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;
using Neuropil.Report;

namespace Neuropil.Build;

/// <summary>
/// What Cake prints, for a build whose study tasks are labels on one run: they have no headings of their own, and the end tells what came
/// out for each group, with <c>--verbosity=verbose</c> the run by stage too, then how long the other tasks took.
/// </summary>
internal sealed class ReportPrinter(BuildContext context) : ICakeReportPrinter
{
    private static readonly string[] Labels = [.. TaskList.InOrder.Where(task => task.IsSubclassOf(typeof(PipelineTask))).Select(TaskAttributes.NameOf)];

    public void Write(CakeReport report)
    {
        if (context.CommandLine.NoReport || context.CommandLine.Json)
        {
            return;
        }

        if (context.Pipeline.Report is { } run)
        {
            // A failed run leaves the summary of the last good one in its place.
            RunSummary.Write(run, run.Succeeded && run.Units.Any(unit => unit.Id.Stage == PipelineGraph.SummaryStageName) ? GroupSummary.In(run.Publication.Folder) : [], context.Log, context.Terminal.Width);
        }

        CakeReportEntry[] others = [.. report.Where(entry => !Labels.Contains(entry.TaskName))];
        int width = others.Length == 0 ? 0 : others.Max(entry => entry.TaskName.Length);
        foreach (CakeReportEntry entry in others)
        {
            string outcome = entry.ExecutionStatus == CakeTaskExecutionStatus.Executed ? "" : $"  {entry.ExecutionStatus.ToString().ToLowerInvariant()}";
            context.Log.Tell(Verbosity.Normal, string.Create(CultureInfo.InvariantCulture, $"{entry.TaskName.PadRight(width)}  {entry.Duration.TotalSeconds,6:0.0} s{outcome}"));
        }
    }

    public void WriteLifeCycleStep(string name, Verbosity verbosity) => context.Log.Tell(Verbosity.Diagnostic, name);

    public void WriteStep(string name, Verbosity verbosity)
    {
        if (!Labels.Contains(name) && !context.CommandLine.Json)
        {
            context.Log.Tell(Verbosity.Verbose, name);
        }
    }

    public void WriteSkippedStep(string name, Verbosity verbosity) => context.Log.Tell(Verbosity.Verbose, $"{name}: skipped");
}
