namespace Neuropil.Pipeline;

/// <summary>Takes old results out of a store: first the records, then the contents that nothing refers to, so that a kill leaves nothing wrong.</summary>
public sealed class StorePruner
{
    private readonly string artifactsFolder;
    private readonly ArtifactStore store;

    /// <param name="artifactsFolder">Where the store is.</param>
    public StorePruner(string artifactsFolder)
    {
        this.artifactsFolder = Path.GetFullPath(artifactsFolder);
        store = new ArtifactStore(PipelineRunner.StoreFolder(artifactsFolder), Disk.OfThisSystem);
    }

    /// <summary>Prunes, or tells what would go.</summary>
    /// <param name="options">What may go.</param>
    /// <param name="locks">Every lock whose results stay.</param>
    /// <param name="tellWaiting">Hears for whom it waits: a build that works in the store is let end first.</param>
    /// <param name="cancellation">Stops it.</param>
    public PruneReport Prune(PruneOptions options, IEnumerable<ArtifactLock> locks, Action<string> tellWaiting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        using BuildLock taken = BuildLock.Take(store.Folder, store.Files, store.Damaged, tellWaiting, cancellation);
        HashSet<string> heldObjects = [.. locks.SelectMany(held => held.Outputs).Select(output => output.Hash)];
        HashSet<string> heldKeys = [];
        foreach (PublishedRun shown in Directory.EnumerateDirectories(artifactsFolder).Append(artifactsFolder).Select(PublishedRun.In).OfType<PublishedRun>())
        {
            heldObjects.UnionWith(shown.Files.Values);
            heldKeys.UnionWith(shown.Units.Values.Select(unit => unit.Key));
        }

        IReadOnlyList<StoredRun> runs = store.History.Runs;
        Dictionary<string, DateTime> lastShown = [];
        foreach (StoredRun run in runs)
        {
            foreach (string key in run.Run.Units.Values.Select(unit => unit.Key))
            {
                lastShown[key] = lastShown.TryGetValue(key, out DateTime other) && other > run.LastShown ? other : run.LastShown;
            }
        }

        List<StoredRecord> records = [.. Records(lastShown).OrderBy(record => record.LastUsed).ThenBy(record => record.Key, StringComparer.Ordinal)];
        foreach (StoredRecord record in records.Where(record => record.Outputs.Any(heldObjects.Contains) && record.Outputs.All(heldObjects.Contains)))
        {
            heldKeys.Add(record.Key);
        }

        Dictionary<string, long> sizes = Objects();
        long before = sizes.Values.Sum();
        HashSet<string> going = Going(options, records, runs, heldKeys, heldObjects, sizes);
        HashSet<string> staying = [.. heldObjects, .. records.Where(record => !going.Contains(record.Key)).SelectMany(record => record.Outputs)];
        string[] objects = [.. sizes.Keys.Where(hash => !staying.Contains(hash))];
        string[] goneRuns = [.. runs.Where(run => run.Run.Units.Values.Any(unit => going.Contains(unit.Key))).Select(run => run.Name)];
        if (options.Apply)
        {
            Delete(goneRuns.Select(run => Path.Combine(store.Folder, "runs", run)), cancellation);
            Delete(going.Select(key => Path.Combine(store.Folder, "records", key[..2], key)), cancellation);
            Delete(objects.Select(store.ObjectPath), cancellation);
        }

        return new PruneReport(going.Count, objects.Length, goneRuns.Length, objects.Sum(hash => sizes[hash]), before, sizes.Where(entry => heldObjects.Contains(entry.Key)).Sum(entry => entry.Value));
    }

    private static HashSet<string> Going(
        PruneOptions options, List<StoredRecord> records, IReadOnlyList<StoredRun> runs, HashSet<string> heldKeys, HashSet<string> heldObjects, Dictionary<string, long> sizes)
    {
        StoredRecord[] free = [.. records.Where(record => !heldKeys.Contains(record.Key))];
        HashSet<string> going = [];
        if (options.OlderThan is { } age)
        {
            going.UnionWith(free.Where(record => DateTime.UtcNow - record.LastUsed > age).Select(record => record.Key));
        }

        if (options.KeepRuns is { } count)
        {
            HashSet<string> kept = [.. runs.GroupBy(run => run.Run.Study).SelectMany(study => study.Take(count)).SelectMany(run => run.Run.Units.Values).Select(unit => unit.Key)];
            going.UnionWith(free.Where(record => !kept.Contains(record.Key)).Select(record => record.Key));
        }

        if (options.MaxSize is { } most)
        {
            Dictionary<string, int> uses = records.Where(record => !going.Contains(record.Key)).SelectMany(record => record.Outputs.Distinct()).GroupBy(hash => hash).ToDictionary(group => group.Key, group => group.Count());
            long size = sizes.Where(entry => uses.ContainsKey(entry.Key) || heldObjects.Contains(entry.Key)).Sum(entry => entry.Value);
            foreach (StoredRecord record in free.Where(record => !going.Contains(record.Key)).ToArray())
            {
                if (size <= most)
                {
                    break;
                }

                going.Add(record.Key);
                foreach (string hash in record.Outputs.Distinct().Where(hash => --uses[hash] == 0 && !heldObjects.Contains(hash)))
                {
                    size -= sizes.GetValueOrDefault(hash);
                }
            }
        }

        return going;
    }

    private IEnumerable<StoredRecord> Records(Dictionary<string, DateTime> lastShown)
    {
        foreach (string path in FilesIn("records"))
        {
            if (store.ReadRecord(Path.GetFileName(path)) is { } record)
            {
                DateTime made = File.GetLastWriteTimeUtc(path);
                yield return new StoredRecord(record.KeyHash, [.. record.Outputs.Values], lastShown.TryGetValue(record.KeyHash, out DateTime shown) && shown > made ? shown : made);
            }
        }
    }

    private Dictionary<string, long> Objects() => FilesIn("objects")
        .Where(path => Path.GetFileName(path).Length == ContentHash.Length)
        .ToDictionary(path => Path.GetFileName(path), path => new FileInfo(path).Length, StringComparer.Ordinal);

    private IEnumerable<string> FilesIn(string part) => Path.Combine(store.Folder, part) is var folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        : [];

    private void Delete(IEnumerable<string> paths, CancellationToken cancellation)
    {
        foreach (string path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            store.Files.Disk.Delete(path);
        }
    }

    private sealed record StoredRecord(string Key, IReadOnlyList<string> Outputs, DateTime LastUsed);
}
