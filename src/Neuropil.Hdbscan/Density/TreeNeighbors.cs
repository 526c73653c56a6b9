namespace Neuropil.Hdbscan;

/// <summary>The nearest others of each slot of a k-d tree: the first few of them as a list, and the core distance.</summary>
internal sealed class TreeNeighbors : INeighborSink
{
    private readonly int[] neighborSlots;
    private readonly double[] neighborDistances;
    private readonly double[] farthest;

    private TreeNeighbors(KdTree tree, int neighborCount, int keptCount)
    {
        Tree = tree;
        NeighborCount = neighborCount;
        KeptCount = keptCount;
        neighborSlots = new int[(long)tree.PointCount * keptCount];
        neighborDistances = new double[(long)tree.PointCount * keptCount];
        farthest = keptCount < neighborCount ? new double[tree.PointCount] : [];
    }

    public KdTree Tree { get; }

    /// <summary>Neighbours that were found a slot.</summary>
    public int NeighborCount { get; }

    /// <summary>The first of them, that are kept.</summary>
    public int KeptCount { get; }

    /// <summary>Finds them.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="minSamples">The largest number of neighbours a core distance is wanted for, below the number of points.</param>
    /// <param name="mostKept">Neighbours to keep of each slot, at most.</param>
    /// <param name="metric">One the tree serves.</param>
    /// <param name="execution">Threads, cancellation.</param>
    public static TreeNeighbors Of(KdTree tree, int minSamples, int mostKept, Metric metric, Execution execution)
    {
        // One more than a core distance needs: if it is farther, the list holds all that are as near.
        int neighborCount = Math.Min(minSamples + 1, tree.PointCount - 1);
        int kept = Math.Min(neighborCount, mostKept);
        TreeNeighbors neighbors = new(tree, kept < neighborCount ? minSamples : neighborCount, kept);
        tree.EachNeighbors(neighbors.NeighborCount, metric, neighbors, execution);
        return neighbors;
    }

    public void Accept(int slot, ReadOnlySpan<int> otherSlots, ReadOnlySpan<double> otherDistances)
    {
        otherSlots[..KeptCount].CopyTo(neighborSlots.AsSpan(slot * KeptCount));
        otherDistances[..KeptCount].CopyTo(neighborDistances.AsSpan(slot * KeptCount));
        if (KeptCount < NeighborCount)
        {
            farthest[slot] = otherDistances[^1];
        }
    }

    /// <summary>The nearest others of a slot, slots too, ascending by distance.</summary>
    public ReadOnlySpan<int> Slots(int slot) => neighborSlots.AsSpan(slot * KeptCount, KeptCount);

    /// <summary>Their distances.</summary>
    public ReadOnlySpan<double> Distances(int slot) => neighborDistances.AsSpan(slot * KeptCount, KeptCount);

    /// <summary>The distance to the minSamples-th nearest other.</summary>
    public double Core(int slot, int minSamples)
        => minSamples == 0 ? 0 : minSamples <= KeptCount ? Distances(slot)[minSamples - 1] : farthest[slot];
}
