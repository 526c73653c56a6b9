namespace Neuropil.Hdbscan;

/// <summary>For each node of the tree what the search of a round needs to leave it out.</summary>
internal sealed class NodeSummaries
{
    private const int Mixed = -1;
    private const int LeavesPerBlock = 512;
    private readonly BoruvkaState state;
    private readonly ComponentEdges edges;
    private readonly KdTree tree;

    public NodeSummaries(BoruvkaState state, ComponentEdges edges)
    {
        this.state = state;
        this.edges = edges;
        tree = state.Tree;
        Components = new int[2 * tree.LeafCount];
        Bounds = new double[2 * tree.LeafCount];
        LeastCores = new double[2 * tree.LeafCount];
        Components.AsSpan().Fill(Mixed);
        LeastCores.AsSpan().Fill(double.PositiveInfinity);
        for (int leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            for (int slot = tree.FirstSlotOfLeaf(leaf); slot < tree.FirstSlotOfLeaf(leaf + 1); slot++)
            {
                LeastCores[tree.LeafCount + leaf] = Math.Min(LeastCores[tree.LeafCount + leaf], state.Cores[slot]);
            }
        }

        for (int node = tree.LeafCount - 1; node >= 1; node--)
        {
            LeastCores[node] = Math.Min(LeastCores[2 * node], LeastCores[(2 * node) + 1]);
        }
    }

    /// <summary>The component of all points of a node; negative: they are of several.</summary>
    public int[] Components { get; }

    /// <summary>The largest weight of its points' components' edges, of those that have to be searched from; negative: none has to.</summary>
    public double[] Bounds { get; }

    /// <summary>The least core distance of its points.</summary>
    public double[] LeastCores { get; }

    /// <summary>Brings components and bounds up to date.</summary>
    public void Update(Execution execution)
    {
        Blocks.For(tree.LeafCount, LeavesPerBlock, execution, (start, end) =>
        {
            for (int leaf = start; leaf < end; leaf++)
            {
                UpdateLeaf(leaf);
            }
        });
        for (int node = tree.LeafCount - 1; node >= 1; node--)
        {
            int left = Components[2 * node];
            Components[node] = left == Components[(2 * node) + 1] ? left : Mixed;
            Bounds[node] = Math.Max(Bounds[2 * node], Bounds[(2 * node) + 1]);
        }
    }

    private void UpdateLeaf(int leaf)
    {
        int first = tree.FirstSlotOfLeaf(leaf);
        int component = state.Components[first];
        double bound = -1;
        for (int slot = first; slot < tree.FirstSlotOfLeaf(leaf + 1); slot++)
        {
            int own = state.Components[slot];
            component = own == component ? component : Mixed;
            double weight = edges.WeightOf(own);
            if (weight > bound && state.IsActive(slot, weight))
            {
                bound = weight;
            }
        }

        Components[tree.LeafCount + leaf] = component;
        Bounds[tree.LeafCount + leaf] = bound;
    }
}
