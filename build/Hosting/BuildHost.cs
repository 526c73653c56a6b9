using System.Runtime.InteropServices;
using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.Scripting;
using Neuropil.Study;

namespace Neuropil.Build;

/// <summary>Runs tasks on the Cake engine and gives the exit code: 0, 1 where a task failed, 130 where the user stopped the build.</summary>
internal static class BuildHost
{
    private const int Stopped = 130;

    public static int Run(IReadOnlyList<string> arguments)
    {
        using CancellationTokenSource cancellation = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        if (System.Console.IsOutputRedirected)
        {
            Environment.SetEnvironmentVariable("NO_COLOR", "1");
        }

        try
        {
            return Run(CommandLine.Parse(arguments), cancellation.Token);
        }
        catch (UsageException exception)
        {
            System.Console.Error.WriteLine($"Error: {exception.Message}");
            return exception.ExitCode;
        }

        // The first time the work is asked to stop; the second time the system's own way is taken.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }

    private static int Run(CommandLine commandLine, CancellationToken cancellation)
    {
        if (commandLine.Version)
        {
            System.Console.WriteLine($"Neuropil {typeof(BuildHost).Assembly.GetName().Version!.ToString(3)} on Cake {typeof(CakeEngine).Assembly.GetName().Version!.ToString(3)}");
            return 0;
        }

        if (commandLine.Help || (commandLine.Targets.Count == 0 && !commandLine.Tree && !commandLine.Description && commandLine.Orders is null))
        {
            System.Console.Write(Help.Text());
            return 0;
        }

        string root = RepositoryRoot();
        string callerFolder = Path.GetFullPath(commandLine.WorkingFolder ?? Environment.CurrentDirectory);
        CakeServices cake = new(commandLine, root);
        BuildContext context = new(cake, commandLine, root, callerFolder, cancellation);
        try
        {
            _ = commandLine.Executor;
            return commandLine.Orders is not null ? context.Pipeline.Work() : commandLine.Explain ? Explain(context) : RunTargets(cake, context);
        }
        catch (Exception exception)
        {
            return Tell(exception, cake.Log, cancellation);
        }
        finally
        {
            foreach (string line in context.ClosingLines)
            {
                cake.Log.Write(Verbosity.Minimal, LogLevel.Information, "{0}", line);
            }
        }
    }

    private static int RunTargets(CakeServices cake, BuildContext context)
    {
        IReadOnlyList<string> targets = context.CommandLine.TargetNames;
        if (context.CommandLine.Study.Count > 0)
        {
            // A misspelt setting is told whatever the target.
            _ = context.Settings;
        }

        ScriptHost host = HostFor(cake, context);
        foreach (Type type in TaskList.InOrder)
        {
            BuildTask task = TaskList.Create(type);
            CakeTaskBuilder builder = host.Task(task.Name).Description(TaskAttributes.DescriptionOf(type)).Does(() => task.Run(context));
            foreach (string dependency in TaskAttributes.DependenciesOf(type))
            {
                builder.IsDependentOn(dependency);
            }
        }

        if (context.CommandLine.Exclusive)
        {
            host.Settings.UseExclusiveTarget();
        }

        CakeReport report = host.RunTargets(targets);
        return report is null || report.All(entry => entry.ExecutionStatus != CakeTaskExecutionStatus.Failed) ? 0 : 1;
    }

    private static ScriptHost HostFor(CakeServices cake, BuildContext context)
    {
        CommandLine commandLine = context.CommandLine;
        if (commandLine.DryRun)
        {
            return new DryRunScriptHost(cake.Engine, context, cake.Log);
        }

        if (commandLine.Tree)
        {
            return new TreeScriptHost(cake.Engine, context, cake.Console);
        }

        if (commandLine.Description)
        {
            return new DescriptionScriptHost(cake.Engine, context, Spectre.Console.AnsiConsole.Console);
        }

        ReportPrinter printer = new(context);
        return new BuildScriptHost(cake.Engine, new DefaultExecutionStrategy(cake.Log, printer), context, printer, cake.Configuration, cake.Log);
    }

    private static int Explain(BuildContext context)
    {
        IReadOnlyList<string> stages = context.PlannedStages;
        return stages.Count == 0
            ? throw new UsageException("--explain tells of the study's stages; no target here has any.")
            : context.Pipeline.Explain(stages) ? 0 : 1;
    }

    private static int Tell(Exception exception, ICakeLog log, CancellationToken cancellation)
    {
        Exception cause = exception;
        while (cause is CakeReportException or AggregateException { InnerExceptions.Count: 1 } && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        if (cause is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            log.Write(Verbosity.Quiet, LogLevel.Error, "{0}", "Stopped. What had been finished is kept; the next run carries on from there.");
            return Stopped;
        }

        bool isOurs = cause is CakeException or SettingsException or UsageException;
        string text = log.Verbosity == Verbosity.Diagnostic ? cause.ToString() : isOurs ? cause.Message : $"{cause.Message} ({cause.GetType().Name}; --verbosity=diagnostic tells where)";
        foreach (string line in text.Split('\n'))
        {
            log.Write(Verbosity.Quiet, LogLevel.Error, "{0}", $"Error: {line}");
        }

        return cause switch
        {
            CakeException { ExitCode: > 0 and var code } => code,
            UsageException usage => usage.ExitCode,
            _ => 1,
        };
    }

    // build.sh says where it lies; artifacts may be a link, and the host elsewhere. Without it the host looks above itself.
    private static string RepositoryRoot()
    {
        if (Environment.GetEnvironmentVariable("NEUROPIL_ROOT") is { Length: > 0 } told && File.Exists(Path.Combine(told, "Neuropil.slnx")))
        {
            return Path.GetFullPath(told);
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Neuropil.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new UsageException("The repository was not found above the build host.");
    }
}
