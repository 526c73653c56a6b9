using System.Globalization;
using System.Xml.Linq;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;
using Cake.Common.Tools.DotNet.Test;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Neuropil.Build;

/// <summary>
/// Builds and runs test projects, one after the other, to the end, and counts. A missing snapshot fails its test, and a project in
/// which no test ran fails the run.
/// </summary>
internal static class TestRun
{
    private const string Configuration = "Release";

    /// <exception cref="CakeException">A test failed, or a project ran none.</exception>
    public static void Of(BuildContext context, IReadOnlyList<string> projects)
    {
        List<string> faults = [];
        int passed = 0;
        int failed = 0;
        foreach (string project in projects.Order(StringComparer.Ordinal))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            string name = Path.GetFileNameWithoutExtension(project);
            TestCounts counts = Run(context, project, name);
            passed += counts.Passed;
            failed += counts.Failed;
            if (counts.Fault is not null)
            {
                faults.Add($"{name}: {counts.Fault}");
            }
        }

        context.ClosingLines.Add(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
        if (faults.Count > 0)
        {
            throw new CakeException(1, string.Join('\n', faults));
        }
    }

    private static TestCounts Run(BuildContext context, string project, string name)
    {
        string results = Path.Combine(context.ArtifactsFolder, "test-results", $"{name}.trx");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);
        bool succeeded = true;
        try
        {
            context.DotNetBuild(project, new DotNetBuildSettings { Configuration = Configuration, NoLogo = true, Verbosity = DotNetVerbosity.Quiet });
            context.DotNetTest(project, new DotNetTestSettings
            {
                Configuration = Configuration,
                NoBuild = true,
                NoLogo = true,
                Loggers = [$"trx;LogFileName={name}.trx"],
                ResultsDirectory = Path.GetDirectoryName(results),
                EnvironmentVariables = { ["SNAPSHOOTER_STRICT_MODE"] = "true" },
            });
        }
        catch (CakeException exception)
        {
            context.Log.Debug("{0}", exception.Message);
            succeeded = false;
        }

        return File.Exists(results) ? TestCounts.In(results, succeeded) : new TestCounts(0, 1, "could not be built or run");
    }

    private sealed record TestCounts(int Passed, int Failed, string? Fault)
    {
        public static TestCounts In(string resultsFile, bool succeeded)
        {
            XElement counters = XDocument.Load(resultsFile).Descendants().First(element => element.Name.LocalName == "Counters");
            int passed = (int)counters.Attribute("passed")!;
            int total = (int)counters.Attribute("total")!;
            int failed = total - passed;
            if (total == 0)
            {
                return new TestCounts(0, 1, "no test ran");
            }

            return failed > 0
                ? new TestCounts(passed, failed, string.Create(CultureInfo.InvariantCulture, $"{failed} of {total} tests failed"))
                : succeeded ? new TestCounts(passed, 0, null) : new TestCounts(passed, 1, "the test run ended badly");
        }
    }
}
