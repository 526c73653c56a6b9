namespace Neuropil.Pipeline.Tests;

/// <summary>Disks that are full, that fail once, and whose power goes, at every moment of a small run.</summary>
public sealed class DiskFaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Disk_that_fails_at_any_moment_leaves_the_old_results_whole_and_the_next_run_ends_the_work(bool staysFull)
    {
        using ToyPipeline toy = new();
        IReadOnlyDictionary<string, string> before = FirstRun(toy);
        IReadOnlyDictionary<string, string> after = Changed();
        int failures = 0;
        for (int moment = 1; ; moment++)
        {
            Restore(toy);
            FaultyDisk disk = new(moment, staysFull);
            toy.Disk = disk;
            RunReport report = toy.Run(Serial);
            if (disk.Count < moment)
            {
                break;
            }

            IReadOnlyDictionary<string, string> shown = toy.AllPublished();
            if (report.Succeeded)
            {
                Assert.Equal(after, shown);
            }
            else
            {
                failures++;
                Assert.Equal(before, shown);
                string told = string.Join(' ', report.Failed.Select(unit => unit.Error!.Message).Append(report.Publication.Error?.Message));
                Assert.Contains("Make room on the disk, then run again", told);
            }

            AssertWhole(toy);
            toy.Disk = FastDisk.Instance;
            Assert.True(toy.Run(Serial).Succeeded);
            Assert.Equal(after, toy.AllPublished());
            AssertWhole(toy);
        }

        Assert.True(failures > 20);
    }

    [Fact]
    public void Full_disk_is_no_hindrance_where_nothing_is_to_be_written()
    {
        using ToyPipeline toy = new();
        toy.Run();
        Thread.Sleep(TimeSpan.FromSeconds(2.2));
        toy.Disk = new FaultyDisk(1, staysFull: true);

        RunReport report = toy.Run();

        Assert.True(report.Succeeded);
        Assert.Equal(4, report.Count(UnitStatus.Reused));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Power_cut_at_any_moment_leaves_files_of_one_run_and_the_next_run_ends_the_work(bool losesNames)
    {
        using ToyPipeline toy = new();
        IReadOnlyDictionary<string, string> before = FirstRun(toy);
        IReadOnlyDictionary<string, string> after = Changed();
        for (int moment = 1; ; moment++)
        {
            Restore(toy);
            PowerCutDisk disk = new(moment, losesNames);
            toy.Disk = disk;
            try
            {
                toy.Run(Serial);
            }
            catch (PowerCutDisk.PowerCutException)
            {
                // The process is gone.
            }

            bool isCut = disk.IsCut;
            disk.Lose();
            IReadOnlyDictionary<string, string> shown = toy.AllPublished().Where(file => file.Key[0] != '.').ToDictionary();
            bool isOfBefore = shown.All(file => before.TryGetValue(file.Key, out string? text) && text == file.Value);
            bool isOfAfter = shown.All(file => after.TryGetValue(file.Key, out string? text) && text == file.Value);
            Assert.True(isOfBefore || isOfAfter, $"moment {moment}: the files are of two runs, or damaged");
            AssertWhole(toy);
            toy.Disk = FastDisk.Instance;
            Assert.True(toy.Run(Serial).Succeeded);
            Assert.Equal(after, toy.AllPublished());
            AssertWhole(toy);
            if (!isCut)
            {
                Assert.True(moment > 50);
                break;
            }
        }
    }

    private static RunOptions Serial => new() { ThreadCount = 1 };

    /// <summary>Where run.json is, every file that it names is as it says.</summary>
    private static void AssertWhole(ToyPipeline toy)
    {
        if (PublishedRun.In(toy.ArtifactsPath) is { } run)
        {
            Assert.All(run.Files, file => Assert.Equal(file.Value, ContentHash.OfFile(Path.Combine(toy.ArtifactsPath, file.Key))));
        }
    }

    private static IReadOnlyDictionary<string, string> Changed()
    {
        using ToyPipeline other = new("four five sixteen");
        other.Run();
        return other.AllPublished();
    }

    // The results of the first run, and a store that does not know the second.
    private static void Restore(ToyPipeline toy)
    {
        toy.Disk = FastDisk.Instance;
        Directory.Delete(toy.ArtifactsPath, recursive: true);
        CopyFolder(toy.ArtifactsPath + "-before", toy.ArtifactsPath);
        File.WriteAllText(toy.WordsPath, "four five sixteen");
    }

    private static IReadOnlyDictionary<string, string> FirstRun(ToyPipeline toy)
    {
        Assert.True(toy.Run(Serial).Succeeded);
        CopyFolder(toy.ArtifactsPath, toy.ArtifactsPath + "-before");
        return toy.AllPublished();
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string place = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(path, place);
        }
    }
}
