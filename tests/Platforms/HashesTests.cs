using Neuropil.Determinism;
using Neuropil.Tests;

namespace Neuropil.Platforms;

/// <summary>The program of tests/Determinism gives the same hashes on every processor and system.</summary>
public sealed class HashesTests
{
    public static TheoryData<string> Cases => [.. typeof(IDeterministicCase).Assembly.GetTypes()
        .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IDeterministicCase)))
        .Select(type => type.Name)
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_ARM64_processor_gives_the_bytes_of_this_one(string name) => AssertSame(Platform.Arm64, name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Windows_gives_the_bytes_of_this_system(string name) => AssertSame(Platform.Windows, name);

    private static void AssertSame(Platform platform, string name)
    {
        string[] expected = Lines(ChildProcess.Run("dotnet", Path.Combine(AppContext.BaseDirectory, "Determinism.dll"), "2", name).Output);
        (int exitCode, string output, string errors) = platform.Run("tests/Determinism", "Determinism", ["2", name]);
        Assert.True(exitCode == 0, $"{platform.Runtime} ended with {exitCode}.\n{output}\n{errors}");
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Lines(output));
    }

    private static string[] Lines(string text) => text.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
}
