namespace Neuropil.Pipeline;

/// <summary>What a run did, unit by unit, in the order of the graph.</summary>
/// <param name="Units">Every unit that was asked for, and those it depends on.</param>
public sealed record RunReport(IReadOnlyList<UnitResult> Units)
{
    /// <summary>Whether nothing failed and nothing was passed over.</summary>
    public bool Succeeded => Units.All(unit => unit.Status is not (UnitStatus.Failed or UnitStatus.Skipped));

    /// <summary>The units that failed.</summary>
    public IEnumerable<UnitResult> Failed => Units.Where(unit => unit.Status == UnitStatus.Failed);

    /// <summary>How many units came to an end in this way.</summary>
    public int Count(UnitStatus status) => Units.Count(unit => unit.Status == status);
}
