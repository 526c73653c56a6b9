namespace Neuropil.Pipeline;

/// <summary>
/// Shows one run's results under their readable names. The new ones are prepared whole beside the old (<c>.next/</c>), then take their
/// place folder by folder. <c>run.json</c> goes first and comes last: where it is, everything is of one run. What was begun and could not
/// be ended is ended by the next build.
/// </summary>
internal sealed class Publisher(string folder, ArtifactStore store)
{
    private const string SwapFile = "swap";
    private const string In = "in  ";
    private const string Out = "out ";
    private readonly string next = Path.Combine(folder, ".next");
    private readonly string old = Path.Combine(folder, ".old");

    /// <summary>The run that the folder shows; null where it shows none.</summary>
    public PublishedRun? Current => PublishedRun.In(folder);

    /// <summary>Ends what a build that was killed had begun.</summary>
    public void Recover()
    {
        if (SealedText.Read(Path.Combine(next, SwapFile)) is { } swap)
        {
            Swap(swap.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Clear();
    }

    /// <summary>Whether the folder shows this run, every file as it should be.</summary>
    public bool Shows(PublishedRun run, PublishedRun? current) => current is not null && current.IsSameAs(run) && run.Files.All(file => IsAsItShouldBe(file.Key, file.Value));

    /// <summary>Shows a run.</summary>
    /// <exception cref="DamagedObjectException">A stored content is damaged; nothing has changed.</exception>
    /// <exception cref="IOException">The disk refused; what was shown is shown still.</exception>
    public void Show(PublishedRun run, PublishedRun? current, TimeSpan duration)
    {
        ILookup<string, string> before = (current?.Files.Keys ?? []).ToLookup(EntryOf, StringComparer.Ordinal);
        ILookup<string, string> now = run.Files.Keys.ToLookup(EntryOf, StringComparer.Ordinal);
        string[] entries = [.. before.Select(entry => entry.Key).Union(now.Select(entry => entry.Key)).Where(entry => !IsSame(entry))];
        Clear();
        string[] swap;
        try
        {
            swap = PrepareAll();
        }
        catch
        {
            ClearQuietly();
            throw;
        }

        try
        {
            Swap(swap);
        }
        catch
        {
            SwapBack(swap);
            throw;
        }

        Clear();

        string[] PrepareAll()
        {
            store.Files.CreateFolder(next);
            foreach (string path in entries.SelectMany(entry => now[entry]))
            {
                Prepare(path, run.Files[path]);
            }

            foreach (string path in current is null ? [] : entries.SelectMany(OthersIn))
            {
                store.Files.Copy(Path.Combine(folder, path), Path.Combine(next, path));
            }

            store.Files.WriteText(Path.Combine(next, PublishedRun.FileName), run.ToJson(duration));
            string[] moves = [.. entries.Prepend(PublishedRun.FileName).Select(entry => (DamagedParts.IsThere(Path.Combine(next, entry)) ? In : Out) + entry)];
            store.Files.FlushFolders();
            store.Files.WriteSealed(Path.Combine(next, SwapFile), string.Join('\n', moves), store.ScratchFolder);
            store.Files.FlushFolders();
            return moves;
        }

        bool IsSame(string entry) => before[entry].Order(StringComparer.Ordinal).SequenceEqual(now[entry].Order(StringComparer.Ordinal))
            && now[entry].All(path => current!.Files[path] == run.Files[path] && IsAsItShouldBe(path, run.Files[path]));

        // What somebody else put into a folder of results is theirs: it moves along.
        IEnumerable<string> OthersIn(string entry) => Directory.Exists(Path.Combine(folder, entry))
            ? Directory.EnumerateFiles(Path.Combine(folder, entry), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path => !current.Files.ContainsKey(path) && !run.Files.ContainsKey(path))
            : [];
    }

    private static string EntryOf(string path) => path.Split('/')[0];

    private bool IsAsItShouldBe(string path, string hash)
    {
        try
        {
            return store.Stats.HashOf(Path.Combine(folder, path)) == hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Prepare(string path, string hash)
    {
        if (!store.Holds(hash) || store.Files.Copy(store.ObjectPath(hash), Path.Combine(next, path)) != hash)
        {
            store.Stats.Forget(store.ObjectPath(hash));
            throw new DamagedObjectException(path);
        }
    }

    // All that was goes, then all that is new comes, the run's own file first and last. Done again, it goes on where it was: an entry
    // that comes and is not among the prepared any more has come.
    private void Swap(string[] entries)
    {
        store.Files.CreateFolder(old);
        foreach (string entry in entries)
        {
            string name = entry[In.Length..];
            bool hasCome = entry.StartsWith(In, StringComparison.Ordinal) && !DamagedParts.IsThere(Path.Combine(next, name));
            if (!hasCome && DamagedParts.IsThere(Path.Combine(folder, name)))
            {
                store.Files.Move(Path.Combine(folder, name), Path.Combine(old, name));
            }
        }

        store.Files.FlushFolders();
        foreach (string name in entries.Reverse().Select(entry => entry[In.Length..]))
        {
            if (DamagedParts.IsThere(Path.Combine(next, name)))
            {
                store.Files.Move(Path.Combine(next, name), Path.Combine(folder, name));
            }
        }

        store.Files.FlushFolders();
    }

    private void SwapBack(string[] entries)
    {
        try
        {
            foreach (string entry in entries.Reverse())
            {
                string name = entry[In.Length..];
                bool hasCome = entry.StartsWith(In, StringComparison.Ordinal) && !DamagedParts.IsThere(Path.Combine(next, name));
                if (hasCome && DamagedParts.IsThere(Path.Combine(folder, name)))
                {
                    store.Files.Move(Path.Combine(folder, name), Path.Combine(next, name));
                }

                if (DamagedParts.IsThere(Path.Combine(old, name)))
                {
                    store.Files.Move(Path.Combine(old, name), Path.Combine(folder, name));
                }
            }

            Clear();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is prepared is whole: the next build ends the change.
        }
    }

    private void Clear()
    {
        Remove(Path.Combine(next, SwapFile));
        Remove(next);
        Remove(old);
    }

    private void ClearQuietly()
    {
        try
        {
            Clear();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next build clears it.
        }
    }

    private void Remove(string path)
    {
        if (DamagedParts.IsThere(path))
        {
            store.Files.Disk.Delete(path);
        }
    }
}
