namespace Neuropil.Pipeline.Tests;

/// <summary>Builds that are killed, that meet each other, and stores that were damaged.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData("working read")]
    [InlineData("working count")]
    [InlineData("working sum")]
    public void Build_that_was_killed_is_carried_on_from_where_it_was(string moment)
    {
        using ToyPipeline toy = new();
        using (ChildProcess child = ChildProcess.Start(toy, TimeSpan.FromSeconds(moment == "working read" ? 30 : 0.2)))
        {
            Assert.True(child.WaitForLine(moment));
            child.Kill();
        }

        RunReport report = toy.Run();

        Assert.True(report.Succeeded);
        AssertAsFromScratch(toy);
        Assert.Equal(moment == "working read" ? 4 : moment == "working count" ? 3 : 1, report.Count(UnitStatus.Ran));
    }

    [Fact]
    public void Of_two_builds_at_once_one_waits_and_then_finds_everything_done()
    {
        using ToyPipeline toy = new();
        using ChildProcess first = ChildProcess.Start(toy, TimeSpan.FromSeconds(1));
        Assert.True(first.WaitForLine("working read"));
        RecordingListener listener = new();

        RunReport report = toy.Run(listener: listener);

        Assert.StartsWith("Another build (process ", listener.Lines[0]);
        Assert.All(report.Units, unit => Assert.Equal(UnitStatus.Reused, unit.Status));
        Assert.Equal(0, first.End().ExitCode);
        AssertAsFromScratch(toy);
    }

    [Fact]
    public void Waiting_for_another_build_can_be_stopped()
    {
        using ToyPipeline toy = new();
        using ChildProcess first = ChildProcess.Start(toy, TimeSpan.FromSeconds(30));
        Assert.True(first.WaitForLine("working read"));
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => toy.Run(new RunOptions { Cancellation = source.Token }));
    }

    [Fact]
    public void Damaged_object_is_found_and_made_again()
    {
        using ToyPipeline toy = new();
        string hash = toy.Run().Units[2].Outputs["counts"];
        Damage(toy.Runner().Store.ObjectPath(hash));

        RunReport report = toy.Run();

        Assert.Equal(["read: reuse", "count[short]: reuse", "count[long]: run, stored output counts missing or damaged", "sum: reuse"], report.Units.Select(unit => unit.ToString()));
        AssertAsFromScratch(toy);
    }

    [Theory]
    [InlineData("records")]
    [InlineData("latest")]
    [InlineData("objects")]
    public void Damage_anywhere_in_the_store_costs_time_but_no_result(string part)
    {
        using ToyPipeline toy = new();
        toy.Run();
        string place = Path.Combine(toy.ArtifactsPath, "store", part);
        foreach (string file in File.Exists(place) ? [place] : Directory.GetFiles(place, "*", SearchOption.AllDirectories))
        {
            Damage(file);
        }

        RunReport report = toy.Run();

        Assert.True(report.Succeeded);
        AssertAsFromScratch(toy);
    }

    [Fact]
    public void Store_may_vanish()
    {
        using ToyPipeline toy = new();
        toy.Run();
        Directory.Delete(Path.Combine(toy.ArtifactsPath, "store"), recursive: true);

        Assert.Equal(4, toy.Run().Count(UnitStatus.Ran));
        AssertAsFromScratch(toy);
    }

    [Fact]
    public void Scratch_files_of_the_dead_are_cleared()
    {
        using ToyPipeline toy = new();
        string left = Path.Combine(toy.ArtifactsPath, "store", "scratch", "read--1-1");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "words.txt"), "half wri");

        toy.Run();

        Assert.False(Directory.Exists(left));
        AssertAsFromScratch(toy);
    }

    private static void AssertAsFromScratch(ToyPipeline toy)
    {
        IReadOnlyDictionary<string, string> published = toy.AllPublished();
        Directory.Delete(toy.ArtifactsPath, recursive: true);
        toy.Run();
        Assert.Equal(toy.AllPublished(), published);
    }

    private static void Damage(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
