using System.Diagnostics;
using Neuropil.Tests;

namespace Neuropil.Determinism.Tests;

/// <summary>
/// Runs the program of tests/Determinism as child processes and compares the hash of every result with the default run's. What is
/// compared is added there (see IDeterministicCase); nothing needs to be added here.
/// </summary>
public sealed class SameBytesTests
{
    private static readonly Lazy<Dictionary<string, string>> DefaultRun = new(() => RunChild(2, []));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Results_are_bit_identical_for_any_thread_count(int threads) => AssertSame(RunChild(threads, []));

    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Results_are_bit_identical_with_fewer_instructions(string off) => AssertSame(RunChild(2, [(off, "0")]));

    [Theory]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("DOTNET_TieredPGO", "0")]
    [InlineData("DOTNET_JITMinOpts", "1")]
    public void Results_are_bit_identical_whatever_the_compiler_does(string setting, string value) => AssertSame(RunChild(2, [(setting, value)]));

    private static void AssertSame(Dictionary<string, string> actual)
    {
        Dictionary<string, string> expected = DefaultRun.Value;
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        string[] different = [.. expected.Keys.Where(name => expected[name] != actual[name])];
        Assert.True(different.Length == 0, "Other bytes in: " + string.Join("; ", different));
    }

    private static Dictionary<string, string> RunChild(int threads, (string Name, string Value)[] settings)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Determinism.dll");
        ProcessStartInfo start = new(Environment.ProcessPath is string path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "dotnet", [program, $"{threads}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // More threads than this machine has processors are really used only if the runtime believes that it has as many.
        start.Environment["DOTNET_PROCESSOR_COUNT"] = $"{threads}";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1]);
    }
}
