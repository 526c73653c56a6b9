using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// The content hashes of files that have not changed since they were last read, as far as size, times and inode tell. It only spares
/// work: without it, or in paranoid mode, every file is read.
/// </summary>
internal sealed class StatCache
{
    private readonly ConcurrentDictionary<string, (FileStamp Stamp, string Hash)> entries = new(StringComparer.Ordinal);
    private bool isChanged;

    /// <summary>Whether files are read even where their stamps are known.</summary>
    public bool IsParanoid { get; set; }

    /// <summary>The cache in a file; empty where the file is missing or damaged.</summary>
    public static StatCache Load(string path)
    {
        StatCache cache = new();
        foreach (string line in (SealedText.Read(path) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split('\t', 6);
            cache.entries[fields[5]] = (new FileStamp(Number(fields[1]), Number(fields[2]), Number(fields[3]), (ulong)Number(fields[4])), fields[0]);
        }

        return cache;
    }

    public void Save(string path, string scratchFolder, DurableFiles files)
    {
        if (!isChanged)
        {
            return;
        }

        StringBuilder text = new();
        foreach ((string file, (FileStamp stamp, string hash)) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{hash}\t{stamp.Size}\t{stamp.Modified}\t{stamp.Changed}\t{(long)stamp.Inode}\t{file}\n");
        }

        files.WriteSealed(path, text.ToString(), scratchFolder);
        isChanged = false;
    }

    /// <summary>The content hash of a file, or null where there is none.</summary>
    public string? HashOf(string path)
    {
        if (FileStamp.Of(path) is not { } stamp)
        {
            Forget(path);
            return null;
        }

        bool isKnown = entries.TryGetValue(path, out (FileStamp Stamp, string Hash) known) && known.Stamp == stamp;
        return isKnown && !IsParanoid ? known.Hash : Read(path, stamp);
    }

    /// <summary>The content hash of a file, read now.</summary>
    public string? HashNow(string path)
    {
        Forget(path);
        return HashOf(path);
    }

    /// <summary>Reads every file that is known and has not changed, as far as its stamp tells, again.</summary>
    /// <returns>The files whose hash was not what was known; it is now.</returns>
    public IReadOnlyList<string> Refresh()
    {
        List<string> wrong = [];
        foreach ((string path, (FileStamp stamp, string hash)) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray())
        {
            if (FileStamp.Of(path) is not { } now || now != stamp)
            {
                Forget(path);
            }
            else if (Read(path, stamp) != hash)
            {
                wrong.Add(path);
            }
        }

        return wrong;
    }

    private string Read(string path, FileStamp before)
    {
        string hash = ContentHash.OfFile(path);
        bool canBeTrusted = before.IsSettled && FileStamp.Of(path) == before && !path.Contains('\n');
        if (canBeTrusted)
        {
            entries[path] = (before, hash);
            isChanged = true;
        }
        else
        {
            Forget(path);
        }

        return hash;
    }

    /// <summary>Reads the file again when it is asked for.</summary>
    public void Forget(string path) => isChanged |= entries.TryRemove(path, out _);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
