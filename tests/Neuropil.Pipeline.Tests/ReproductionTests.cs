namespace Neuropil.Pipeline.Tests;

public sealed class ReproductionTests
{
    [Fact]
    public void Recomputation_matches_the_lock_and_leaves_nothing_behind()
    {
        using ToyPipeline toy = new();
        string path = WriteLock(toy);

        ReproductionReport report = Reproduce(toy, path);

        Assert.True(report.Succeeded);
        Assert.Equal(4, report.ComparedCount);
        Assert.Empty(Directory.GetDirectories(Path.Combine(toy.ArtifactsPath, "reproduce")));
    }

    [Fact]
    public void Pictures_are_not_locked()
    {
        using ToyPipeline toy = new();

        string text = File.ReadAllText(WriteLock(toy));

        Assert.Contains("count/short.csv", text);
        Assert.DoesNotContain(".png", text);
    }

    [Fact]
    public void Difference_names_unit_file_line_column_and_both_values()
    {
        using ToyPipeline toy = new();
        string path = WriteLock(toy);
        File.WriteAllText(toy.WordsPath, "one six three seventeen");

        ReproductionReport report = Reproduce(toy, path);

        Assert.Equal(
            [
                "read: read/words.txt differs from the lock, first in line 2: expected 'TWO', found 'SIX'",
                "count[short]: count/short.csv differs from the lock, first in line 3, column Word: expected 'TWO', found 'SIX'",
            ],
            report.Differences.Select(difference => difference.ToString()));
    }

    [Fact]
    public void Difference_names_the_cell_even_where_the_expected_table_is_not_at_hand()
    {
        using ToyPipeline toy = new();
        string path = WriteLock(toy);
        Directory.Delete(Path.Combine(toy.ArtifactsPath, "store"), recursive: true);
        File.WriteAllText(toy.WordsPath, "one two three seventy");

        ReproductionReport report = Reproduce(toy, path);

        Assert.Equal("count[long]: count/long.csv differs from the lock, first in line 3, column Word: found 'SEVENTY'", report.Differences[1].ToString());
    }

    [Fact]
    public void Fewer_and_more_outputs_than_locked_are_told()
    {
        using ToyPipeline toy = new();
        string path = WriteLock(toy);
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("\"output\": \"sum\"", "\"output\": \"total\"", StringComparison.Ordinal));

        ReproductionReport report = Reproduce(toy, path);

        Assert.Equal(["sum: sum.txt is not in the lock", "sum: sum.txt is in the lock but was not made"], report.Differences.Select(difference => difference.ToString()));
    }

    [Fact]
    public void Missing_or_broken_lock_says_how_to_write_one()
    {
        using TemporaryFolder folder = new();

        Assert.Contains("--target=Lock", Assert.Throws<FileNotFoundException>(() => ArtifactLock.Read(folder["artifacts.lock"])).Message);
        folder.Write("artifacts.lock", "{}");
        Assert.Contains("--target=Lock", Assert.Throws<InvalidDataException>(() => ArtifactLock.Read(folder["artifacts.lock"])).Message);
    }

    private static string WriteLock(ToyPipeline toy)
    {
        string path = Path.Combine(toy.Folder, "artifacts.lock");
        ArtifactLock.Of(toy.Graph(), toy.Run(), toy.ArtifactsPath).Write(path);
        return path;
    }

    private static ReproductionReport Reproduce(ToyPipeline toy, string path)
        => new Reproducer(toy.ArtifactsPath, new FakeCode("Toy.Words", toy.Code, "count")).Run(toy.Graph(), ArtifactLock.Read(path), new RunOptions(), new RecordingListener());
}
