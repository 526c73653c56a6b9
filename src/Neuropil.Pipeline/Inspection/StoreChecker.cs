namespace Neuropil.Pipeline;

/// <summary>
/// Reads a whole store: every content against its name, every record against its seal and its key, what records refer to, what the stat
/// cache and the notes say, and the shown results against their run. What can be healed is: from the shown results, or the shared cache.
/// </summary>
public sealed class StoreChecker
{
    private static readonly string[] Parts = ["objects", "records", "runs", "damaged", "scratch", "jobs"];
    private static readonly string[] Notes = ["stat-cache", "latest", "failures", "shared"];
    private static readonly string[] Others = ["lock", "lock-owner"];
    private readonly string artifactsFolder;
    private readonly CacheOptions? cacheOptions;
    private readonly ArtifactStore store;
    private readonly List<string> healed = [];
    private readonly List<string> damaged = [];
    private readonly List<string> foreign = [];

    /// <param name="artifactsFolder">Where the store is.</param>
    /// <param name="cache">A shared cache to heal from; null: none.</param>
    public StoreChecker(string artifactsFolder, CacheOptions? cache)
    {
        this.artifactsFolder = Path.GetFullPath(artifactsFolder);
        cacheOptions = cache;
        store = new ArtifactStore(PipelineRunner.StoreFolder(artifactsFolder), Disk.OfThisSystem);
    }

    /// <summary>Checks and heals.</summary>
    /// <param name="tellWaiting">Hears for whom it waits.</param>
    /// <param name="cancellation">Stops it.</param>
    public CheckReport Check(Action<string> tellWaiting, CancellationToken cancellation)
    {
        using BuildLock taken = BuildLock.Take(store.Folder, store.Files, store.Damaged, tellWaiting, cancellation);
        store.Stats.IsParanoid = true;
        using SharedCache? cache = cacheOptions is null ? null : new SharedCache(store, cacheOptions with { Writes = false }, cancellation);
        Dictionary<string, string> shown = Shown();
        ClearTorn();
        int sound = 0;
        foreach (string path in FilesIn("objects"))
        {
            cancellation.ThrowIfCancellationRequested();
            sound += CheckObject(path, shown, cache) ? 1 : 0;
        }

        SortedSet<string> missing = new(StringComparer.Ordinal);
        foreach (string path in FilesIn("records"))
        {
            cancellation.ThrowIfCancellationRequested();
            if (CheckRecord(path) is { } record)
            {
                sound++;
                missing.UnionWith(record.Outputs.Where(output => !store.Holds(output.Value) && !Heal(output.Value, shown, cache)).Select(output => $"{output.Value} ({output.Key})"));
            }
        }

        foreach (string path in FilesIn("runs").Where(path => RunHistory.Read(path) is null))
        {
            SetAside(path);
        }

        CheckNotes();
        CheckShown(shown);
        foreign.AddRange(new DirectoryInfo(store.Folder).EnumerateFileSystemInfos().Select(entry => entry.Name).Where(name => !Parts.Contains(name) && !Notes.Contains(name) && !Others.Contains(name)));
        store.SaveNotes();
        return new CheckReport(sound, healed, damaged, [.. missing], foreign);
    }

    private static bool IsHash(string name) => name.Length == ContentHash.Length && name.All(char.IsAsciiHexDigitLower);

    // Which shown file has which content, as it is on the disk now.
    private Dictionary<string, string> Shown()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string folder in Directory.EnumerateDirectories(artifactsFolder).Append(artifactsFolder))
        {
            foreach (string path in PublishedRun.In(folder)?.Files.Keys ?? [])
            {
                string place = Path.Combine(folder, path);
                if (File.Exists(place))
                {
                    files.TryAdd(ContentHash.OfFile(place), place);
                }
            }
        }

        return files;
    }

    private void ClearTorn()
    {
        if (Directory.Exists(store.ScratchFolder) && Directory.EnumerateFileSystemEntries(store.ScratchFolder).Any())
        {
            store.ClearScratch();
            healed.Add("scratch: what a build that was killed had begun is removed");
        }
    }

    private bool CheckObject(string path, Dictionary<string, string> shown, SharedCache? cache)
    {
        string name = Path.GetFileName(path);
        if (!IsHash(name) || Path.GetFileName(Path.GetDirectoryName(path)) != name[..2])
        {
            foreign.Add(Path.GetRelativePath(store.Folder, path).Replace('\\', '/'));
            return false;
        }

        if (store.IsSound(name))
        {
            return true;
        }

        store.Damaged.MoveAside(path);
        if (Heal(name, shown, cache))
        {
            return true;
        }

        damaged.Add($"objects/{name[..2]}/{name}");
        return false;
    }

    private bool Heal(string hash, Dictionary<string, string> shown, SharedCache? cache)
    {
        if (shown.TryGetValue(hash, out string? place))
        {
            string scratch = Path.Combine(store.ScratchFolder, "healed");
            store.Files.CreateFolder(store.ScratchFolder);
            store.Files.Copy(place, scratch);
            if (store.Take(scratch) == hash)
            {
                healed.Add($"objects/{hash[..2]}/{hash}: from {Path.GetRelativePath(artifactsFolder, place)}");
                return true;
            }
        }

        if (cache?.Bring(hash) == true)
        {
            healed.Add($"objects/{hash[..2]}/{hash}: from the shared cache");
            return true;
        }

        return false;
    }

    private UnitRecord? CheckRecord(string path)
    {
        string name = Path.GetFileName(path);
        if (!IsHash(name) || Path.GetFileName(Path.GetDirectoryName(path)) != name[..2])
        {
            foreign.Add(Path.GetRelativePath(store.Folder, path).Replace('\\', '/'));
            return null;
        }

        if (store.ReadRecord(name) is { } record)
        {
            return record;
        }

        SetAside(path);
        return null;
    }

    private void SetAside(string path)
    {
        store.Damaged.MoveAside(path);
        damaged.Add(Path.GetRelativePath(store.Folder, path).Replace('\\', '/'));
    }

    // Notes only spare work: what is damaged of them is written anew, what they say wrongly is forgotten.
    private void CheckNotes()
    {
        foreach (string name in Notes)
        {
            string path = Path.Combine(store.Folder, name);
            if (DamagedParts.IsThere(path) && SealedText.Read(path) is null)
            {
                store.Damaged.MoveAside(path);
                healed.Add($"{name}: was damaged; it only spares work and is made anew");
            }
        }

        foreach (string wrong in store.Stats.Refresh())
        {
            healed.Add($"stat-cache: had a wrong hash of {wrong}");
        }
    }

    private void CheckShown(Dictionary<string, string> shown)
    {
        foreach (string folder in Directory.EnumerateDirectories(artifactsFolder).Append(artifactsFolder))
        {
            foreach ((string path, string hash) in PublishedRun.In(folder)?.Files ?? new Dictionary<string, string>())
            {
                string place = Path.Combine(folder, path);
                if (!File.Exists(place) || !(shown.TryGetValue(hash, out string? same) && (same == place || ContentHash.OfFile(place) == hash)))
                {
                    damaged.Add($"{Path.GetRelativePath(artifactsFolder, place).Replace('\\', '/')} is not what its run left; the next run shows it again");
                }
            }
        }
    }

    private string[] FilesIn(string part) => Path.Combine(store.Folder, part) is var folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];
}
