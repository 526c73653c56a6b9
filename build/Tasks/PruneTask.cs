using System.Globalization;
using System.Text.Json;
using Cake.Core;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Takes old results out of the store.</summary>
[TaskName("Prune")]
[TaskDescription("tells which earlier results may go (--older-than=30d, --keep-runs=N, --max-size=2GB), and takes them away with --apply; never what a lock or a shown run holds")]
internal sealed class PruneTask : BuildTask
{
    private static readonly string[] NotSearched = ["artifacts", "bin", "obj", "node_modules"];

    public override void Run(BuildContext context)
    {
        CommandLine said = context.CommandLine;
        PruneOptions options = new()
        {
            OlderThan = said.ValueOf("older-than") is { } age ? AgeOf(age) : null,
            KeepRuns = said.ValueOf("keep-runs") is { } runs ? CountOf(runs) : null,
            MaxSize = said.ValueOf("max-size") is { } size ? SizeOf(size) : null,
            Apply = said.Apply,
        };
        if (options is { OlderThan: null, KeepRuns: null, MaxSize: null })
        {
            throw new UsageException("Prune needs to know what may go: --older-than=30d, --keep-runs=5 or --max-size=2GB.");
        }

        PruneReport report = new StorePruner(context.ArtifactsFolder).Prune(options, Locks(context), message => context.Log.Information("{0}", message), context.Cancellation);
        context.ClosingLines.Add($"{report.Records} results and {report.Objects} contents ({Shown(report.Bytes)} of {Shown(report.BytesBefore)}) {(options.Apply ? "went" : "would go; --apply takes them away")}. Locks and shown runs hold {Shown(report.HeldBytes)}.");
    }

    // Every lock in the repository, and the study's own.
    private static List<ArtifactLock> Locks(BuildContext context)
    {
        EnumerationOptions everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        IEnumerable<string> paths = new DirectoryInfo(context.Root).EnumerateDirectories()
            .Where(folder => !NotSearched.Contains(folder.Name) && folder.Name[0] != '.')
            .SelectMany(folder => folder.EnumerateFiles("*.lock", everywhere))
            .Select(file => file.FullName)
            .Append(context.LockPath)
            .Distinct()
            .Where(File.Exists);
        List<ArtifactLock> locks = [];
        foreach (string path in paths)
        {
            try
            {
                locks.Add(ArtifactLock.Read(path));
            }
            catch (InvalidDataException exception) when (exception.InnerException is JsonException)
            {
                // Another program's lock.
            }
        }

        return locks;
    }

    private static TimeSpan AgeOf(string text)
    {
        double hours = text.Length > 1 ? char.ToLowerInvariant(text[^1]) switch { 'h' => 1, 'd' => 24, 'w' => 168, _ => double.NaN } : double.NaN;
        return double.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * hours is >= 0 and < 1_000_000
            ? TimeSpan.FromHours(count * hours)
            : throw new UsageException($"--older-than={text}: expected a number with h, d or w, as 30d.");
    }

    private static int CountOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        ? count
        : throw new UsageException($"--keep-runs={text}: expected a whole number, at least 0.");

    private static long SizeOf(string text)
    {
        string trimmed = text.Trim().ToUpperInvariant();
        (string unit, double bytes) = new[] { ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1.0), ("", 1.0) }.First(known => trimmed.EndsWith(known.Item1, StringComparison.Ordinal));
        return double.TryParse(trimmed[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * bytes < 1e18
            ? (long)(count * bytes)
            : throw new UsageException($"--max-size={text}: expected a number of bytes, with KB, MB, GB or TB, as 2GB.");
    }

    private static string Shown(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
