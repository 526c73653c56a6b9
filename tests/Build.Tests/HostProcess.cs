using System.Diagnostics;

namespace Neuropil.Build.Tests;

/// <summary>Runs the built host as a process, without the settings of whoever runs the tests.</summary>
internal static class HostProcess
{
    public static Outcome Run(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [typeof(BuildHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("NO_COLOR");
        foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("CAKE_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result.ReplaceLineEndings("\n"), errors.Result.ReplaceLineEndings("\n"));
    }

    public sealed record Outcome(int ExitCode, string Output, string Errors);
}
