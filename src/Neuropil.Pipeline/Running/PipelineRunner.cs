namespace Neuropil.Pipeline;

/// <summary>
/// Brings the outputs of a graph of units up to date, recomputing only what changed: a scheduler (when a unit's turn comes), a
/// rebuilder (whether it has to run) and a store (where results are kept).
/// </summary>
/// <remarks>Mokhov, Mitchell and Peyton Jones 2018, "Build systems à la carte": topological order, constructive traces.</remarks>
public sealed class PipelineRunner
{
    private readonly IUnitCode code;
    private readonly StatCache files;
    private readonly ArtifactStore store;
    private readonly Publisher publisher;

    /// <summary>A runner over a folder.</summary>
    /// <param name="artifactsFolder">Where the store and the newest results live; made where it is missing.</param>
    public PipelineRunner(string artifactsFolder)
        : this(artifactsFolder, ReachedCode.OfThisProgram)
    {
    }

    internal PipelineRunner(string artifactsFolder, IUnitCode code)
    {
        this.code = code;
        ArtifactsFolder = Path.GetFullPath(artifactsFolder);
        string storeFolder = Path.Combine(ArtifactsFolder, "store");
        files = StatCache.Load(Path.Combine(storeFolder, "stat-cache"));
        store = new ArtifactStore(storeFolder, files);
        publisher = new Publisher(ArtifactsFolder, store, files);
    }

    /// <summary>Where the store and the newest results live.</summary>
    public string ArtifactsFolder { get; }

    internal ArtifactStore Store => store;

    /// <summary>Runs the units of the named stages and all that they depend on. A unit that fails takes its dependants with it; the others end.</summary>
    /// <param name="graph">Every unit.</param>
    /// <param name="stages">The stages that are wanted.</param>
    /// <param name="options">How to run.</param>
    /// <param name="listener">Hears what is done.</param>
    /// <exception cref="ArgumentException">The graph does not hold together, or a stage is not in it.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped. What had been finished is kept.</exception>
    public RunReport Run(IReadOnlyList<Unit> graph, IReadOnlyCollection<string> stages, RunOptions options, IRunListener listener)
    {
        IReadOnlyList<Unit> needed = new UnitGraph(graph).NeededFor(stages);
        files.IsParanoid = options.Paranoid;
        PipelineRun run = new(store, files, code.Of(needed), stages, options, new Telling(listener));
        if (options.Explain)
        {
            return new RunReport(Scheduler.Run(needed, 1, run.Explain));
        }

        using StoreLock taken = StoreLock.Take(store.Folder, listener.Waiting, options.Cancellation);
        ClearScratch();
        IReadOnlyList<UnitResult> results = Scheduler.Run(needed, options.ThreadCount, run.Bring);
        foreach ((Unit unit, UnitResult result) in needed.Zip(results).Where(pair => pair.Second.Status is UnitStatus.Ran or UnitStatus.Reused))
        {
            publisher.Publish(unit, result.Outputs);
        }

        files.Save(store.StatCachePath, store.ScratchFolder);
        options.Cancellation.ThrowIfCancellationRequested();
        return new RunReport(results);
    }

    // Whoever holds the lock is alone: what lies in the scratch folder was left by a build that was killed.
    private void ClearScratch()
    {
        if (Directory.Exists(store.ScratchFolder))
        {
            Directory.Delete(store.ScratchFolder, recursive: true);
        }
    }
}
