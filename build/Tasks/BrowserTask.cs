using System.Text.RegularExpressions;
using Cake.Common;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
using Cake.Core;
using Cake.Core.IO;
using Path = System.IO.Path;

namespace Neuropil.Build;

/// <summary>Opens the report's page in a real browser.</summary>
[TaskName("Browser")]
[TaskDescription("tests the report's page in Chromium; needs Node.js, npm, pdftotext and Chromium (CHROMIUM=PATH, else /usr/bin/chromium)")]
[IsDependentOn(typeof(ReportTask))]
internal sealed partial class BrowserTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        string folder = Path.Combine(context.Root, "tests", "Browser");
        string results = Path.Combine(context.ArtifactsFolder, "browser");
        string pages = Path.Combine(results, "pages");
        context.DotNetRun(
            Path.Combine(folder, "Pages", "Pages.csproj"),
            new ProcessArgumentBuilder().AppendQuoted(pages),
            new DotNetRunSettings { Configuration = "Release" });
        Start(context, "npm", "ci --no-audit --no-fund --silent", folder);
        string last = Start(
            context,
            "node",
            new ProcessArgumentBuilder().Append("page.test.mjs").AppendQuoted(Path.Combine(context.ArtifactsFolder, "report", "report.html")).AppendQuoted(pages),
            folder,
            results);
        context.ClosingLines.Add($"Pictures of the page are in {context.Relative(results)}");
        context.ClosingLines.Add(last);
        if (!Clean().IsMatch(last))
        {
            throw new CakeException(1, "The page fails in the browser.");
        }
    }

    /// <summary>Runs a program, shows what it prints, and returns its last line.</summary>
    private static string Start(BuildContext context, string program, ProcessArgumentBuilder arguments, string folder, string? results = null)
    {
        string last = "";
        ProcessSettings settings = new()
        {
            Arguments = arguments,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectedStandardOutputHandler = line =>
            {
                if (line is not null)
                {
                    Console.WriteLine(line);
                    last = line;
                }

                return line!;
            },
        };
        if (results is not null)
        {
            settings.EnvironmentVariables = new Dictionary<string, string> { ["NEUROPIL_BROWSER_RESULTS"] = results };
        }

        int code = context.StartProcess(program, settings);
        return code == 0 || last.EndsWith("failed", StringComparison.Ordinal)
            ? last
            : throw new CakeException(1, $"{program} {arguments.Render()} ended with {code}.");
    }

    [GeneratedRegex("^[0-9]+ passed, 0 failed$")]
    private static partial Regex Clean();
}
