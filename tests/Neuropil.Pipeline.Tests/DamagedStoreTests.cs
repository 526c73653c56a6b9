using System.Diagnostics;

namespace Neuropil.Pipeline.Tests;

/// <summary>Store files that became something else.</summary>
public sealed class DamagedStoreTests
{
    private static readonly string[] Parts =
    [
        "stat-cache", "latest", "lock", "lock-owner", "records", "objects", "scratch", "records/ONE", "objects/ONE", "records/DIRECTORY", "objects/DIRECTORY",
    ];

    private static readonly string[] Kinds = OperatingSystem.IsWindows()
        ? ["empty", "garbage", "folder", "zeros", "gone"]
        : ["empty", "garbage", "folder", "pipe", "loop", "dangling", "zeros", "gone", "no rights"];

    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string part in Parts)
            {
                foreach (string kind in Kinds)
                {
                    data.Add(part, kind);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Part_of_the_store_that_became_something_else_is_healed(string part, string kind)
    {
        using ToyPipeline toy = new();
        toy.Run();
        IReadOnlyDictionary<string, string> expected = toy.AllPublished();
        string path = PathOf(toy, part);
        Turn(path, kind);

        RunReport report = RunWithin(TimeSpan.FromSeconds(30), toy);

        Assert.True(report.Succeeded, $"{string.Join('\n', report.Failed.Select(unit => unit.Error))} {report.Publication}");
        Assert.Equal(expected, toy.AllPublished());
        toy.Limit = 3;
        Assert.True(RunWithin(TimeSpan.FromSeconds(30), toy).Succeeded);
        toy.Limit = 4;
        Assert.True(RunWithin(TimeSpan.FromSeconds(30), toy).Succeeded);
        RunReport healed = RunWithin(TimeSpan.FromSeconds(30), toy);
        Assert.Equal(4, healed.Count(UnitStatus.Reused));
        Assert.Empty(healed.Repairs);
        Assert.Equal(expected, toy.AllPublished());
    }

    [Fact]
    public void What_was_moved_aside_is_told_once()
    {
        using ToyPipeline toy = new();
        toy.Run();
        string path = PathOf(toy, "lock");
        Turn(path, "folder");

        Assert.Contains("store/lock was damaged; it is now", Assert.Single(toy.Run().Repairs).Replace('\\', '/'));
        Assert.Empty(toy.Run().Repairs);
    }

    [Fact]
    public void Rot_that_no_stamp_shows_is_found_when_the_content_is_read_and_is_healed()
    {
        using ToyPipeline toy = new();
        RunReport first = toy.Run();
        IReadOnlyDictionary<string, string> expected = toy.AllPublished();
        string path = toy.Runner().Store.ObjectPath(first.Units[0].Outputs["words"]);
        Rot(toy, path);
        toy.Limit = 3;
        Assert.True(toy.Run().Succeeded);
        Assert.Contains("read", toy.Ran);
        toy.Limit = 4;

        toy.Run();

        Assert.Equal(expected, toy.AllPublished());
    }

    [Fact]
    public void Rot_is_not_published()
    {
        using ToyPipeline toy = new();
        RunReport first = toy.Run();
        IReadOnlyDictionary<string, string> expected = toy.AllPublished();
        Rot(toy, toy.Runner().Store.ObjectPath(first.Units[3].Outputs["sum"]));
        File.Delete(Path.Combine(toy.ArtifactsPath, "sum.txt"));

        Assert.True(toy.Run().Succeeded);

        Assert.Equal(expected, toy.AllPublished());
    }

    [Fact]
    public void Folder_that_cannot_be_locked_stops_the_build_and_says_so()
    {
        using ToyPipeline toy = new();
        Directory.CreateDirectory(toy.ArtifactsPath);
        ProcessStartInfo start = new("dotnet", [typeof(ChildProcess).Assembly.Location, toy.Folder, "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" },
        };
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("cannot be locked", errors);
        Assert.False(Directory.Exists(Path.Combine(toy.ArtifactsPath, "read")));
    }

    // Another content with the stamp that the stat cache knows.
    private static void Rot(ToyPipeline toy, string path)
    {
        Thread.Sleep(TimeSpan.FromSeconds(2.2));
        toy.Run();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[0] ^= 1;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        string sound = ContentHash.OfFile(path);
        File.WriteAllBytes(path, bytes);
        FileStamp stamp = FileStamp.Of(path)!.Value;
        string cache = Path.Combine(toy.ArtifactsPath, "store", "stat-cache");
        string[] lines = SealedText.Read(cache)!.Split('\n');
        int line = Array.FindIndex(lines, line => line.EndsWith(path, StringComparison.Ordinal));
        lines[line] = $"{sound}\t{stamp.Size}\t{stamp.Modified}\t{stamp.Changed}\t{(long)stamp.Inode}\t{path}";
        File.WriteAllBytes(cache, SealedText.Of(string.Join('\n', lines)));
    }

    private static string PathOf(ToyPipeline toy, string part)
    {
        string store = Path.Combine(toy.ArtifactsPath, "store");
        string folder = Path.Combine(store, part.Split('/')[0]);
        return part.EndsWith("/ONE", StringComparison.Ordinal)
            ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First()
            : part.EndsWith("/DIRECTORY", StringComparison.Ordinal) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal).First() : Path.Combine(store, part);
    }

    private static void Turn(string path, string kind)
    {
        if (kind == "no rights")
        {
            if (!OperatingSystem.IsWindows() && DamagedParts.IsThere(path))
            {
                File.SetUnixFileMode(path, UnixFileMode.None);
            }

            return;
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }

        switch (kind)
        {
            case "empty":
                File.WriteAllText(path, "");
                break;
            case "garbage":
                File.WriteAllText(path, "nothing that a build ever wrote\n\tat all");
                break;
            case "zeros":
                File.WriteAllBytes(path, new byte[4096]);
                break;
            case "folder":
                Directory.CreateDirectory(Path.Combine(path, "inside"));
                break;
            case "pipe":
                using (Process process = Process.Start("mkfifo", path))
                {
                    process.WaitForExit();
                }

                break;
            case "loop":
                File.CreateSymbolicLink(path, path);
                break;
            case "dangling":
                File.CreateSymbolicLink(path, path + ".nowhere");
                break;
            default:
                break;
        }
    }

    private static RunReport RunWithin(TimeSpan time, ToyPipeline toy)
    {
        Task<RunReport> run = Task.Run(() => toy.Run());
        return run.Wait(time) ? run.Result : throw new TimeoutException("The build hangs.");
    }
}
