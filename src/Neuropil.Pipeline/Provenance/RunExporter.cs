namespace Neuropil.Pipeline;

/// <summary>Puts a shown run into a folder that stands alone: tables, results, their lock, and the crate that tells of them.</summary>
public static class RunExporter
{
    /// <summary>Exports.</summary>
    /// <param name="graph">Every unit of the study.</param>
    /// <param name="resultsFolder">Where the run is shown.</param>
    /// <param name="artifactsFolder">Where the store is.</param>
    /// <param name="placeOf">Gives the place of a table in the export by its full path.</param>
    /// <param name="target">The folder; it is there.</param>
    /// <param name="lockPath">Where the lock goes, below the folder.</param>
    /// <param name="crate">What else is in it.</param>
    /// <returns>How many results were exported.</returns>
    /// <exception cref="FileNotFoundException">No run is shown.</exception>
    /// <exception cref="InvalidDataException">A table, a parameter or a result is not what the run was of.</exception>
    public static int Export(
        IReadOnlyList<Unit> graph, string resultsFolder, string artifactsFolder, Func<string, string> placeOf, string target, string lockPath, CrateDescription crate)
    {
        ArgumentNullException.ThrowIfNull(placeOf);
        ArgumentNullException.ThrowIfNull(crate);
        PublishedRun run = PublishedRun.In(resultsFolder)
            ?? throw new FileNotFoundException($"{resultsFolder} shows no run: --target=Predict makes one.", Path.Combine(resultsFolder, PublishedRun.FileName));
        Dictionary<string, string> places = [];
        string root = Path.GetDirectoryName(Path.GetFullPath(artifactsFolder))!;
        foreach ((string table, string hash) in RunSide.UserTables(run))
        {
            string source = Path.GetFullPath(table, root);
            string place = placeOf(source);
            CopySound(source, Path.Combine(target, place), hash, "Run the study again, then export.");
            places[table] = place;
        }

        foreach ((string path, string hash) in run.Files)
        {
            CopySound(Path.Combine(resultsFolder, path), Path.Combine(target, crate.Results, path), hash, "Run the study again, then export.");
        }

        File.Copy(Path.Combine(resultsFolder, PublishedRun.FileName), Path.Combine(target, crate.Results, PublishedRun.FileName), overwrite: true);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, lockPath))!);
        ArtifactLock.OfShown(graph, run, resultsFolder).Write(Path.Combine(target, lockPath));
        ArtifactStore store = new(PipelineRunner.StoreFolder(artifactsFolder), Disk.OfThisSystem);
        DateTime ended = store.History.Runs.FirstOrDefault(stored => stored.Run.IsSameAs(run))?.Published ?? File.GetLastWriteTimeUtc(Path.Combine(resultsFolder, PublishedRun.FileName));
        File.WriteAllText(Path.Combine(target, RunCrate.FileName), RunCrate.Of(run, ended, places, crate));
        return run.Files.Count;
    }

    private static void CopySound(string source, string place, string hash, string remedy)
    {
        if (!File.Exists(source))
        {
            throw new InvalidDataException($"{source}, which the run is of, is gone. {remedy}");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Copy(source, place, overwrite: true);
        if (ContentHash.OfFile(place) != hash)
        {
            throw new InvalidDataException($"{source} is not what the run is of any more. {remedy}");
        }
    }
}
