namespace Neuropil.Pipeline;

/// <summary>What a run did, unit by unit, in the order of the graph.</summary>
/// <param name="Units">Every unit that was asked for, and those it depends on.</param>
/// <param name="Publication">What became of the published results.</param>
public sealed record RunReport(IReadOnlyList<UnitResult> Units, Publication Publication)
{
    /// <summary>What was wrong with the store and was put right.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>What was wrong with the shared cache, in one line; null where nothing was.</summary>
    public string? CacheTold { get; init; }

    /// <summary>Whether nothing failed and nothing was passed over.</summary>
    public bool Succeeded => Publication.Error is null && Units.All(unit => unit.Status is not (UnitStatus.Failed or UnitStatus.Skipped));

    /// <summary>The units that failed.</summary>
    public IEnumerable<UnitResult> Failed => Units.Where(unit => unit.Status == UnitStatus.Failed);

    /// <summary>How many units came to an end in this way.</summary>
    public int Count(UnitStatus status) => Units.Count(unit => unit.Status == status);
}
