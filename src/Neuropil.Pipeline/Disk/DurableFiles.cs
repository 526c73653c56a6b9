using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// Files that are whole or not there, whenever the process may die or the power fail: written beside their place, flushed to the disk,
/// renamed; the folders that hold their names are flushed too, before the run says that it is done. Whatever stands in the way and is no
/// such file is moved aside.
/// </summary>
internal sealed class DurableFiles(IDisk disk, DamagedParts damaged)
{
    private static int counter;
    private readonly ConcurrentDictionary<string, bool> changedFolders = new(StringComparer.Ordinal);

    public IDisk Disk => disk;

    /// <summary>Moves a finished file to its place.</summary>
    public void Place(string scratchPath, string path)
    {
        disk.Flush(scratchPath);
        string folder = Path.GetDirectoryName(path)!;
        CreateFolder(folder);
        try
        {
            Rename(scratchPath, path);
        }
        catch (UnauthorizedAccessException) when (damaged.Owns(folder))
        {
            damaged.MoveAside(folder);
            CreateFolder(folder);
            Rename(scratchPath, path);
        }
    }

    /// <summary>Copies a file to a place where nothing is yet, and tells the content hash of what was copied.</summary>
    public string Copy(string source, string path)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (FileStream from = new(source, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1))
        using (Stream to = disk.Create(path))
        {
            byte[] block = new byte[1 << 16];
            for (int read; (read = from.Read(block)) > 0;)
            {
                hash.AppendData(block, 0, read);
                to.Write(block, 0, read);
            }
        }

        disk.Flush(path);
        changedFolders[Path.GetDirectoryName(path)!] = true;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes a text to a place where nothing is yet.</summary>
    public void WriteText(string path, string text)
    {
        using (Stream stream = disk.Create(path))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        disk.Flush(path);
        changedFolders[Path.GetDirectoryName(path)!] = true;
    }

    /// <summary>Gives a file or folder another place in one step; what is there already is replaced.</summary>
    public void Move(string from, string to)
    {
        disk.Move(from, to);
        changedFolders[Path.GetDirectoryName(from)!] = true;
        changedFolders[Path.GetDirectoryName(to)!] = true;
    }

    /// <summary>Writes a text with its own hash in the first line, so that damage shows.</summary>
    public void WriteSealed(string path, string text, string scratchFolder)
    {
        CreateFolder(scratchFolder);
        string scratchPath = Path.Combine(scratchFolder, $"sealed-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}");
        try
        {
            using (Stream stream = disk.Create(scratchPath))
            {
                stream.Write(SealedText.Of(text));
            }

            Place(scratchPath, path);
        }
        catch
        {
            DeleteQuietly(scratchPath);
            throw;
        }
    }

    /// <summary>Makes a folder. What stands in its place, or in the place of one above it, and is none, is moved aside.</summary>
    public void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        // Of several threads one moves aside what stands there; the others find the folder.
        lock (changedFolders)
        {
            CreateMissingFolder(path);
        }
    }

    private void CreateMissingFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        string? above = Path.GetDirectoryName(path);
        if (above is not null)
        {
            CreateMissingFolder(above);
        }

        if (DamagedParts.IsThere(path))
        {
            damaged.MoveAside(path);
        }

        disk.CreateFolder(path);
        if (above is not null)
        {
            changedFolders[above] = true;
        }
    }

    /// <summary>Waits until every name that was given is on the disk.</summary>
    public void FlushFolders()
    {
        foreach (string folder in changedFolders.Keys)
        {
            if (changedFolders.TryRemove(folder, out _) && Directory.Exists(folder))
            {
                disk.FlushFolder(folder);
            }
        }
    }

    private void Rename(string scratchPath, string path)
    {
        if (Directory.Exists(path))
        {
            damaged.MoveAside(path);
        }

        Move(scratchPath, path);
    }

    private void DeleteQuietly(string path)
    {
        try
        {
            disk.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The scratch folder is cleared by the next run.
        }
    }
}
