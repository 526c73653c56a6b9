using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>The pipeline as the tasks of one build run it, stage by stage, told on the console.</summary>
internal sealed class PipelineSession(BuildContext context)
{
    private readonly PipelineRunner runner = new(context.ArtifactsFolder);

    /// <summary>Brings stages up to date.</summary>
    /// <exception cref="CakeException">A unit failed.</exception>
    public RunReport RunStages(params IReadOnlyList<string> stages)
    {
        using ConsoleListener listener = new(context.Log, stages);
        RunReport report = runner.Run(context.Graph, stages, Options, listener);
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
