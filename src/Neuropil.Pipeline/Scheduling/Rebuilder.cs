namespace Neuropil.Pipeline;

/// <summary>What is to be done with a unit.</summary>
/// <param name="Key">The unit's key.</param>
/// <param name="Reusable">The record whose outputs stand for a run; null where the unit has to run.</param>
/// <param name="Reasons">Why it has to run.</param>
internal sealed record Decision(UnitKey Key, UnitRecord? Reusable, IReadOnlyList<string> Reasons);

/// <summary>
/// Whether a unit has to run: only if the store has no undamaged outputs under its key. An input that changed and changed back
/// finds the old results again; an output that came out the same leaves the keys of its dependants as they were.
/// </summary>
internal sealed class Rebuilder(ArtifactStore store)
{
    public Decision Decide(Unit unit, UnitKey key)
    {
        UnitRecord? record = store.Find(unit.Id, key.Hash);
        if (record is null)
        {
            return new Decision(key, null, WhyNew(unit, key));
        }

        string[] lost = [.. record.Outputs.Where(output => !store.Holds(output.Value)).Select(output => output.Key)];
        return lost.Length == 0
            ? new Decision(key, record, [])
            : new Decision(key, null, [.. lost.Select(output => $"stored output {output} missing or damaged")]);
    }

    private IReadOnlyList<string> WhyNew(Unit unit, UnitKey key)
    {
        if (store.LastKeyOf(unit.Id) is not { } last)
        {
            return ["first run"];
        }

        IReadOnlyList<string> differences = KeyDifference.Between(last, key);
        return differences.Count > 0 ? differences : ["its record was lost"];
    }
}
