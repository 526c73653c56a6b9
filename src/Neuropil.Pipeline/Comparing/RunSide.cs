namespace Neuropil.Pipeline;

/// <summary>One side of a comparison: a run in a folder of results, a run in the store, or a lock.</summary>
public sealed class RunSide
{
    private readonly Func<string, string, string?> find;

    private RunSide(string name, IReadOnlyDictionary<string, string>? tables, PublishedRun? run, ArtifactLock? expected, Func<string, string, string?> find)
    {
        Name = name;
        Tables = tables;
        Run = run;
        Lock = expected;
        this.find = find;
    }

    /// <summary>How the user called it.</summary>
    public string Name { get; }

    /// <summary>The user's tables with their content hashes; null where it does not tell.</summary>
    public IReadOnlyDictionary<string, string>? Tables { get; }

    internal PublishedRun? Run { get; }

    internal ArtifactLock? Lock { get; }

    /// <summary>Every result with its content hash, in the order of the graph: by path.</summary>
    public IReadOnlyDictionary<string, string> Files => field ??= Run?.Files ?? Lock!.Outputs.ToDictionary(output => output.Path, output => output.Hash, StringComparer.Ordinal);

    /// <summary>Where a result can be read; null where it is not at hand.</summary>
    public string? FileOf(string path) => Files.TryGetValue(path, out string? hash) ? find(path, hash) : null;

    internal string UnitOf(string path) => Run is not null
        ? Run.Units.First(unit => unit.Value.Outputs.ContainsKey(path)).Key
        : Lock!.Outputs.First(output => output.Path == path).Unit;

    /// <summary>Finds what a word means: a folder of results or its run.json; a lock; a study by name; a run of the store by the beginning of its name, <c>latest</c> or <c>previous</c>.</summary>
    /// <param name="word">The word.</param>
    /// <param name="path">The word as a path.</param>
    /// <param name="artifactsFolder">Where the store is.</param>
    /// <param name="study">The study that <c>latest</c> and <c>previous</c> are of; null: the default one.</param>
    /// <exception cref="ArgumentException">It means nothing; the message says what there is.</exception>
    public static RunSide Of(string word, string path, string artifactsFolder, string? study)
    {
        ArtifactStore store = new(PipelineRunner.StoreFolder(artifactsFolder), Disk.OfThisSystem);
        string folder = Path.GetFileName(path) == PublishedRun.FileName ? Path.GetDirectoryName(path)! : path;
        string? ofStudy = UnitGraph.CanHoldStudy(word) ? Path.Combine(artifactsFolder, word) : null;
        if (PublishedRun.In(folder) is { } shown)
        {
            return InFolder(word, folder, shown, store);
        }

        if (File.Exists(path))
        {
            ArtifactLock expected = ArtifactLock.Read(path);
            return new RunSide(word, expected.Tables, null, expected, (_, hash) => InStore(store, hash));
        }

        if (ofStudy is not null && PublishedRun.In(ofStudy) is { } other)
        {
            return InFolder(word, ofStudy, other, store);
        }

        IReadOnlyList<StoredRun> runs = store.History.Runs;
        StoredRun[] own = [.. runs.Where(run => run.Run.Study == study)];
        StoredRun? stored = word switch
        {
            "latest" => own.FirstOrDefault(),
            "previous" => own.Skip(1).FirstOrDefault(),
            _ => runs.Where(run => run.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray() is [StoredRun only] ? only : null,
        };
        return stored is not null
            ? new RunSide($"{word} ({stored.Name})", UserTables(stored.Run), stored.Run, null, (_, hash) => InStore(store, hash))
            : throw new ArgumentException(
                $"'{word}' is no run: expected a folder of results or its {PublishedRun.FileName}, a lock, the name of a study, latest, previous, or one of the runs in the store ({(runs.Count == 0 ? "there are none" : string.Join(", ", runs.Take(5).Select(run => run.Name)))}).");
    }

    // What lies among the results is no table of the user's.
    internal static IReadOnlyDictionary<string, string> UserTables(PublishedRun run)
        => run.Tables.Where(table => !table.Key.StartsWith("artifacts/", StringComparison.Ordinal)).ToDictionary(table => table.Key, table => table.Value, StringComparer.Ordinal);

    private static RunSide InFolder(string word, string folder, PublishedRun run, ArtifactStore store) => new(
        word,
        UserTables(run),
        run,
        null,
        (path, hash) => Path.Combine(folder, path) is var file && File.Exists(file) && ContentHash.OfFile(file) == hash ? file : InStore(store, hash));

    private static string? InStore(ArtifactStore store, string hash) => store.Holds(hash) ? store.ObjectPath(hash) : null;
}
