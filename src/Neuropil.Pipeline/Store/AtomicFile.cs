using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// Files that are whole or not there, whenever the process may die: written beside their place, flushed to the disk, then renamed.
/// </summary>
internal static class AtomicFile
{
    private static int counter;

    /// <summary>Moves a finished file to its place.</summary>
    public static void Place(string scratchPath, string path)
    {
        using (FileStream stream = new(scratchPath, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(scratchPath, path, overwrite: true);
    }

    /// <summary>Copies a file to its place. What was there is replaced in one step.</summary>
    public static void Copy(string source, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string scratchPath = Beside(path);
        try
        {
            using (FileStream from = new(source, FileMode.Open, FileAccess.Read, FileShare.Read))
            using (FileStream to = new(scratchPath, FileMode.CreateNew, FileAccess.Write))
            {
                from.CopyTo(to);
            }

            File.Move(scratchPath, path, overwrite: true);
        }
        catch
        {
            File.Delete(scratchPath);
            throw;
        }
    }

    /// <summary>Writes a text with its own hash in the first line, so that damage shows.</summary>
    public static void WriteSealed(string path, string text, string scratchFolder)
    {
        Directory.CreateDirectory(scratchFolder);
        string scratchPath = Path.Combine(scratchFolder, $"sealed-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}");
        File.WriteAllText(scratchPath, $"{ContentHash.OfBytes(Encoding.UTF8.GetBytes(text))}\n{text}");
        Place(scratchPath, path);
    }

    /// <summary>The text of a sealed file, or null where it is missing or damaged.</summary>
    public static string? ReadSealed(string path)
    {
        try
        {
            string content = File.ReadAllText(path);
            bool isWhole = content.Length > ContentHash.Length
                && content[ContentHash.Length] == '\n'
                && content.AsSpan(0, ContentHash.Length).SequenceEqual(ContentHash.OfBytes(Encoding.UTF8.GetBytes(content[(ContentHash.Length + 1)..])));
            return isWhole ? content[(ContentHash.Length + 1)..] : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string Beside(string path)
        => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}.part");
}
