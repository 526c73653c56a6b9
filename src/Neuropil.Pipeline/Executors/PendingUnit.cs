namespace Neuropil.Pipeline;

/// <summary>A unit that waits for its record.</summary>
internal sealed class PendingUnit(Unit unit, UnitKey key, UnitInputs inputs, IProgress<(string Step, double Fraction)> progress)
{
    private readonly TaskCompletionSource<UnitRecord> ending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Unit Unit => unit;

    public string KeyHash => key.Hash;

    public Task<UnitRecord> Ending => ending.Task;

    public bool IsEnded => ending.Task.IsCompleted;

    /// <summary>How many jobs have begun it and ended without its record.</summary>
    public int FailedTries { get; set; }

    /// <summary>The least time to ask for: what was asked for was not enough.</summary>
    public TimeSpan LeastTime { get; set; }

    /// <summary>The least memory to ask for, in MB: what was asked for was not enough.</summary>
    public int LeastMegabytes { get; set; }

    public JobOrder OrderIn(int part) => new(part, unit.Id.ToString(), key.Hash, unit.ArtifactInputs.ToDictionary(input => input.Name, input => inputs.Hashes[input.Name], StringComparer.Ordinal));

    public void Report(string step) => progress.Report((step, 0));

    public void Complete(UnitRecord record) => ending.TrySetResult(record);

    public void Fail(Exception exception) => ending.TrySetException(exception);

    public void Stop() => ending.TrySetCanceled();
}
