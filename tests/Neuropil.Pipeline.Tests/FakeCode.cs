namespace Neuropil.Pipeline.Tests;

/// <summary>Code with whatever identity a test wants, for the units of some stages.</summary>
internal sealed class FakeCode(string assembly, string identity, params string[] stages) : IUnitCode
{
    public IReadOnlyDictionary<UnitId, IReadOnlyList<CodePart>> Of(IReadOnlyList<Unit> units) => units.ToDictionary(
        unit => unit.Id,
        unit => (IReadOnlyList<CodePart>)(stages.Contains(unit.Id.Stage) ? [new CodePart(assembly, identity)] : []));
}
