using System.Collections;
using Neuropil.Pipeline;
using Neuropil.Study;

namespace Neuropil.Build;

/// <summary>What <c>--executor</c> names, for the pipeline. A job runs this very program with the study's arguments and its orders.</summary>
internal static class Executors
{
    public static JobOptions? Of(BuildContext context)
    {
        if (context.CommandLine.Orders is not null || context.CommandLine.Executor == ExecutorKind.Local)
        {
            return null;
        }

        IJobScheduler scheduler = context.CommandLine.Executor == ExecutorKind.Slurm
            ? SlurmOf(context)
            : new ProcessScheduler(context.ArtifactsFolder, context.Settings.ThreadCount ?? Environment.ProcessorCount);
        string[] study = [.. context.CommandLine.StudyArguments.Where(argument => !argument.StartsWith("--threads=", StringComparison.OrdinalIgnoreCase) && !argument.StartsWith("--Study_Threads=", StringComparison.OrdinalIgnoreCase))];
        return new JobOptions
        {
            Scheduler = scheduler,
            Command = [Environment.ProcessPath!, typeof(Executors).Assembly.Location, $"--working={context.CallerFolder}", .. study, $"--threads={scheduler.ProcessorCount}"],
        };
    }

    public static SlurmScheduler SlurmOf(BuildContext context)
    {
        SlurmSettings settings = context.Settings.Slurm;
        return new SlurmScheduler(new SlurmOptions
        {
            Partition = settings.Partition,
            Account = settings.Account,
            Time = SlurmSettings.MinutesOf(settings.Time) is int minutes ? TimeSpan.FromMinutes(minutes) : null,
            Megabytes = SlurmSettings.MegabytesOf(settings.Memory),
            ProcessorCount = settings.ProcessorCount,
            ShortestPart = TimeSpan.FromSeconds(settings.BundleSeconds),
            LargestJob = settings.LargestArray,
            Modules = Words(settings.Modules),
            Arguments = Words(settings.Arguments),
            CommandFolder = settings.Commands,
            Preamble = [.. Exports(context)],
        });
    }

    // A site may keep jobs from the variables of whoever asks for them.
    private static IEnumerable<string> Exports(BuildContext context) => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value ?? ""))
        .Where(variable => variable.Name.StartsWith("CAKE_", StringComparison.OrdinalIgnoreCase))
        .Append((Name: "NEUROPIL_ROOT", Value: context.Root))
        .OrderBy(variable => variable.Name, StringComparer.Ordinal)
        .Select(variable => $"export {variable.Name}='{variable.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'");

    private static string[] Words(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
