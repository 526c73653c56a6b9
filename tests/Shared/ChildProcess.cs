using System.Diagnostics;

namespace Neuropil.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <exception cref="InvalidOperationException">It ended with something else than 0; the message has what it printed.</exception>
    public static (string Output, string Errors) Run(string program, params string[] arguments)
    {
        (int exitCode, string output, string errors) = Finish(program, arguments, []);
        return exitCode == 0
            ? (output, errors)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exitCode}.\n{output}\n{errors}");
    }

    /// <summary>Runs a program whatever its end is.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">One an argument.</param>
    /// <param name="settings">Environment variables beside those of this process.</param>
    public static (int ExitCode, string Output, string Errors) Finish(string program, string[] arguments, (string Name, string Value)[] settings)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // The tests' own host must not decide what a child does.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
