namespace Neuropil.Pipeline.Tests;

public sealed class StatCacheTests
{
    [Fact]
    public void Content_that_changed_without_a_change_of_size_or_time_is_seen_at_once_while_the_file_is_young()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.txt", "first");
        StatCache cache = StatCache.Load(folder["cache"]);
        string? first = cache.HashOf(path);
        DateTime time = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, "other");
        File.SetLastWriteTimeUtc(path, time);

        Assert.NotEqual(first, cache.HashOf(path));
    }

    [Fact]
    public void Settled_file_is_not_read_again_unless_paranoid()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.txt", "first");
        Thread.Sleep(TimeSpan.FromSeconds(2.2));
        StatCache cache = StatCache.Load(folder["cache"]);
        string first = cache.HashOf(path)!;
        cache.Save(folder["cache"], folder["scratch"], new DurableFiles(Disk.OfThisSystem, new DamagedParts(Disk.OfThisSystem, folder.Path)));
        File.WriteAllText(folder["cache"], Forged(File.ReadAllText(folder["cache"]), first));

        StatCache forged = StatCache.Load(folder["cache"]);
        Assert.Equal(new string('0', ContentHash.Length), forged.HashOf(path));
        forged.IsParanoid = true;
        Assert.Equal(first, forged.HashOf(path));
    }

    [Fact]
    public void Damaged_cache_counts_as_empty()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.txt", "first");
        folder.Write("cache", "not a cache at all");

        Assert.Equal(ContentHash.OfFile(path), StatCache.Load(folder["cache"]).HashOf(path));
    }

    [Fact]
    public void Missing_file_and_folder_have_no_hash()
    {
        using TemporaryFolder folder = new();
        StatCache cache = StatCache.Load(folder["cache"]);

        Assert.Null(cache.HashOf(folder["missing"]));
        Assert.Null(cache.HashOf(folder.Path));
    }

    [Fact]
    public void Stamp_follows_size_time_and_replacement()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.txt", "first");
        FileStamp? first = FileStamp.Of(path);
        Assert.Equal(first, FileStamp.Of(path));
        Assert.Equal(5, first!.Value.Size);
        Assert.Equal(File.GetLastWriteTimeUtc(path).Ticks, first.Value.Modified);
        DateTime time = File.GetLastWriteTimeUtc(path);
        folder.Write("b.txt", "other");
        File.SetLastWriteTimeUtc(folder["b.txt"], time);
        File.Move(folder["b.txt"], path, overwrite: true);

        Assert.True(FileStamp.Of(path) != first || !OperatingSystem.IsLinux());
    }

    private static string Forged(string content, string hash)
    {
        string text = content[(ContentHash.Length + 1)..].Replace(hash, new string('0', ContentHash.Length), StringComparison.Ordinal);
        return $"{ContentHash.OfBytes(System.Text.Encoding.UTF8.GetBytes(text))}\n{text}";
    }
}
