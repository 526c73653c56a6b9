using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>The pipeline as one build runs it: once, with every stage that the targets ask for, told on the console.</summary>
internal sealed class PipelineSession(BuildContext context)
{
    private readonly PipelineRunner runner = new(context.ArtifactsFolder);

    private string? problems;

    /// <summary>What the run did; null where it has not been.</summary>
    public RunReport? Report { get; private set; }

    /// <summary>Brings every stage up to date that the targets of this build ask for: the first time it is called.</summary>
    public RunReport Run()
    {
        if (Report is null)
        {
            using ConsoleListener listener = Listener(UnitsFor(context.PlannedStages));
            Report = runner.Run(context.Graph, context.PlannedStages, Options, listener);
            problems = ProblemsFile.Write(Report);
            foreach (string repair in Report.Repairs)
            {
                context.Log.Write(Verbosity.Minimal, LogLevel.Warning, "{0}", repair);
            }
        }

        return Report;
    }

    /// <summary>Does the part of the orders that this process was started for, and gives its exit code.</summary>
    public int Work()
    {
        CommandLine arguments = context.CommandLine;
        using StreamWriter? log = arguments.LogFile is string file ? new StreamWriter(file, append: true) { AutoFlush = true } : null;
        if (log is not null)
        {
            System.Console.SetOut(log);
            System.Console.SetError(log);
        }

        using ConsoleListener listener = Listener([.. context.Graph.Select(unit => unit.Id)]);
        return JobWork.Run(context.Graph, arguments.Orders!, arguments.JobPart, Options, listener) ? 0 : 1;
    }

    /// <summary>Ends the jobs of this store on the lab's cluster.</summary>
    public IReadOnlyList<string> CancelJobs() => runner.CancelJobs(Executors.SlurmOf(context));

    /// <summary>Recomputes everything beside the store and compares.</summary>
    /// <exception cref="CakeException">A unit failed.</exception>
    public ReproductionReport Reproduce(ArtifactLock expected)
    {
        using ConsoleListener listener = Listener([.. context.Graph.Select(unit => unit.Id)]);
        ReproductionReport report = new Reproducer(context.ArtifactsFolder).Run(context.Graph, expected, Options with { Exclusive = false }, listener);
        return report.Run.Succeeded ? report : throw new CakeException(1, Failure(report.Run));
    }

    /// <summary>Tells what the stages would do, and does nothing.</summary>
    public bool Explain(IReadOnlyList<string> stages)
    {
        RunReport report = runner.Run(context.Graph, stages, Options with { Explain = true }, new SilentListener());
        foreach (UnitResult unit in report.Units)
        {
            context.Log.Write(Verbosity.Quiet, unit.Status == UnitStatus.Failed ? LogLevel.Error : LogLevel.Information, "{0}", unit);
        }

        context.Log.Tell(
            Verbosity.Minimal,
            $"Of {report.Units.Count} units {report.Count(UnitStatus.WouldRun)} would run, {report.Count(UnitStatus.Undecided)} depend on those, and {report.Count(UnitStatus.Reused)} would be reused.");

        return report.Succeeded;
    }

    /// <summary>What failed and why, what was not run for that, and what the artifacts folder shows.</summary>
    public string Failure(RunReport report)
    {
        bool withStack = context.Log.Verbosity == Verbosity.Diagnostic;
        List<string> lines =
        [
            .. report.Failed
                .GroupBy(unit => withStack ? unit.Error?.ToString() : context.Settings.WithPlaces(unit.Error?.Message ?? ""))
                .Select(units => $"{string.Join(", ", units.Take(UnitsToName).Select(unit => unit.Id))}{(units.Count() > UnitsToName ? $" and {units.Count() - UnitsToName} more" : "")}: {units.Key}"),
        ];
        if (problems is not null && report == Report)
        {
            lines.Add($"All of it, a fault a row: {context.Relative(problems)}");
        }

        string[] notRun = [.. report.Units.Where(unit => unit.Status == UnitStatus.Skipped).Select(unit => unit.Id.ToString())];
        if (notRun.Length > 0)
        {
            lines.Add($"Not run, since they depend on what failed: {string.Join(", ", notRun)}.");
        }

        if (report.Publication.Error is { } error)
        {
            lines.Add(withStack ? error.ToString() : error.Message);
        }

        string folder = context.Relative(report.Publication.Folder);
        lines.Add(report.Publication.HasResults
            ? $"{folder} still shows the results of the last run that ended well ({PublishedFile}); what this run finished is kept, and the next one carries on from there."
            : $"{folder} shows no results yet; what this run finished is kept, and the next one carries on from there.");
        return string.Join('\n', lines);
    }

    private const int UnitsToName = 8;
    private const string PublishedFile = "run.json";

    private ConsoleListener Listener(IReadOnlyCollection<UnitId> units) => new(
        context.Log, context.Terminal.IsThere ? new LiveLines(System.Console.Error, context.Terminal.Width, TimeProvider.System) : null, units, TimeProvider.System);

    // The units of the stages, and all that they depend on.
    private HashSet<UnitId> UnitsFor(IReadOnlyList<string> stages)
    {
        HashSet<UnitId> needed = [];
        foreach (Unit unit in context.Graph.Reverse().Where(unit => stages.Contains(unit.Id.Stage) || needed.Contains(unit.Id)))
        {
            needed.Add(unit.Id);
            needed.UnionWith(unit.Dependencies);
        }

        return needed;
    }

    private RunOptions Options => new()
    {
        Study = context.Settings.Name,
        ThreadCount = context.Settings.ThreadCount ?? System.Environment.ProcessorCount,
        Paranoid = context.CommandLine.Paranoid,
        Exclusive = context.CommandLine.Exclusive,
        Jobs = Executors.Of(context),
        Cancellation = context.Cancellation,
    };
}
