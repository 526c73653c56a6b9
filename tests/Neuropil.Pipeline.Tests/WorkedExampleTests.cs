using Neuropil.Tests;

namespace Neuropil.Pipeline.Tests;

/// <summary>The stage that CONTRIBUTING.md shows is one that compiles and runs.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void Page_shows_the_stage_as_it_is_compiled()
    {
        string source = File.ReadAllText(Repository.PathOf("tests/Neuropil.Pipeline.Tests/WorkedExample.cs")).ReplaceLineEndings("\n");
        string shown = source[source.IndexOf("internal static class", StringComparison.Ordinal)..].Trim();

        Assert.Contains(shown, File.ReadAllText(Repository.PathOf("CONTRIBUTING.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Stage_runs_and_is_reused()
    {
        using TemporaryFolder folder = new();
        Unit unit = LongWordsStage.Create(new(4, 42), new(new FileInput(folder.Write("text.txt", "one two three seventeen"))));
        PipelineRunner runner = new(folder["artifacts"], ReachedCode.OfThisProgram, FastDisk.Instance);

        Assert.Equal(UnitStatus.Ran, runner.Run([unit], ["long-words"], new RunOptions(), new RecordingListener()).Units[0].Status);
        Assert.Equal("2", File.ReadAllText(folder["artifacts", "long-words", "count.txt"]));
        Assert.Equal(UnitStatus.Reused, runner.Run([unit], ["long-words"], new RunOptions(), new RecordingListener()).Units[0].Status);
    }
}
