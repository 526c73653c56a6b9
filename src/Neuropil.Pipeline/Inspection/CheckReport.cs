namespace Neuropil.Pipeline;

/// <summary>What a look at every file of a store found.</summary>
/// <param name="Sound">How many contents and records are as they should be.</param>
/// <param name="Healed">What was put right, a line each.</param>
/// <param name="Damaged">What was damaged and could not be put right: it is moved aside, counts as missing, and is made again when it is needed.</param>
/// <param name="Missing">What a record refers to and is not there.</param>
/// <param name="Foreign">Files that are none of the store's; they are left where they are.</param>
public sealed record CheckReport(int Sound, IReadOnlyList<string> Healed, IReadOnlyList<string> Damaged, IReadOnlyList<string> Missing, IReadOnlyList<string> Foreign)
{
    /// <summary>Whether nothing is lost: what was found could be put right.</summary>
    public bool IsWhole => Damaged.Count + Missing.Count == 0;
}
