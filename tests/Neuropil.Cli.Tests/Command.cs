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

    protected (int ExitCode, string Output, string Errors) Run(params string[] words)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "neuropil.dll"), .. words])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>Runs what must succeed without a word on stderr.</summary>
    protected string Succeed(params string[] words)
    {
        (int exitCode, string output, string errors) = Run(words);
        Assert.Equal("", errors);
        Assert.Equal(0, exitCode);
        return output;
    }

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
