using System.Diagnostics;

namespace Neuropil.Build.Tests;

/// <summary>build.sh in a folder of its own, with a program in dotnet's place that tells what it is asked to do.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private const string FakeDotnet =
        """
        #!/usr/bin/env bash
        case "$1" in
            --version)
                if [ -f "$FAKE/broken-sdk" ]; then echo "libhostfxr is not readable" >&2; exit 1; fi
                [ ! -f "$FAKE/no-sdk" ] && echo 10.0.100 ;;
            --list-sdks)
                echo "8.0.100 [/usr/share/dotnet/sdk]"
                if [ ! -f "$FAKE/no-sdk" ]; then echo "10.0.100 [/usr/share/dotnet/sdk]"; fi ;;
            publish)
                echo publish >>"$FAKE/calls"
                sleep "${FAKE_PAUSE:-0}"
                while [ "$1" != -o ]; do shift; done
                mkdir -p "$2"
                if grep -q error build/Program.cs; then echo "Program.cs(1,1): error CS1002: ; expected"; exit 1; fi
                cp build/Program.cs "$2/Build.dll"
                cp build/Program.cs "$2/Other.dll" ;;
            *) echo "host $(cat "$1"):$(shift; printf ' <%s>' "$@")" ;;
        esac
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-build-").FullName;

    public BuildScriptTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "fake"));
        Directory.CreateDirectory(Path.Combine(folder, "root", "build"));
        Directory.CreateDirectory(Path.Combine(folder, "root", "src"));
        File.Copy(Neuropil.Tests.Repository.PathOf("build.sh"), Path.Combine(folder, "root", "build.sh"));
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "src/a.cs" })
        {
            File.WriteAllText(Path.Combine(folder, "root", name), name);
        }

        Source = "one";
        File.WriteAllText(Path.Combine(folder, "fake", "dotnet"), FakeDotnet.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, "fake", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private string Source
    {
        set => File.WriteAllText(Path.Combine(folder, "root", "build", "Program.cs"), value);
    }

    private int CompilationCount => File.Exists(Path.Combine(folder, "fake", "calls")) ? File.ReadAllLines(Path.Combine(folder, "fake", "calls")).Length : 0;

    [UnixFact]
    public void Host_is_compiled_once_and_gets_the_arguments_as_they_are()
    {
        Assert.Equal((0, "host one: <--target=Predict> <--data=a b.xlsx>\n"), Run("--target=Predict", "--data=a b.xlsx"));
        Assert.Equal((0, "host one: <--tree>\n"), Run("--tree"));
        Assert.Equal(1, CompilationCount);
    }

    [UnixFact]
    public void Changed_source_is_compiled_and_a_reverted_one_is_not_compiled_again()
    {
        Run();
        Source = "two";
        Assert.StartsWith("host two", Run().Output);
        Source = "one";
        Assert.StartsWith("host one", Run().Output);
        Assert.Equal(2, CompilationCount);
    }

    [UnixFact]
    public void Touched_source_is_not_compiled_again()
    {
        Run();
        Source = "one";
        Run();

        Assert.Equal(1, CompilationCount);
    }

    [UnixFact]
    public void New_and_removed_sources_count_as_changes()
    {
        Run();
        string added = Path.Combine(folder, "root", "src", "b.cs");
        File.WriteAllText(added, "");
        Run();
        Assert.Equal(2, CompilationCount);
        File.Move(added, Path.Combine(folder, "root", "src", "c.cs"));
        Run();
        Assert.Equal(3, CompilationCount);
    }

    [UnixFact]
    public void Failed_compilation_shows_its_errors_and_leaves_nothing_that_looks_built()
    {
        Run();
        Source = "error";
        (int exitCode, string output) = Run();
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal((1, ""), Run());
        Assert.Equal(3, CompilationCount);
        Source = "one";

        Assert.Equal(0, Run().ExitCode);
        Assert.Equal(3, CompilationCount);
    }

    [UnixFact]
    public void Of_two_builds_at_once_one_compiles_and_the_other_waits()
    {
        using Process first = Start(pause: 1);
        using Process second = Start(pause: 1);
        Assert.StartsWith("host one", first.StandardOutput.ReadToEnd());
        Assert.StartsWith("host one", second.StandardOutput.ReadToEnd());

        Assert.Equal(1, CompilationCount);
    }

    [UnixFact]
    public void Killed_compilation_is_done_again()
    {
        using (Process first = Start(pause: 30))
        {
            while (CompilationCount == 0)
            {
                Thread.Sleep(10);
            }

            first.Kill(entireProcessTree: true);
            first.WaitForExit();
        }

        Assert.StartsWith("host one", Run().Output);
        Assert.Equal(2, CompilationCount);
    }

    [UnixFact]
    public void Missing_sdk_is_told_with_how_to_get_it()
    {
        File.WriteAllText(Path.Combine(folder, "fake", "no-sdk"), "");
        using Process process = Start();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("8.0.100", errors);
        Assert.Contains("https://dot.net/download", errors);
    }

    [UnixTheory]
    [InlineData("missing")]
    [InlineData("truncated")]
    [InlineData("folder gone")]
    [InlineData("other file gone")]
    public void Broken_host_is_compiled_again_once(string damage)
    {
        Run();
        string host = Directory.GetDirectories(Path.Combine(folder, "root", "artifacts", "host")).Single();
        switch (damage)
        {
            case "missing":
                File.Delete(Path.Combine(host, "Build.dll"));
                break;
            case "truncated":
                File.WriteAllText(Path.Combine(host, "Build.dll"), "on");
                break;
            case "folder gone":
                Directory.Delete(host, recursive: true);
                break;
            default:
                File.Delete(Path.Combine(host, "Other.dll"));
                break;
        }

        Assert.StartsWith("host one", Run().Output);
        Assert.StartsWith("host one", Run().Output);
        Assert.Equal(2, CompilationCount);
    }

    [UnixFact]
    public void Artifacts_folder_may_be_a_link()
    {
        Directory.CreateDirectory(Path.Combine(folder, "elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "root", "artifacts"), Path.Combine(folder, "elsewhere"));

        Assert.StartsWith("host one", Run().Output);
        Assert.StartsWith("host one", Run().Output);
        Assert.Equal(1, CompilationCount);
    }

    [UnixFact]
    public void Home_that_is_no_folder_is_told_as_that()
    {
        using Process process = Start(variables: ("HOME", Path.Combine(folder, "nowhere")));
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("HOME is", errors);
        Assert.DoesNotContain("global.json", errors);
    }

    [UnixFact]
    public void Home_that_is_not_set_is_found()
    {
        using Process process = Start(variables: ("HOME", null));

        Assert.StartsWith("host one", process.StandardOutput.ReadToEnd());
    }

    [UnixFact]
    public void Sdk_that_does_not_start_is_told_with_its_own_words()
    {
        File.WriteAllText(Path.Combine(folder, "fake", "broken-sdk"), "");
        using Process process = Start();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("libhostfxr is not readable", errors);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (int ExitCode, string Output) Run(params string[] arguments)
    {
        using Process process = Start(arguments: arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private Process Start(int pause = 0, string[]? arguments = null, (string Name, string? Value)? variables = null)
    {
        ProcessStartInfo start = new("bash", [Path.Combine(folder, "root", "build.sh"), .. arguments ?? []])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["FAKE"] = Path.Combine(folder, "fake");
        start.Environment["FAKE_PAUSE"] = $"{pause}";
        start.Environment["PATH"] = Path.Combine(folder, "fake") + Path.PathSeparator + start.Environment["PATH"];
        if (variables is ({ } name, string value))
        {
            start.Environment[name] = value;
        }
        else if (variables is { } unset)
        {
            start.Environment.Remove(unset.Name);
        }

        return Process.Start(start)!;
    }

    /// <inheritdoc cref="UnixFactAttribute" />
    internal sealed class UnixTheoryAttribute : TheoryAttribute
    {
        public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "build.sh is for Unix" : null;
    }

    /// <summary>A test of the shell script: Windows has build.ps1.</summary>
    internal sealed class UnixFactAttribute : FactAttribute
    {
        public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "build.sh is for Unix" : null;
    }
}
