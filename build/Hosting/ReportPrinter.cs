using System.Globalization;
using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>
/// What Cake prints, for a build whose study tasks are labels on one run: they have no headings of their own, and the table at the end
/// tells the study by stage, from the run's own times, then the other tasks.
/// </summary>
internal sealed class ReportPrinter(ICakeReportPrinter printer, BuildContext context) : ICakeReportPrinter
{
    private const string Format = "{0,-14} {1,6} {2,6} {3,7} {4,7} {5,8}  {6,10}";
    private static readonly string[] Labels = [.. TaskList.InOrder.Where(task => task.IsSubclassOf(typeof(PipelineTask))).Select(TaskAttributes.NameOf)];

    public void Write(CakeReport report)
    {
        if (context.CommandLine.NoReport)
        {
            return;
        }

        if (context.Pipeline.Report is { } run)
        {
            WriteStages(run);
        }

        CakeReport others = new();
        foreach (CakeReportEntry entry in report.Where(entry => !Labels.Contains(entry.TaskName)))
        {
            others.Add(entry.TaskName, entry.SkippedMessage, entry.Category, entry.Duration, entry.ExecutionStatus);
        }

        if (!others.IsEmpty)
        {
            printer.Write(others);
        }
    }

    public void WriteLifeCycleStep(string name, Verbosity verbosity) => printer.WriteLifeCycleStep(name, verbosity);

    public void WriteStep(string name, Verbosity verbosity)
    {
        if (!Labels.Contains(name))
        {
            printer.WriteStep(name, verbosity);
        }
    }

    public void WriteSkippedStep(string name, Verbosity verbosity) => printer.WriteSkippedStep(name, verbosity);

    private void WriteStages(RunReport run)
    {
        Tell("");
        Tell(Row("Stage", "Units", "Ran", "Reused", "Failed", "Not run", "Worked"));
        Tell(new string('-', 66));
        foreach (IGrouping<string, UnitResult> stage in run.Units.GroupBy(unit => unit.Id.Stage))
        {
            Tell(Row(stage.Key, [.. stage]));
        }

        Tell(new string('-', 66));
        Tell(Row("Total", run.Units));
    }

    private static string Row(string name, IReadOnlyCollection<UnitResult> units) => Row(
        name,
        units.Count,
        units.Count(unit => unit.Status == UnitStatus.Ran),
        units.Count(unit => unit.Status == UnitStatus.Reused),
        units.Count(unit => unit.Status == UnitStatus.Failed),
        units.Count(unit => unit.Status == UnitStatus.Skipped),
        string.Create(CultureInfo.InvariantCulture, $"{units.Sum(unit => unit.Duration.TotalSeconds):0.00} s"));

    private static string Row(params object[] cells) => string.Format(CultureInfo.InvariantCulture, Format, cells).TrimEnd();

    private void Tell(string line) => context.Log.Write(Verbosity.Normal, LogLevel.Information, "{0}", line);
}
