using System.Globalization;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Neuropil.Build;

/// <summary>
/// Builds once and runs test projects side by side, each to its end, and counts. A missing snapshot fails its test, and a project in
/// which no test ran fails the run.
/// </summary>
internal static class TestRun
{
    private const string Configuration = "Release";

    /// <param name="context">The build.</param>
    /// <param name="built">What to build: the solution, or the one project.</param>
    /// <param name="projects">The test projects to run.</param>
    /// <exception cref="CakeException">A test failed, or a project ran none.</exception>
    public static void Of(BuildContext context, string built, IReadOnlyList<string> projects)
    {
        context.DotNetBuild(built, new DotNetBuildSettings { Configuration = Configuration, NoLogo = true, Verbosity = DotNetVerbosity.Quiet });
        (string Name, TestCounts Counts)[] results = [.. projects
            .OrderByDescending(SizeOf)
            .ThenBy(project => project, StringComparer.Ordinal)
            .AsParallel()
            .AsOrdered()
            .WithDegreeOfParallelism(Math.Clamp(System.Environment.ProcessorCount, 1, 8))
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(project => Run(context, System.IO.Path.GetFileNameWithoutExtension(project)))];
        context.Cancellation.ThrowIfCancellationRequested();
        context.ClosingLines.Add(string.Create(CultureInfo.InvariantCulture, $"{results.Sum(result => result.Counts.Passed)} passed, {results.Sum(result => result.Counts.Failed)} failed"));
        string[] faults = [.. results.Where(result => result.Counts.Fault is not null).OrderBy(result => result.Name, StringComparer.Ordinal).Select(result => $"{result.Name}: {result.Counts.Fault}")];
        if (faults.Length > 0)
        {
            throw new CakeException(1, string.Join('\n', faults));
        }
    }

    // The largest first: what takes longest must not begin last.
    private static long SizeOf(string project)
        => new DirectoryInfo(Path.GetDirectoryName(project)!).EnumerateFiles("*.cs", SearchOption.AllDirectories).Sum(file => file.Length);

    private static (string Name, TestCounts Counts) Run(BuildContext context, string name)
    {
        string results = Path.Combine(context.ArtifactsFolder, "test-results", $"{name}.trx");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);
        string assembly = Path.Combine(context.Root, "artifacts", "dotnet", "bin", name, Configuration.ToLowerInvariant(), name + ".dll");
        (int exitCode, string output) = TestProcess.Run(assembly, results, context.Cancellation);
        TestCounts counts = TestCounts.In(results, exitCode == 0);
        context.Log.Write(Verbosity.Normal, LogLevel.Information, "{0}", $"{name}: {counts.Passed} passed{(counts.Failed > 0 ? $", {counts.Failed} failed" : "")} in {counts.Seconds:0.0} s");
        if (counts.Fault is not null)
        {
            context.Log.Write(Verbosity.Minimal, LogLevel.Information, "{0}", output);
        }

        return (name, counts);
    }
}
