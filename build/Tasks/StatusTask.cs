using System.Globalization;
using System.Text.Json;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Tells how every unit's results stand, and what a run would do.</summary>
[TaskName("Status")]
[TaskDescription("tells per unit whether its results are fresh, stale (and why), missing or failed, and how long a run would take: --for=TASK, --json")]
internal sealed class StatusTask : BuildTask
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Run(BuildContext context)
    {
        string task = TaskList.NameOf(context.CommandLine.ValueOf("for") ?? "Default");
        IReadOnlyList<string> stages = context.StagesOf(TaskList.WithDependencies(task).Select(TaskList.Create));
        if (stages.Count == 0)
        {
            throw new UsageException($"--for={task}: {task} has no stages of the study. Ask for one that has, as Predict.");
        }

        StatusReport report = context.Pipeline.Status(stages);
        if (context.CommandLine.Json)
        {
            System.Console.WriteLine(report.ToJson().ToJsonString(Indented));
            return;
        }

        int width = report.Units.Max(unit => unit.Unit.ToString().Length);
        foreach (UnitState unit in report.Units)
        {
            string took = unit.Took is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,8:0.00} s") : new string(' ', 8) + " –";
            Tell(context, $"{unit.Unit.ToString().PadRight(width)}  {unit.State.ToString().ToLowerInvariant(),-7} {took}  {string.Join("; ", unit.Reasons)}".TrimEnd());
        }

        Tell(context, report.ToRun == 0
            ? $"{task} would run nothing: all {report.Units.Count} units are fresh."
            : $"{task} would run at most {report.ToRun} of {report.Units.Count} units{Estimate(report)}.");
    }

    private static string Estimate(StatusReport report) => report.Estimate is { } time
        ? string.Create(CultureInfo.InvariantCulture, $", about {time.TotalSeconds:0.0} s{(report.UnknownCount > 0 ? $" and what {report.UnknownCount} units take that never ran" : "")}")
        : "; none of them ran before, so nobody knows how long";

    private static void Tell(BuildContext context, string line) => context.Log.Write(Verbosity.Quiet, LogLevel.Information, "{0}", line);
}
