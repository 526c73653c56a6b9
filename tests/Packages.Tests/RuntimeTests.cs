using System.Runtime.InteropServices;
using Neuropil.Tests;

namespace Neuropil.Packages.Tests;

/// <summary>The same program under .NET 10, under .NET 8 itself, and compiled ahead of time: the hashes of all results are alike.</summary>
public sealed class RuntimeTests : IDisposable
{
    private static readonly Lazy<string> Expected = new(() => Hashes(Publish("net10.0", "jit", "--self-contained", "false"), ".NET 10"));
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-packages-").FullName;

    [Fact]
    public void NET_8_gives_the_bytes_of_NET_10()
        => Assert.Equal(Expected.Value, Hashes(Publish("net8.0", folder, "--self-contained", "true"), ".NET 8"));

    [Fact]
    public void A_program_compiled_ahead_of_time_gives_the_bytes_of_one_compiled_just_in_time()
        => Assert.Equal(Expected.Value, Hashes(Publish("net10.0", folder, "-p:PublishAot=true"), ".NET 10"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Hashes(string program, string runtime)
    {
        (string output, string errors) = ChildProcess.Run(program);
        Assert.StartsWith(runtime, errors.Trim());
        Assert.True(output.Split('\n').Length > 10, output);
        return output;
    }

    /// <summary>Publishes the sample with all it refers to in a folder of its own, so that no other build is disturbed.</summary>
    private static string Publish(string framework, string folder, params string[] how)
    {
        if (!Path.IsPathRooted(folder))
        {
            folder = Repository.PathOf("artifacts", "packages-tests", folder);
        }

        string target = Path.Combine(folder, "out");
        ChildProcess.Run(
            "dotnet",
            [
                "publish", Repository.PathOf("samples", "SameBytes", "SameBytes.csproj"), "-c", "Release", "-f", framework,
                "-r", RuntimeInformation.RuntimeIdentifier.Split('-')[0] is "linux" or "win" or "osx" ? RuntimeInformation.RuntimeIdentifier : Portable(),
                "-o", target, "--artifacts-path", Path.Combine(folder, "build"),
                "-p:BuildApart=true", "--nologo", "-v", "quiet", .. how,
            ]);
        return Path.Combine(target, OperatingSystem.IsWindows() ? "SameBytes.exe" : "SameBytes");
    }

    private static string Portable()
        => (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + "-" + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
}
