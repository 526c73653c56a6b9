namespace Neuropil.Pipeline.Tests;

/// <summary>Pruning, checking, and bits that flip.</summary>
public sealed class StoreCareTests
{
    private const int Flips = 200;

    [Fact]
    public void Pruning_tells_first_and_takes_only_what_no_lock_and_no_shown_run_holds()
    {
        using ToyPipeline toy = new();
        string path = Path.Combine(toy.Folder, "toy.lock");
        ArtifactLock.Of(toy.Graph(), toy.Run(), toy.ArtifactsPath).Write(path);
        toy.Limit = 5;
        toy.Run();
        toy.Limit = 3;
        toy.Run();
        IReadOnlyDictionary<string, string> shown = toy.AllPublished();
        ArtifactLock held = ArtifactLock.Read(path);
        PruneOptions all = new() { OlderThan = TimeSpan.Zero };

        PruneReport told = Prune(toy, all, held);
        PruneReport taken = Prune(toy, all with { Apply = true }, held);

        Assert.Equal(told, taken);
        Assert.True(taken.Records > 0 && taken.Objects > 0);
        Assert.All(held.Outputs, output => Assert.True(toy.Runner().Store.Holds(output.Hash)));
        Assert.Equal(0, Prune(toy, all, held).Objects);
        toy.Run();
        Assert.Empty(toy.Ran);
        Assert.Equal(shown, toy.AllPublished());
        toy.Limit = 5;
        Assert.True(toy.Run().Succeeded);
        Assert.NotEmpty(toy.Ran);
    }

    [Fact]
    public void Newest_runs_and_a_size_are_kept()
    {
        using ToyPipeline toy = new();
        foreach (int limit in new[] { 2, 3, 4, 5 })
        {
            toy.Limit = limit;
            toy.Run();
        }

        Assert.Equal(0, Prune(toy, new() { KeepRuns = 4 }).Records);
        Assert.True(Prune(toy, new() { KeepRuns = 2 }).Records > 0);
        Assert.Equal(0, Prune(toy, new() { MaxSize = 1_000_000 }).Records);
        Assert.True(Prune(toy, new() { MaxSize = 0 }).Records > 0);
        Prune(toy, new() { KeepRuns = 2, Apply = true });
        toy.Limit = 4;
        toy.Run();
        Assert.Empty(toy.Ran);
    }

    [Fact]
    public void Check_finds_nothing_in_a_sound_store_and_heals_from_what_is_shown()
    {
        using ToyPipeline toy = new();
        RunReport made = toy.Run();
        Assert.True(Check(toy).IsWhole);
        string path = toy.Runner().Store.ObjectPath(made.Units[0].Outputs["words"]);
        File.Delete(path);
        File.WriteAllText(path, "rot");
        File.WriteAllText(Path.Combine(toy.ArtifactsPath, "store", "objects", "notes.txt"), "mine");

        CheckReport report = Check(toy);

        Assert.True(report.IsWhole);
        Assert.Single(report.Healed);
        Assert.Equal(["objects/notes.txt"], report.Foreign);
        toy.Run();
        Assert.Empty(toy.Ran);
    }

    [Fact]
    public void Check_tells_what_is_lost_and_the_next_run_makes_it_again()
    {
        using ToyPipeline toy = new();
        RunReport made = toy.Run();
        IReadOnlyDictionary<string, string> expected = toy.AllPublished();
        File.Delete(toy.Runner().Store.ObjectPath(made.Units[0].Outputs["words"]));
        File.Delete(Path.Combine(toy.ArtifactsPath, "read", "words.txt"));

        CheckReport report = Check(toy);

        Assert.False(report.IsWhole);
        Assert.Single(report.Missing);
        Assert.True(toy.Run().Succeeded);
        Assert.Equal(expected, toy.AllPublished());
    }

    [Theory]
    [InlineData("objects", true)]
    [InlineData("objects", false)]
    [InlineData("records", true)]
    [InlineData("records", false)]
    [InlineData("stat-cache", true)]
    [InlineData("stat-cache", false)]
    public void Bit_that_flips_is_healed_or_harmless(string part, bool paranoid)
    {
        using ToyPipeline toy = new();
        toy.Run();
        Thread.Sleep(TimeSpan.FromSeconds(2.2));
        toy.Run();
        IReadOnlyDictionary<string, string> expected = toy.AllPublished();
        Random random = new(20260101);
        int atOnce = part == "stat-cache" ? 1 : 10;
        for (int flip = 0; flip < Flips; flip += atOnce)
        {
            string place = Path.Combine(toy.ArtifactsPath, "store", part);
            string[] files = File.Exists(place) ? [place] : [.. Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal)];
            for (int number = 0; number < atOnce; number++)
            {
                Flip(files[random.Next(files.Length)], random, restoreTimes: (flip + number) % 2 == 0);
            }

            // What is shown is gone: every content is read.
            Directory.Delete(Path.Combine(toy.ArtifactsPath, "count"), recursive: true);
            Directory.Delete(Path.Combine(toy.ArtifactsPath, "read"), recursive: true);
            File.Delete(Path.Combine(toy.ArtifactsPath, "sum.txt"));

            Assert.True(toy.Run(new RunOptions { Paranoid = paranoid }).Succeeded);

            Assert.Equal(expected, toy.AllPublished().Where(file => !file.Key.StartsWith('.')).ToDictionary());
        }
    }

    private static void Flip(string path, Random random, bool restoreTimes)
    {
        DateTime written = File.GetLastWriteTimeUtc(path);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        File.SetAttributes(path, FileAttributes.Normal);
        File.WriteAllBytes(path, bytes);
        if (restoreTimes)
        {
            File.SetLastWriteTimeUtc(path, written);
        }
    }

    private static PruneReport Prune(ToyPipeline toy, PruneOptions options, params ArtifactLock[] locks)
        => new StorePruner(toy.ArtifactsPath).Prune(options, locks, _ => { }, CancellationToken.None);

    private static CheckReport Check(ToyPipeline toy) => new StoreChecker(toy.ArtifactsPath, null).Check(_ => { }, CancellationToken.None);
}
