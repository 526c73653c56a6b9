namespace Neuropil.Pipeline;

/// <summary>
/// Brings the outputs of a graph of units up to date, recomputing only what changed: a scheduler (when a unit's turn comes), a
/// rebuilder (whether it has to run) and a store (where results are kept).
/// </summary>
/// <remarks>Mokhov, Mitchell and Peyton Jones 2018, "Build systems à la carte": topological order, constructive traces.</remarks>
public sealed class PipelineRunner
{
    private readonly StatCache files;
    private readonly ArtifactStore store;
    private readonly Rebuilder rebuilder;
    private readonly Publisher publisher;

    /// <summary>A runner over a folder.</summary>
    /// <param name="artifactsFolder">Where the store and the newest results live; made where it is missing.</param>
    public PipelineRunner(string artifactsFolder)
    {
        ArtifactsFolder = Path.GetFullPath(artifactsFolder);
        string storeFolder = Path.Combine(ArtifactsFolder, "store");
        files = StatCache.Load(Path.Combine(storeFolder, "stat-cache"));
        store = new ArtifactStore(storeFolder, files);
        rebuilder = new Rebuilder(store);
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
        Telling telling = new(listener);
        files.IsParanoid = options.Paranoid;
        if (options.Explain)
        {
            return new RunReport(Scheduler.Run(needed, 1, (unit, dependencies) => telling.Finished(Explain(unit, dependencies))));
        }

        using StoreLock taken = StoreLock.Take(store.Folder, telling.Waiting, options.Cancellation);
        ClearScratch();
        Worker worker = new(store, files, options);
        IReadOnlyList<UnitResult> results = Scheduler.Run(needed, options.ThreadCount, (unit, dependencies)
            => telling.Finished(Bring(unit, dependencies, stages, options, worker, telling)));
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

    private UnitResult Bring(
        Unit unit,
        IReadOnlyDictionary<UnitId, UnitResult> dependencies,
        IReadOnlyCollection<string> stages,
        RunOptions options,
        Worker worker,
        Telling telling)
    {
        string[] broken = [.. dependencies.Values.Where(IsBroken).Select(result => result.Id.ToString())];
        if (options.Cancellation.IsCancellationRequested || broken.Length > 0)
        {
            string reason = options.Cancellation.IsCancellationRequested ? "stopped" : $"{string.Join(", ", broken)} did not end well";
            return new UnitResult { Id = unit.Id, Status = UnitStatus.Skipped, Reasons = [reason] };
        }

        IReadOnlyList<string> reasons = [];
        try
        {
            UnitInputs inputs = UnitInputs.Of(unit, dependencies, store, files);
            Decision decision = rebuilder.Decide(unit, UnitKey.Of(unit, inputs.Hashes));
            reasons = decision.Reasons;
            UnitRecord record = decision.Reusable ?? RunNow(inputs, decision);
            store.MarkLast(unit.Id, record.Key);
            publisher.Publish(unit, record.Outputs);
            return ResultOf(unit, decision.Reusable is null ? UnitStatus.Ran : UnitStatus.Reused, reasons, record);
        }
        catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
        {
            return new UnitResult { Id = unit.Id, Status = UnitStatus.Skipped, Reasons = ["stopped"] };
        }
        catch (Exception exception)
        {
            return new UnitResult { Id = unit.Id, Status = UnitStatus.Failed, Reasons = reasons, Error = exception };
        }

        UnitRecord RunNow(UnitInputs inputs, Decision decision)
        {
            if (options.Exclusive && !stages.Contains(unit.Id.Stage))
            {
                throw new InvalidOperationException(
                    $"{unit.Id} is out of date ({string.Join("; ", decision.Reasons)}), and only {string.Join(", ", stages)} may run. Run it first, or leave --exclusive out.");
            }

            telling.Started(unit.Id, decision.Reasons);
            return worker.Run(unit, decision.Key, inputs, telling.ProgressOf(unit.Id));
        }
    }

    private UnitResult Explain(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> dependencies)
    {
        string[] open = [.. dependencies.Values.Where(result => result.Status != UnitStatus.Reused).Select(result => result.Id.ToString())];
        if (open.Length > 0)
        {
            return new UnitResult { Id = unit.Id, Status = UnitStatus.Undecided, Reasons = [$"depends on {string.Join(", ", open)}"] };
        }

        try
        {
            UnitInputs inputs = UnitInputs.Of(unit, dependencies, store, files);
            Decision decision = rebuilder.Decide(unit, UnitKey.Of(unit, inputs.Hashes));
            return decision.Reusable is { } record
                ? ResultOf(unit, UnitStatus.Reused, [], record)
                : new UnitResult { Id = unit.Id, Status = UnitStatus.WouldRun, Reasons = decision.Reasons };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new UnitResult { Id = unit.Id, Status = UnitStatus.Failed, Error = exception };
        }
    }

    private static bool IsBroken(UnitResult result) => result.Status is UnitStatus.Failed or UnitStatus.Skipped;

    private static UnitResult ResultOf(Unit unit, UnitStatus status, IReadOnlyList<string> reasons, UnitRecord record) => new()
    {
        Id = unit.Id,
        Status = status,
        Reasons = reasons,
        Messages = record.Messages,
        Duration = status == UnitStatus.Ran ? record.Duration : TimeSpan.Zero,
        Outputs = record.Outputs,
    };
}
