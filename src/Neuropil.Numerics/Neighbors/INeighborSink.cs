namespace Neuropil.Numerics;

/// <summary>Is told the neighbours of each point of a tree, from several threads at once.</summary>
internal interface INeighborSink
{
    /// <param name="slot">The point's place in the tree.</param>
    /// <param name="otherSlots">The places of the nearest but its own, nearest first, ties by lower row.</param>
    /// <param name="otherDistances">Their distances.</param>
    void Accept(int slot, ReadOnlySpan<int> otherSlots, ReadOnlySpan<double> otherDistances);
}
