using System.Collections.Concurrent;
using System.Text.Json;

namespace Neuropil.Pipeline;

/// <summary>
/// Outputs by content hash (<c>objects/</c>), records by key (<c>records/</c>), and which record each unit had last (<c>latest</c>).
/// Whatever is found damaged, in whatever way, counts as missing.
/// </summary>
internal sealed class ArtifactStore
{
    private readonly ConcurrentDictionary<string, UnitRecord> knownRecords = new();
    private readonly StatCache stats;
    private readonly LatestRecords latest;

    public ArtifactStore(string folder, IDisk disk)
    {
        Folder = folder;
        ScratchFolder = Path.Combine(folder, "scratch");
        Damaged = new DamagedParts(disk, folder);
        Files = new DurableFiles(disk, Damaged);
        stats = StatCache.Load(StatCachePath);
        latest = LatestRecords.Load(LatestPath);
        Failures = LastFailures.Load(FailuresPath);
        History = new RunHistory(this);
    }

    public string Folder { get; }

    /// <summary>Where files are made before they take their place. A job has one of its own: the other is the build's that holds the lock.</summary>
    public string ScratchFolder { get; init; }

    /// <summary>What jobs on other machines are to do, and what they told.</summary>
    public string JobsFolder => Path.Combine(Folder, "jobs");

    public DurableFiles Files { get; }

    public DamagedParts Damaged { get; }

    /// <summary>Which units failed last.</summary>
    public LastFailures Failures { get; }

    /// <summary>The runs that were published.</summary>
    public RunHistory History { get; }

    /// <summary>The content hashes of files, the user's and the store's.</summary>
    public StatCache Stats => stats;

    private string StatCachePath => Path.Combine(Folder, "stat-cache");

    private string LatestPath => Path.Combine(Folder, "latest");

    private string FailuresPath => Path.Combine(Folder, "failures");

    /// <summary>Where the content with this hash is, or would be.</summary>
    public string ObjectPath(string hash) => Path.Combine(Folder, "objects", hash[..2], hash);

    /// <summary>Whether the store holds the content with this hash, undamaged as far as the stat cache can tell.</summary>
    public bool Holds(string hash)
    {
        try
        {
            return stats.HashOf(ObjectPath(hash)) == hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the content with this hash anew: whether it is undamaged.</summary>
    public bool IsSound(string hash)
    {
        stats.Forget(ObjectPath(hash));
        return Holds(hash);
    }

    /// <summary>The record of a key, or null where there is none or it is damaged.</summary>
    public UnitRecord? Find(UnitId unit, string keyHash)
    {
        if (latest.Of(unit) is { } last && last.KeyHash == keyHash)
        {
            return last;
        }

        return knownRecords.TryGetValue(keyHash, out UnitRecord? known) ? known : Read(keyHash)?.Record;
    }

    /// <summary>The record that the unit had last; null where that is not known.</summary>
    public UnitRecord? LastOf(UnitId unit) => latest.Of(unit);

    /// <summary>The record in the file of a key, read now; null where there is none or it is damaged.</summary>
    public UnitRecord? ReadRecord(string keyHash) => Read(keyHash)?.Record;

    /// <summary>The key that the unit's last results have; null where that is not known.</summary>
    public UnitKey? LastKeyOf(UnitId unit) => latest.Of(unit) is { } last ? Read(last.KeyHash)?.Key : null;

    /// <summary>How long each unit worked when its newest results were made, in no order.</summary>
    public IEnumerable<(string Unit, TimeSpan Duration)> Durations => latest.Durations;

    /// <summary>Takes a finished file into the store and tells its content hash.</summary>
    public string Take(string scratchPath)
    {
        string hash = ContentHash.OfFile(scratchPath);
        string path = ObjectPath(hash);
        if (Holds(hash))
        {
            Files.Disk.Delete(scratchPath);
            return hash;
        }

        Files.Place(scratchPath, path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        return hash;
    }

    /// <summary>Records a run. From here on its outputs are reused under the same key.</summary>
    public void Record(UnitKey key, UnitRecord record)
    {
        Files.WriteSealed(RecordPath(record.KeyHash), record.ToJson(key), ScratchFolder);
        knownRecords[record.KeyHash] = record;
    }

    /// <summary>Notes that these are the unit's newest results.</summary>
    public void MarkLast(UnitId unit, UnitRecord record) => latest.Set(unit, record);

    /// <summary>Saves what only spares work: what cannot be saved, a full disk say, is worked out anew next time.</summary>
    public void SaveNotes()
    {
        try
        {
            stats.Save(StatCachePath, ScratchFolder, Files);
            latest.Save(LatestPath, ScratchFolder, Files);
            Failures.Save(FailuresPath, ScratchFolder, Files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost but time.
        }
    }

    /// <summary>Whoever holds the lock is alone: what lies in the scratch folder was left by a build that was killed.</summary>
    public void ClearScratch()
    {
        if (Directory.Exists(ScratchFolder))
        {
            Files.Disk.Delete(ScratchFolder);
        }
    }

    private (UnitRecord Record, UnitKey Key)? Read(string keyHash)
    {
        try
        {
            (UnitRecord Record, UnitKey Key)? found = SealedText.Read(RecordPath(keyHash)) is { } json ? UnitRecord.FromJson(json) : null;
            return found?.Record.KeyHash == keyHash ? found : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private string RecordPath(string keyHash) => Path.Combine(Folder, "records", keyHash[..2], keyHash);
}
