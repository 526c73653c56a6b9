namespace Neuropil.Pipeline;

/// <summary>Tells which code decides the results of units.</summary>
internal interface IUnitCode
{
    /// <summary>The code that each unit's functions can reach, by assembly.</summary>
    IReadOnlyDictionary<UnitId, IReadOnlyList<CodePart>> Of(IReadOnlyList<Unit> units);
}
