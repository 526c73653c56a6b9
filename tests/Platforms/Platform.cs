using System.Collections.Concurrent;
using Neuropil.Tests;

namespace Neuropil.Platforms;

/// <summary>Another processor or system that this machine can pretend to be: programs are published for it and run by its emulator.</summary>
/// <param name="Runtime">.NET's identifier of it.</param>
/// <param name="Extension">What a program's name ends with there.</param>
/// <param name="Emulator">The program that runs its programs.</param>
/// <param name="EmulatorArguments">What comes before the program's name.</param>
/// <param name="Settings">Environment variables that the emulator needs.</param>
/// <param name="ToInstall">Debian's packages that bring it.</param>
internal sealed record Platform(
    string Runtime, string Extension, string Emulator, string[] EmulatorArguments, (string Name, string Value)[] Settings, string ToInstall)
{
    private static readonly ConcurrentDictionary<(string, string), Lazy<string>> Published = new();

    /// <summary>An ARM64 processor under Linux, by qemu's user mode.</summary>
    public static Platform Arm64 { get; } = new(
        "linux-arm64",
        "",
        "qemu-aarch64-static",
        ["-L", "/"],
        // Pages that are writable and executable by turns cost an emulator a translation each time.
        [("DOTNET_EnableWriteXorExecute", "0")],
        "qemu-user-static, and after dpkg --add-architecture arm64: libc6:arm64 libstdc++6:arm64 libgcc-s1:arm64 zlib1g:arm64 libssl3:arm64 libfontconfig1:arm64");

    /// <summary>Windows on x64, by Wine.</summary>
    public static Platform Windows { get; } = new(
        "win-x64",
        ".exe",
        "wine",
        [],
        [("WINEDEBUG", "-all"), ("WINEPREFIX", Path.Combine(Folder, "wine"))],
        "wine, wine64");

    private static string Folder => Repository.PathOf("artifacts", "platforms");

    /// <summary>Runs one of this repository's programs there.</summary>
    /// <param name="project">The project's folder, from the repository.</param>
    /// <param name="name">The program's name.</param>
    /// <param name="arguments">One an argument.</param>
    /// <param name="settings">Further environment variables.</param>
    public (int ExitCode, string Output, string Errors) Run(string project, string name, string[] arguments, params (string Name, string Value)[] settings)
    {
        string program = Path.Combine(Publish(project), name + Extension);
        try
        {
            return ChildProcess.Finish(Emulator, [.. EmulatorArguments, program, .. arguments], [.. Settings, .. settings]);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{Emulator} is needed to run {Runtime} programs here: apt-get install {ToInstall}", missing);
        }
    }

    // In a folder of its own with lock files of its own, so that no other build is disturbed.
    private string Publish(string project) => Published.GetOrAdd((Runtime, project), _ => new(() =>
    {
        string folder = Path.Combine(Folder, Runtime);
        string target = Path.Combine(folder, Path.GetFileName(project));
        ChildProcess.Run(
            "dotnet", "publish", Repository.PathOf(project), "-c", "Release", "-f", "net10.0", "-r", Runtime, "--self-contained", "-o", target,
            // Without code made while the program runs: finalizers of such methods end a program under Wine.
            "-p:DynamicCodeSupport=false", "-p:TargetFrameworks=net10.0", "-p:CompileAhead=false", "-p:BuildApart=true", $"-p:ArtifactsPath={Path.Combine(folder, "build")}", "-nologo", "-v", "quiet");
        return target;
    })).Value;
}
