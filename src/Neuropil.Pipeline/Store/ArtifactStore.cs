using System.Collections.Concurrent;

namespace Neuropil.Pipeline;

/// <summary>
/// Outputs by content hash (<c>objects/</c>), records by key (<c>records/</c>), and which record each unit had last (<c>last/</c>).
/// Whatever is found damaged counts as missing.
/// </summary>
internal sealed class ArtifactStore(string folder, StatCache files)
{
    // What this process has read or written already; records never change, and the last ones only serve to tell.
    private readonly ConcurrentDictionary<string, UnitRecord> knownRecords = new();
    private readonly ConcurrentDictionary<UnitId, string> knownLast = new();

    public string Folder { get; } = folder;

    public string ScratchFolder { get; } = Path.Combine(folder, "scratch");

    public string StatCachePath => Path.Combine(Folder, "stat-cache");

    /// <summary>Where the content with this hash is, or would be.</summary>
    public string ObjectPath(string hash) => Path.Combine(Folder, "objects", hash[..2], hash);

    /// <summary>Whether the store holds the content with this hash, undamaged.</summary>
    public bool Holds(string hash) => files.HashOf(ObjectPath(hash)) == hash;

    /// <summary>The record of a key, or null where there is none or it is damaged.</summary>
    public UnitRecord? Find(UnitKey key) => FindRecord(key.Hash);

    /// <summary>The record that the unit had last, run or reused; null where there is none.</summary>
    public UnitRecord? LastOf(UnitId unit) => LastKeyOf(unit) is { } keyHash ? FindRecord(keyHash) : null;

    /// <summary>Takes a finished file into the store and tells its content hash.</summary>
    public string Take(string scratchPath)
    {
        string hash = ContentHash.OfFile(scratchPath);
        string path = ObjectPath(hash);
        if (Holds(hash))
        {
            File.Delete(scratchPath);
            return hash;
        }

        AtomicFile.Place(scratchPath, path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        return hash;
    }

    /// <summary>Records a run. From here on its outputs are reused under the same key.</summary>
    public void Record(UnitId unit, UnitRecord record)
    {
        AtomicFile.WriteSealed(RecordPath(record.Key.Hash), record.ToJson(), ScratchFolder);
        knownRecords[record.Key.Hash] = record;
        MarkLast(unit, record.Key);
    }

    /// <summary>Notes that the unit's newest results are those of this key.</summary>
    public void MarkLast(UnitId unit, UnitKey key)
    {
        if (LastKeyOf(unit) != key.Hash)
        {
            AtomicFile.WriteSealed(LastPath(unit), key.Hash, ScratchFolder);
            knownLast[unit] = key.Hash;
        }
    }

    private string? LastKeyOf(UnitId unit)
    {
        if (!knownLast.TryGetValue(unit, out string? keyHash) && AtomicFile.ReadSealed(LastPath(unit)) is { } read)
        {
            keyHash = read;
            knownLast[unit] = read;
        }

        return keyHash;
    }

    private UnitRecord? FindRecord(string keyHash)
    {
        if (knownRecords.TryGetValue(keyHash, out UnitRecord? known))
        {
            return known;
        }

        UnitRecord? record = AtomicFile.ReadSealed(RecordPath(keyHash)) is { } json ? UnitRecord.FromJson(json) : null;
        return record?.Key.Hash == keyHash ? knownRecords.GetOrAdd(keyHash, record) : null;
    }

    private string RecordPath(string keyHash) => Path.Combine(Folder, "records", keyHash[..2], keyHash);

    private string LastPath(UnitId unit) => Path.Combine(Folder, "last", unit.Group is null ? unit.Stage : $"{unit.Stage}.{unit.Group}");
}
