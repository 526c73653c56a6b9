using System.Diagnostics;
using System.Globalization;
using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Cli.Tests;

/// <summary>Runs the built program as a process in a folder of its own.</summary>
public abstract class Command : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("neuropil-cli").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, true);
        GC.SuppressFinalize(this);
    }

    protected (int ExitCode, string Output, string Errors) Run(params string[] words) => RunWith(null, words);

    /// <summary>Runs it with a text on its standard input.</summary>
    protected (int ExitCode, string Output, string Errors) RunWith(string? input, params string[] words)
        => Run(input, "dotnet", [Assembly, .. words]);

    /// <summary>Runs a line of a shell, in which <c>neuropil</c> is the program.</summary>
    protected (int ExitCode, string Output, string Errors) Shell(string line)
        => Run(null, "bash", ["-c", $"neuropil() {{ dotnet '{Assembly}' \"$@\"; }}\n{line}"]);

    /// <summary>Runs it, and sends it a signal while it works.</summary>
    protected (int ExitCode, string Errors) Interrupt(string signal, params string[] words)
    {
        ProcessStartInfo start = new("dotnet", [Assembly, .. words]) { WorkingDirectory = Folder, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Thread.Sleep(TimeSpan.FromSeconds(3));
        Assert.False(process.HasExited, "it ended before the signal");
        using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        process.WaitForExit();
        return (process.ExitCode, errors.Result);
    }

    protected static string Assembly => Path.Combine(AppContext.BaseDirectory, "neuropil.dll");

    private (int ExitCode, string Output, string Errors) Run(string? input, string program, IEnumerable<string> words)
    {
        ProcessStartInfo start = new(program, words)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input ?? "");
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>Runs what must succeed without a warning.</summary>
    protected string Succeed(params string[] words)
    {
        (int exitCode, string output, string errors) = Run(words);
        Assert.DoesNotContain("warning", errors, StringComparison.Ordinal);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    /// <summary>Runs what must succeed; what it says on stderr.</summary>
    protected string Said(params string[] words)
    {
        (int exitCode, _, string errors) = Run(words);
        Assert.True(exitCode == 0, errors);
        return errors;
    }

    /// <summary>Runs what must fail with an exit code; what it says on stderr.</summary>
    protected string Fail(int code, params string[] words)
    {
        (int exitCode, _, string errors) = Run(words);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.True(exitCode == code, $"exit code {exitCode}: {errors}");
        return errors;
    }

    /// <summary>An input of the cases that showed faults.</summary>
    protected static string Case(string name) => Neuropil.Tests.Repository.Fixture("cases", "commands/" + name);

    protected string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    protected string[] Lines(string file) => Text(file).TrimEnd('\n').Split('\n');

    protected void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Three blobs of 40 rows in d dimensions, optionally with the blob's number as a last column.</summary>
    protected void WriteBlobs(string file, int dimension = 4, bool withLabel = false, int rowCount = 120)
    {
        KeyedRandom random = KeyedRandom.At(1, 2);
        StringBuilder text = new(string.Join(',', Enumerable.Range(1, dimension).Select(column => $"x{column}")) + (withLabel ? ",kind\n" : "\n"));
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < dimension; column++)
            {
                text.Append(column == 0 ? "" : ",").Append(((row % 3 * 6 * (column % 2)) + random.NextGaussian()).ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append(withLabel ? $",{row % 3}\n" : "\n");
        }

        Write(file, text.ToString());
    }
}
