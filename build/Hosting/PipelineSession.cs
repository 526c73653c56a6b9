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
        RunReport report = runner.Run(context.Graph, stages, Options, listener);
        ran.UnionWith(report.Units.Where(unit => unit.Status == UnitStatus.Ran).Select(unit => unit.Id));
        if (!report.Succeeded)
        {
            throw new CakeException(1, Told(report));
        }

        return report;
    }

    /// <summary>Tells what the stages would do, and does nothing.</summary>
    public bool Explain(IReadOnlyList<string> stages)
    {
        RunReport report = runner.Run(context.Graph, stages, Options with { Explain = true }, new SilentListener());
        foreach (UnitResult unit in report.Units)
        {
            context.Log.Write(Verbosity.Quiet, unit.Status == UnitStatus.Failed ? LogLevel.Error : LogLevel.Information, "{0}", unit);
        }

        return report.Succeeded;
    }

    /// <summary>How much work the build was, in words: a unit that ran for an earlier task of this build counts as run.</summary>
    public string Summary(RunReport report)
        => $"{report.Units.Count(unit => ran.Contains(unit.Id))} of {report.Units.Count} units ran, {report.Units.Count(unit => !ran.Contains(unit.Id))} reused.";

    private RunOptions Options => new()
    {
        ThreadCount = context.Settings.ThreadCount ?? System.Environment.ProcessorCount,
        Paranoid = context.CommandLine.Paranoid,
        Exclusive = context.CommandLine.Exclusive,
        Cancellation = context.Cancellation,
    };

    private string Told(RunReport report)
    {
        bool withStack = context.Log.Verbosity == Verbosity.Diagnostic;
        return string.Join('\n', report.Failed.Select(unit => $"{unit.Id}: {(withStack ? unit.Error?.ToString() : unit.Error?.Message)}"));
    }
}
