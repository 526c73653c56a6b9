namespace Neuropil.Pipeline;

/// <summary>What became of a unit in a run.</summary>
public enum UnitStatus
{
    /// <summary>The outputs were in the store.</summary>
    Reused,

    /// <summary>The unit ran and its outputs are recorded.</summary>
    Ran,

    /// <summary>The unit failed; nothing of it is recorded.</summary>
    Failed,

    /// <summary>A unit that it depends on failed, or the run was stopped before its turn.</summary>
    Skipped,

    /// <summary>Explaining: the unit would run.</summary>
    WouldRun,

    /// <summary>Explaining: whether it would run shows only when what it depends on has run.</summary>
    Undecided,
}

/// <summary>What became of a unit, and why.</summary>
public sealed record UnitResult
{
    /// <summary>The unit.</summary>
    public required UnitId Id { get; init; }

    /// <summary>What became of it.</summary>
    public required UnitStatus Status { get; init; }

    /// <summary>Why it ran, would run or was passed over, field by field; empty where it was reused.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What the unit told: now, or when the reused result was made.</summary>
    public IReadOnlyList<UnitMessage> Messages { get; init; } = [];

    /// <summary>Why it failed; null otherwise.</summary>
    public Exception? Error { get; init; }

    /// <summary>How long the unit worked; zero where it was reused.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The content hash of each output by name, where the unit has a result.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the outputs came from the shared cache.</summary>
    public bool FromCache { get; init; }

    // Under which key the unit has its result; null where it has none.
    internal UnitKey? Key { get; init; }

    // How long the unit worked when its results were made, in this run or an earlier one.
    internal TimeSpan RecordedDuration { get; init; }

    /// <summary>One line: <c>embed[pv]: run, Neighbors 15 → 20</c>.</summary>
    public override string ToString() => Status switch
    {
        UnitStatus.Reused => $"{Id}: reuse{(FromCache ? ", from the shared cache" : "")}",
        UnitStatus.Ran => $"{Id}: run, {Because}",
        UnitStatus.Failed => $"{Id}: failed, {Error?.Message}",
        UnitStatus.Skipped => $"{Id}: skipped, {Because}",
        UnitStatus.WouldRun => $"{Id}: would run, {Because}",
        _ => $"{Id}: not known yet, {Because}",
    };

    private string Because => string.Join("; ", Reasons);
}
