using System.Diagnostics;

namespace Neuropil.Build;

/// <summary>Runs the tests of one assembly in a process of their own.</summary>
internal static class TestProcess
{
    public static (int ExitCode, string Output) Run(string assembly, string resultsFile, CancellationToken cancellation)
    {
        ProcessStartInfo start = new("dotnet", ["test", assembly, "--logger", $"trx;LogFileName={resultsFile}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SNAPSHOOTER_STRICT_MODE"] = "true" },
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
