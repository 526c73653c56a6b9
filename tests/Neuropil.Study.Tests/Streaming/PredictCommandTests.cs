using System.Diagnostics;
using System.Globalization;
using Neuropil.Synapses;

namespace Neuropil.Study.Tests;

/// <summary>The built program on the sample's models.</summary>
[Collection(SampleStudy.Collection)]
public sealed class PredictCommandTests(SampleStudy study) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-predict").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_predicts_and_says_what_came_out()
    {
        (int code, string errors) = Run("predict", Models, study.New, "--out", "out.csv", "--threads", "1");

        Assert.True(code == 0, errors);
        Assert.StartsWith("30 synapses, 60 predictions: ", errors, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(study.PathOf("predict/predictions.csv")), File.ReadAllBytes(Path.Combine(folder, "out.csv")));
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130_and_the_same_command_goes_on_to_the_same_bytes()
    {
        (_, string table) = WorkbookSynthesizer.Write(folder, new SynthesisOptions { NewRows = 40_000, Format = SynthesisFormat.Csv });
        string[] words = ["predict", Models, table, "--out", "out.csv"];
        using Process process = Start(words);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string unfinished = Path.Combine(folder, "out.csv.unfinished", "predictions");
        while (!process.HasExited && !File.Exists(unfinished))
        {
            await Task.Delay(5);
        }

        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();

        Assert.Equal((130, "neuropil: interrupted; what was finished is kept, and the same command goes on from there.\n"), (process.ExitCode, await errors));
        Assert.False(File.Exists(Path.Combine(folder, "out.csv")));
        Assert.Equal(0, Run(words).ExitCode);
        Assert.Equal(0, Run("predict", Models, table, "--out", "whole.csv").ExitCode);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "whole.csv")), File.ReadAllBytes(Path.Combine(folder, "out.csv")));
        Assert.False(Directory.Exists(Path.Combine(folder, "out.csv.unfinished")));
    }

    [Theory]
    [InlineData(1, "there is no folder", "artefacts", "new.csv", "--out", "out.csv")]
    [InlineData(1, "fits no file", "MODELS", "no/*.csv", "--out", "out.csv")]
    [InlineData(1, "expected .csv or .parquet", "MODELS", "NEW", "--out", "out.txt")]
    [InlineData(1, "The study has no join 'Somata'", "MODELS", "NEW", "--out", "out.csv", "--join", "Somata=somata.csv")]
    [InlineData(2, "--join is 'Somata'; expected NAME=FILE", "MODELS", "NEW", "--out", "out.csv", "--join", "Somata")]
    [InlineData(2, "--out FILE is missing", "MODELS", "NEW")]
    [InlineData(2, "TABLES is missing", "MODELS")]
    public void What_cannot_be_done_is_told(int code, string message, params string[] words)
    {
        (int found, string errors) = Run(["predict", .. words.Select(word => word == "MODELS" ? Models : word == "NEW" ? study.New : word)]);

        Assert.Equal(code, found);
        Assert.Contains(message, errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Parameter '", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private string Models => Path.GetDirectoryName(study.PathOf("run.json"))!;

    private Process Start(string[] words)
        => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "neuropil.dll"), .. words]) { WorkingDirectory = folder, RedirectStandardError = true, UseShellExecute = false })!;

    private (int ExitCode, string Errors) Run(params string[] words)
    {
        using Process process = Start(words);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
