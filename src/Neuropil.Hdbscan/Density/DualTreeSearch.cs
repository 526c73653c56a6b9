using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Hdbscan;

/// <summary>
/// The search of one round: for each node of the tree, from the root down, a list of the nodes of the same level in which its points may find a better
/// edge. The depth of the recursion is that of the balanced tree, log₂ n at most.
/// </summary>
internal sealed class DualTreeSearch<TMetric>
    where TMetric : struct, ITreeMetric
{
    private const int BlockLevels = 8;
    private readonly BoruvkaState state;
    private readonly ComponentEdges edges;
    private readonly NodeSummaries nodes;
    private readonly KdTree tree;
    private readonly double[] point;
    private int[] list = new int[1024];
    private double[] leastTotals = new double[256];

    private DualTreeSearch(BoruvkaState state, ComponentEdges edges, NodeSummaries nodes)
    {
        this.state = state;
        this.edges = edges;
        this.nodes = nodes;
        tree = state.Tree;
        point = new double[tree.ColumnCount];
    }

    public static void Run(BoruvkaState state, ComponentEdges edges, NodeSummaries nodes, Execution execution)
    {
        int top = Math.Min(BlockLevels, state.Tree.Depth);
        Blocks.For(1 << top, 1, execution, (place, _) => new DualTreeSearch<TMetric>(state, edges, nodes).Subtree(top, place));
    }

    private void Subtree(int top, int place)
    {
        list[0] = 1;
        int start = 0;
        int end = 1;
        for (int level = 1; level <= top; level++)
        {
            int node = (1 << level) + (place >> (top - level));
            if (nodes.Bounds[node] < 0)
            {
                return;
            }

            (start, end) = (end, Refine(node, start, end));
        }

        if (nodes.Bounds[(1 << top) + place] >= 0)
        {
            Descend(top, (1 << top) + place, start, end);
        }
    }

    private void Descend(int level, int node, int start, int end)
    {
        if (level == tree.Depth)
        {
            SearchLeaf(node, start, end);
            return;
        }

        for (int child = 2 * node; child <= (2 * node) + 1; child++)
        {
            if (nodes.Bounds[child] >= 0)
            {
                int childEnd = Refine(child, start, end);
                if (childEnd > end)
                {
                    Descend(level + 1, child, end, childEnd);
                }
            }
        }
    }

    /// <summary>Appends to the list those children of its nodes that may help a node.</summary>
    private int Refine(int node, int start, int end)
    {
        if (list.Length < end + (2 * (end - start)))
        {
            Array.Resize(ref list, Math.Max(2 * list.Length, end + (2 * (end - start))));
        }

        int component = nodes.Components[node];
        double bound = component >= 0 ? Math.Min(nodes.Bounds[node], edges.WeightOf(component)) : nodes.Bounds[node];
        double totalBound = TMetric.Bound(bound);
        ReadOnlySpan<double> box = tree.BoxOf(node);
        int appended = end;
        for (int index = start; index < end; index++)
        {
            for (int other = 2 * list[index]; other <= (2 * list[index]) + 1; other++)
            {
                if ((component < 0 || nodes.Components[other] != component)
                    && nodes.LeastCores[other] <= bound
                    && KdTreeDistances<TMetric>.BetweenBoxes(box, tree.BoxOf(other), tree.ColumnCount) <= totalBound)
                {
                    list[appended++] = other;
                }
            }
        }

        return appended;
    }

    private void SearchLeaf(int node, int start, int end)
    {
        Span<int> others = list.AsSpan(start, end - start);
        SortByDistance(node, others);
        int leaf = node - tree.LeafCount;
        int first = tree.FirstSlotOfLeaf(leaf);
        for (int slot = first; slot < tree.FirstSlotOfLeaf(leaf + 1); slot++)
        {
            int component = state.Components[slot];
            double weight = edges.WeightOf(component);
            if (state.IsActive(slot, weight))
            {
                SearchSlot(slot, component, weight, leaf, slot - first, others);
            }
        }
    }

    private void SortByDistance(int node, Span<int> others)
    {
        if (leastTotals.Length < others.Length)
        {
            leastTotals = new double[Math.Max(2 * leastTotals.Length, others.Length)];
        }

        Span<double> totals = leastTotals.AsSpan(0, others.Length);
        ReadOnlySpan<double> box = tree.BoxOf(node);
        for (int index = 0; index < others.Length; index++)
        {
            totals[index] = others[index] == node ? -1 : KdTreeDistances<TMetric>.BetweenBoxes(box, tree.BoxOf(others[index]), tree.ColumnCount);
        }

        totals.Sort(others);
    }

    private void SearchSlot(int slot, int component, double weight, int leaf, int place, ReadOnlySpan<int> others)
    {
        long offset = ((long)leaf * tree.LeafStride * tree.ColumnCount) + place;
        for (int column = 0; column < point.Length; column++)
        {
            point[column] = tree.Coordinates[offset + ((long)column * tree.LeafStride)];
        }

        CandidateEdge best = state.CandidateOf(slot);
        double bound = best.To >= 0 ? Math.Min(best.Weight, weight) : weight;
        for (int index = 0; index < others.Length; index++)
        {
            double totalBound = TMetric.Bound(bound);
            if (leastTotals[index] > totalBound)
            {
                break;
            }

            int other = others[index];
            if (nodes.Components[other] != component
                && nodes.LeastCores[other] <= bound
                && KdTreeDistances<TMetric>.ToBox(ref point[0], tree.BoxOf(other), tree.ColumnCount) <= totalBound)
            {
                Scan(other - tree.LeafCount, component, ref best, ref bound);
            }
        }

        if (best.To >= 0)
        {
            edges.Offer(component, best);
        }

        state.Keep(best, bound);
    }

    /// <summary>Looks at the points of a leaf whose edge weighs no more than the bound.</summary>
    private void Scan(int leaf, int component, ref CandidateEdge best, ref double bound)
    {
        int stride = tree.LeafStride;
        int first = tree.FirstSlotOfLeaf(leaf);
        double core = state.Cores[best.From];
        ref double coordinates = ref tree.Coordinates[(long)leaf * stride * tree.ColumnCount];
        for (int place = 0; place < stride; place += KdTree.Lanes)
        {
            Vector256<double> totals = KdTreeDistances<TMetric>.ToFour(ref point[0], ref Unsafe.Add(ref coordinates, place), tree.ColumnCount, stride);
            uint near = Vector256.LessThanOrEqual(totals, Vector256.Create(TMetric.Bound(bound))).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int lane = BitOperations.TrailingZeroCount(near);
                int other = first + place + lane;
                double distance = TMetric.Distance(totals.GetElement(lane));
                double weight = Math.Max(Math.Max(core, state.Cores[other]), distance);
                if (weight > bound || state.Components[other] == component)
                {
                    continue;
                }

                CandidateEdge edge = new(best.From, other, weight, distance);
                if (best.To < 0 || edge.Precedes(best, tree.Rows))
                {
                    best = edge;
                    bound = weight;
                }
            }
        }
    }
}
