namespace Neuropil.Pipeline;

/// <summary>The name of a unit: a stage, and the group it works on where the stage works by group. Prints <c>embed[pv]</c> or <c>ingest</c>.</summary>
/// <param name="Stage">The stage, lower case: letters, digits and hyphens.</param>
/// <param name="Group">The group, or null where the stage has but one unit.</param>
public sealed record UnitId(string Stage, string? Group = null)
{
    /// <inheritdoc />
    public override string ToString() => Group is null ? Stage : $"{Stage}[{Group}]";
}
