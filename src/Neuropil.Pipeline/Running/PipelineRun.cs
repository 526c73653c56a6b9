namespace Neuropil.Pipeline;

/// <summary>One run of a graph: what is done with each unit when its turn comes.</summary>
internal sealed class PipelineRun(
    ArtifactStore store,
    IReadOnlyDictionary<UnitId, IReadOnlyList<CodePart>> code,
    IReadOnlyCollection<string> stages,
    RunOptions options,
    Telling telling,
    IExecutor? executor,
    SharedCache? cache)
{
    private readonly Rebuilder rebuilder = new(store);

    /// <summary>Brings a unit to its end: reuses its results or runs it.</summary>
    public async Task<UnitResult> Bring(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> dependencies)
    {
        string[] broken = [.. dependencies.Values.Where(IsBroken).Select(result => result.Id.ToString())];
        if (options.Cancellation.IsCancellationRequested || broken.Length > 0)
        {
            string reason = options.Cancellation.IsCancellationRequested ? "stopped" : $"{string.Join(", ", broken)} did not end well";
            return telling.Finished(new UnitResult { Id = unit.Id, Status = UnitStatus.Skipped, Reasons = [reason] });
        }

        IReadOnlyList<string> reasons = [];
        UnitKey? key = null;
        try
        {
            (UnitInputs inputs, Decision decision) = Decide(unit, dependencies);
            (key, reasons) = (decision.Key, decision.Reasons);
            UnitRecord? fetched = decision.Reusable is null ? cache?.Find(unit, decision.Key) : null;
            UnitRecord record = decision.Reusable ?? fetched ?? await RunNow(unit, inputs, decision).ConfigureAwait(false);
            store.MarkLast(unit.Id, record);
            store.Failures.Clear(unit.Id);
            if (fetched is not null)
            {
                return telling.Finished(ResultOf(unit, UnitStatus.Reused, [], decision.Key, record) with { FromCache = true });
            }

            cache?.Offer(decision.Key, record);
            return telling.Finished(ResultOf(unit, decision.Reusable is null ? UnitStatus.Ran : UnitStatus.Reused, reasons, decision.Key, record));
        }
        catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
        {
            return telling.Finished(new UnitResult { Id = unit.Id, Status = UnitStatus.Skipped, Reasons = ["stopped"] });
        }
        catch (Exception exception)
        {
            Exception shown = Shown(exception, unit);
            if (key is not null && exception is not DamagedObjectException)
            {
                store.Failures.Set(unit.Id, key, shown.Message);
            }

            return telling.Finished(new UnitResult { Id = unit.Id, Status = UnitStatus.Failed, Reasons = reasons, Error = shown });
        }
    }

    /// <summary>Says what would be done with a unit, and does nothing.</summary>
    public Task<UnitResult> Explain(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> dependencies) => Task.FromResult(Explained(unit, dependencies));

    private UnitResult Explained(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> dependencies)
    {
        string[] open = [.. dependencies.Values.Where(result => result.Status != UnitStatus.Reused).Select(result => result.Id.ToString())];
        if (open.Length > 0)
        {
            return telling.Finished(new UnitResult { Id = unit.Id, Status = UnitStatus.Undecided, Reasons = [$"depends on {string.Join(", ", open)}"] });
        }

        try
        {
            (_, Decision decision) = Decide(unit, dependencies);
            return telling.Finished(decision.Reusable is { } record
                ? ResultOf(unit, UnitStatus.Reused, [], decision.Key, record)
                : new UnitResult { Id = unit.Id, Status = UnitStatus.WouldRun, Reasons = decision.Reasons, Key = decision.Key });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return telling.Finished(new UnitResult { Id = unit.Id, Status = UnitStatus.Failed, Error = exception });
        }
    }

    /// <summary>The results of a unit that was not asked for, where they still hold; null where it would have to run.</summary>
    public UnitResult? Holding(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> results)
    {
        if (!unit.Dependencies.All(results.ContainsKey))
        {
            return null;
        }

        try
        {
            Decision decision = Decide(unit, results).Decision;
            return decision.Reusable is { } record ? ResultOf(unit, UnitStatus.Reused, [], decision.Key, record) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Exception Shown(Exception exception, Unit unit)
        => StorageError.IsNoSpace(exception) ? StorageError.Of(exception, store.Folder) : MessageText.Shown(exception, unit);

    private (UnitInputs Inputs, Decision Decision) Decide(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> dependencies)
    {
        UnitInputs inputs = UnitInputs.Of(unit, dependencies, store);
        return (inputs, rebuilder.Decide(unit, UnitKey.Of(unit, inputs.Hashes, code[unit.Id])));
    }

    private Task<UnitRecord> RunNow(Unit unit, UnitInputs inputs, Decision decision)
    {
        if (options.Exclusive && !stages.Contains(unit.Id.Stage))
        {
            throw new InvalidOperationException(
                $"{unit.Id} is out of date ({string.Join("; ", decision.Reasons)}), and only {string.Join(", ", stages)} may run. Run it first, or leave --exclusive out.");
        }

        telling.Started(unit.Id, decision.Reasons);
        return executor!.Run(unit, decision.Key, inputs, telling.ProgressOf(unit.Id));
    }

    private static bool IsBroken(UnitResult result) => result.Status is UnitStatus.Failed or UnitStatus.Skipped;

    private static UnitResult ResultOf(Unit unit, UnitStatus status, IReadOnlyList<string> reasons, UnitKey key, UnitRecord record) => new()
    {
        Id = unit.Id,
        Status = status,
        Reasons = reasons,
        Messages = [.. record.Messages.Select(message => MessageText.Shown(message, unit))],
        Duration = status == UnitStatus.Ran ? record.Duration : TimeSpan.Zero,
        Key = key,
        RecordedDuration = record.Duration,
        Outputs = record.Outputs,
    };
}
