using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>The pipeline as the tasks of one build run it, stage by stage, told on the console.</summary>
internal sealed class PipelineSession(BuildContext context)
{
    private readonly PipelineRunner runner = new(context.ArtifactsFolder);
    private readonly HashSet<UnitId> ran = [];

    /// <summary>Brings stages up to date.</summary>
    /// <exception cref="CakeException">A unit failed.</exception>
    public RunReport RunStages(params IReadOnlyList<string> stages)
    {
        using ConsoleListener listener = new(context.Log, stages);
        RunReport report = runner.Run(context.Graph, InGraph(stages), Options, listener);
        ran.UnionWith(report.Units.Where(unit => unit.Status == UnitStatus.Ran).Select(unit => unit.Id));
        return Checked(report);
    }

    /// <summary>Brings every stage up to date.</summary>
    /// <exception cref="CakeException">A unit failed.</exception>
    public RunReport RunAll()
    {
        using ConsoleListener listener = new(context.Log, []);
        return Checked(runner.Run(context.Graph, [.. context.Graph.Select(unit => unit.Id.Stage).Distinct()], Options with { Exclusive = false }, listener));
    }

    /// <summary>Recomputes everything beside the store and compares.</summary>
    /// <exception cref="CakeException">A unit failed.</exception>
    public ReproductionReport Reproduce(ArtifactLock expected)
    {
        using ConsoleListener listener = new(context.Log, []);
        ReproductionReport report = new Reproducer(context.ArtifactsFolder).Run(context.Graph, expected, Options with { Exclusive = false }, listener);
        Checked(report.Run);
        return report;
    }

    /// <summary>Tells what the stages would do, and does nothing.</summary>
    public bool Explain(IReadOnlyList<string> stages)
    {
        RunReport report = runner.Run(context.Graph, InGraph(stages), Options with { Explain = true }, new SilentListener());
        foreach (UnitResult unit in report.Units)
        {
            context.Log.Write(Verbosity.Quiet, unit.Status == UnitStatus.Failed ? LogLevel.Error : LogLevel.Information, "{0}", unit);
        }

        return report.Succeeded;
    }

    /// <summary>How much work the build was, in words: a unit that ran for an earlier task of this build counts as run.</summary>
    public string Summary(RunReport report)
        => $"{report.Units.Count(unit => ran.Contains(unit.Id))} of {report.Units.Count} units ran, {report.Units.Count(unit => !ran.Contains(unit.Id))} reused.";

    /// <summary>Stages that the settings leave out have no units.</summary>
    private string[] InGraph(IReadOnlyList<string> stages) => [.. stages.Where(stage => context.Graph.Any(unit => unit.Id.Stage == stage))];

    private RunOptions Options => new()
    {
        ThreadCount = context.Settings.ThreadCount ?? System.Environment.ProcessorCount,
        Paranoid = context.CommandLine.Paranoid,
        Exclusive = context.CommandLine.Exclusive,
        Cancellation = context.Cancellation,
    };

    private RunReport Checked(RunReport report) => report.Succeeded ? report : throw new CakeException(1, Told(report));

    private string Told(RunReport report)
    {
        bool withStack = context.Log.Verbosity == Verbosity.Diagnostic;
        return string.Join('\n', report.Failed.Select(unit => $"{unit.Id}: {(withStack ? unit.Error?.ToString() : unit.Error?.Message)}"));
    }
}
