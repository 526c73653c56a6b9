using Neuropil.Tests;

namespace Neuropil.Build.Tests;

/// <summary>Every build command in the README is one that the host takes.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> Commands
        => [.. File.ReadLines(Repository.PathOf("README.md")).Where(line => line.StartsWith("./build.sh ", StringComparison.Ordinal)).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_of_the_readme_is_understood(string command)
    {
        string[] arguments = command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

        HostProcess.Outcome outcome = HostProcess.Run([.. arguments.Where(argument => argument != "--explain"), "--dryrun"]);

        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("1. ", outcome.Output);
    }

    [Fact]
    public void The_readme_tells_of_every_task()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md"));
        IEnumerable<string> untold = TaskList.InOrder.Select(TaskAttributes.NameOf).Where(name => name != "Default" && !readme.Contains($"`{name}`", StringComparison.Ordinal));

        Assert.Empty(untold);
    }
}
