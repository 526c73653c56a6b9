using Neuropil.Tests;

namespace Neuropil.Platforms;

/// <summary>build.ps1 under a real PowerShell does what build.sh does, in a copy of this repository whose path has a space.</summary>
public sealed class PowerShellTests : IClassFixture<PowerShellTests.Copy>
{
    private readonly Copy copy;

    public PowerShellTests(Copy copy) => this.copy = copy;

    [Fact]
    public void The_first_run_computes_and_the_second_has_nothing_to_do()
    {
        Assert.True(copy.First.ExitCode == 0, $"{copy.First.Output}\n{copy.First.Errors}");
        Assert.Contains("Compiling the build host", copy.First.Errors, StringComparison.Ordinal);

        (int exitCode, string output, string errors) = copy.Build("--target=Predict");

        Assert.True(exitCode == 0, $"{output}\n{errors}");
        Assert.DoesNotContain("Compiling", errors, StringComparison.Ordinal);
        Assert.Contains("0 of ", output, StringComparison.Ordinal);
        Assert.Equal(copy.FirstPredictions, File.ReadAllText(copy.PathOf("artifacts/predict/predictions.csv")));
    }

    [Fact]
    public void A_misspelt_target_is_told_with_the_nearest()
    {
        (int exitCode, string output, string errors) = copy.Build("--target=Predcit");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Predict", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_both_end_well()
    {
        Task<(int ExitCode, string Output, string Errors)>[] runs = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => copy.Build("--target=Cluster", "--seed=11")))];
        foreach ((int exitCode, string output, string errors) in await Task.WhenAll(runs))
        {
            Assert.True(exitCode == 0, $"{output}\n{errors}");
        }
    }

    /// <summary>The tracked files in a folder of their own, the PowerShell that runs there, and the first run.</summary>
    public sealed class Copy : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("neuropil platforms ").FullName;
        private readonly string shell;

        public Copy()
        {
            string tools = Repository.PathOf("artifacts", "platforms", "powershell");
            shell = Path.Combine(tools, "pwsh");
            if (!File.Exists(shell))
            {
                ChildProcess.Run("dotnet", "tool", "install", "--tool-path", tools, "PowerShell", "--version", "7.6.9");
            }

            // As it stands here, with what is not committed yet.
            foreach (string file in ChildProcess.Run("git", "-C", Repository.Root, "ls-files", "-z").Output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
            {
                string source = Repository.PathOf(file);
                if (File.Exists(source) && !file.StartsWith("tests/", StringComparison.Ordinal))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
                    File.Copy(source, PathOf(file));
                }
            }

            First = Build("--target=Predict");
            FirstPredictions = First.ExitCode == 0 ? File.ReadAllText(PathOf("artifacts/predict/predictions.csv")) : "";
        }

        /// <summary>How the first run ended.</summary>
        internal (int ExitCode, string Output, string Errors) First { get; }

        /// <summary>The predictions it made.</summary>
        internal string FirstPredictions { get; }

        public void Dispose() => Directory.Delete(folder, recursive: true);

        internal string PathOf(string path) => Path.Combine(folder, path);

        internal (int ExitCode, string Output, string Errors) Build(params string[] arguments)
            => ChildProcess.Finish(shell, ["-NoProfile", "-File", PathOf("build.ps1"), .. arguments], []);
    }
}
