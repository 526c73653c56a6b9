namespace Neuropil.Hdbscan;

/// <summary>
/// The merges of a spanning tree by ascending weight, two groups at a time. Merges of equal weight that touch are one merge of many groups
/// (<see cref="ChildrenOf"/>): which of several minimum spanning trees it came from cannot be seen.
/// </summary>
/// <remarks>Nodes below <see cref="PointCount"/> are points, node <c>PointCount + m</c> is merge m.</remarks>
internal sealed class SingleLinkage
{
    private readonly PointWeights? pointWeights;
    private readonly double[] weights;

    private SingleLinkage(int pointCount, int[] left, int[] right, double[] distances, int[] sizes, PointWeights? pointWeights)
    {
        this.pointWeights = pointWeights;
        weights = pointWeights is null ? [] : new double[sizes.Length];
        PointCount = pointCount;
        Left = left;
        Right = right;
        Distances = distances;
        Sizes = sizes;
    }

    public int PointCount { get; }

    public int[] Left { get; }

    public int[] Right { get; }

    /// <summary>Ascending.</summary>
    public double[] Distances { get; }

    /// <summary>Points of each merge.</summary>
    public int[] Sizes { get; }

    public int MergeCount => Distances.Length;

    /// <param name="tree">The tree.</param>
    /// <param name="pointWeights">How many points each counts as; null: one.</param>
    public static SingleLinkage Of(MinimumSpanningTree tree, PointWeights? pointWeights)
    {
        int mergeCount = tree.EdgeCount;
        int pointCount = mergeCount + 1;
        DisjointSets sets = new(pointCount);
        int[] nodeOfSet = new int[pointCount];
        for (int point = 0; point < pointCount; point++)
        {
            nodeOfSet[point] = point;
        }

        int[] left = new int[mergeCount];
        int[] right = new int[mergeCount];
        int[] sizes = new int[mergeCount];
        for (int merge = 0; merge < mergeCount; merge++)
        {
            int one = sets.Find(tree.Lower[merge]);
            int other = sets.Find(tree.Higher[merge]);
            left[merge] = nodeOfSet[one];
            right[merge] = nodeOfSet[other];
            int joined = sets.Join(one, other);
            nodeOfSet[joined] = pointCount + merge;
            sizes[merge] = sets.SizeOf(joined);
        }

        SingleLinkage linkage = new(pointCount, left, right, tree.Weights, sizes, pointWeights);
        linkage.SumWeights();
        return linkage;
    }

    public int SizeOf(int node) => node < PointCount ? 1 : Sizes[node - PointCount];

    /// <summary>How many points a node counts as.</summary>
    public double WeightOf(int node)
        => pointWeights is null ? SizeOf(node) : node < PointCount ? pointWeights.Weights[node] : weights[node - PointCount];

    /// <summary>Whether a node is a group of at least a size just below a distance: a point of some weight is one from its core distance on.</summary>
    public bool IsLarge(int node, double distance, double least)
        => node >= PointCount
            ? WeightOf(node) >= least
            : pointWeights is not null && pointWeights.Weights[node] >= least && pointWeights.Cores[node] < distance;

    /// <summary>The distance at which a point of some weight is no group any more.</summary>
    public double CoreOf(int point) => pointWeights!.Cores[point];

    private void SumWeights()
    {
        for (int merge = 0; merge < weights.Length; merge++)
        {
            weights[merge] = WeightOf(Left[merge]) + WeightOf(Right[merge]);
        }
    }

    /// <summary>
    /// The groups that a merge joins: its own two, where one of these was made at the same distance the groups of that one, and so on.
    /// </summary>
    /// <param name="merge">A merge that is not itself part of a larger one at its distance.</param>
    /// <param name="children">Receives the nodes.</param>
    /// <param name="pending">Room to work in; empty before and after.</param>
    /// <param name="absorbed">Told of each merge that is part of this one.</param>
    public void ChildrenOf(int merge, List<int> children, Stack<int> pending, Action<int>? absorbed)
    {
        children.Clear();
        double distance = Distances[merge];
        pending.Push(Right[merge]);
        pending.Push(Left[merge]);
        while (pending.TryPop(out int node))
        {
            if (node < PointCount || Distances[node - PointCount] != distance)
            {
                children.Add(node);
                continue;
            }

            absorbed?.Invoke(node - PointCount);
            pending.Push(Right[node - PointCount]);
            pending.Push(Left[node - PointCount]);
        }
    }
}
