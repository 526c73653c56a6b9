using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>
/// Parts of the store that became something else: a folder, a pipe, a link to nowhere, a file that may not be read. They are moved into
/// <c>damaged/</c>, told once, and count as missing.
/// </summary>
internal sealed class DamagedParts(IDisk disk, string storeFolder)
{
    private readonly string folder = Path.Combine(storeFolder, "damaged");
    private readonly List<string> told = [];

    /// <summary>What was moved aside, in words.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            lock (told)
            {
                return [.. told];
            }
        }
    }

    /// <summary>Whether anything has this name: a file, a folder, a link to nowhere, a device.</summary>
    public static bool IsThere(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileInfo(path).LinkTarget is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Whether a folder is one of the store's parts.</summary>
    public bool Owns(string path) => path.StartsWith(storeFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Moves something into <c>damaged/</c>, the store itself beside its place.</summary>
    /// <exception cref="IOException">It cannot be moved; the message says what to do.</exception>
    public void MoveAside(string path)
    {
        lock (told)
        {
            bool isStore = path == storeFolder || path == folder || storeFolder.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            string place = isStore ? FreePlace(path + ".damaged") : FreePlace(Path.Combine(folder, Path.GetFileName(path)));
            try
            {
                if (!isStore)
                {
                    disk.CreateFolder(folder);
                }

                disk.Move(path, place);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"{path} is no file or folder of a build and cannot be moved aside: {exception.Message} Remove it, then run again.", exception);
            }

            told.Add($"{path} was damaged; it is now {place}, and counts as missing.");
        }
    }

    private static string FreePlace(string wanted)
    {
        string place = wanted;
        for (int number = 2; IsThere(place); number++)
        {
            place = string.Create(CultureInfo.InvariantCulture, $"{wanted}.{number}");
        }

        return place;
    }
}
