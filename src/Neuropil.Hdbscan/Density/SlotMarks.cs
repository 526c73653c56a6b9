namespace Neuropil.Hdbscan;

[Flags]
internal enum SlotMarks : byte
{
    None = 0,

    /// <summary>No neighbour of the list lies in another component.</summary>
    ListUsedUp = 1,

    /// <summary>The candidate is the least edge of the slot that leaves its component.</summary>
    Resolved = 2,

    /// <summary>Equal to a point of lower row, which stands for it.</summary>
    Copy = 4,
}
