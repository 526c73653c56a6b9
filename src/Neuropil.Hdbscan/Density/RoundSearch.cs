using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Hdbscan;

/// <summary>
/// The search of one round, a leaf of the tree at a time: all its points that have to be searched from go down the tree together, each with the weight of its
/// component's best edge as its bound.
/// </summary>
internal sealed class RoundSearch<TMetric>
    where TMetric : struct, ITreeMetric
{
    private const int LeavesPerBlock = 64;
    private readonly BoruvkaState state;
    private readonly ComponentEdges edges;
    private readonly NodeSummaries nodes;
    private readonly KdTree tree;
    private readonly KdTreeFilter<TMetric> filter;
    private readonly int[] pending;
    private readonly CandidateEdge[] best;
    private readonly double[] bounds;
    private readonly double[] point;
    private uint searching;
    private int firstSlot;
    private int leafOffset;
    private double largestBound;

    private RoundSearch(BoruvkaState state, ComponentEdges edges, NodeSummaries nodes)
    {
        this.state = state;
        this.edges = edges;
        this.nodes = nodes;
        tree = state.Tree;
        filter = new KdTreeFilter<TMetric>(tree);
        pending = new int[tree.Depth + 2];
        best = new CandidateEdge[tree.LeafStride];
        bounds = new double[tree.LeafStride];
        point = new double[tree.ColumnCount];
    }

    public static void Run(BoruvkaState state, ComponentEdges edges, NodeSummaries nodes, Execution execution)
        => Blocks.For(state.Tree.LeafCount, LeavesPerBlock, execution, (start, end) =>
        {
            RoundSearch<TMetric> search = new(state, edges, nodes);
            for (int leaf = start; leaf < end; leaf++)
            {
                if (nodes.Bounds[state.Tree.LeafCount + leaf] >= 0)
                {
                    search.Leaf(leaf);
                }
            }
        });

    private void Leaf(int leaf)
    {
        firstSlot = tree.FirstSlotOfLeaf(leaf);
        leafOffset = leaf * tree.LeafStride * tree.ColumnCount;
        filter.Open(leaf);
        searching = 0;
        largestBound = -1;
        for (int place = 0; place < tree.FirstSlotOfLeaf(leaf + 1) - firstSlot; place++)
        {
            Begin(place);
        }

        if (searching == 0)
        {
            return;
        }

        Descend(tree.LeafCount + leaf);
        for (uint left = searching; left != 0; left &= left - 1)
        {
            int place = BitOperations.TrailingZeroCount(left);
            state.Keep(best[place], bounds[place]);
        }
    }

    private void Begin(int place)
    {
        int slot = firstSlot + place;
        double weight = edges.WeightOf(state.Components[slot]);
        if (state.IsActive(slot, weight))
        {
            best[place] = state.CandidateOf(slot);
            bounds[place] = best[place].To >= 0 ? Math.Min(best[place].Weight, weight) : weight;
            largestBound = Math.Max(largestBound, bounds[place]);
            filter.SetReach(place, bounds[place]);
            searching |= 1u << place;
        }
    }

    private void Descend(int own)
    {
        int component = nodes.Components[own];
        if (component < 0)
        {
            Visit(own, filter.Near(own));
        }

        int depth = 0;
        pending[depth++] = 1;
        while (depth > 0)
        {
            int node = pending[--depth];
            int other = nodes.Components[node];
            if (node == own || (other >= 0 && other == component) || nodes.LeastCores[node] > largestBound)
            {
                continue;
            }

            uint near = filter.Near(node);
            if (other >= 0 && component < 0)
            {
                near &= ~PlacesIn(other);
            }

            if (near == 0)
            {
                continue;
            }

            if (node >= tree.LeafCount)
            {
                Visit(node, near);
                continue;
            }

            bool leftFirst = tree.LeftIsNearer(node, own);
            pending[depth++] = leftFirst ? (2 * node) + 1 : 2 * node;
            pending[depth++] = leftFirst ? 2 * node : (2 * node) + 1;
        }
    }

    /// <summary>The searching points of the leaf that are of a component.</summary>
    private uint PlacesIn(int component)
    {
        uint places = 0;
        for (uint left = searching; left != 0; left &= left - 1)
        {
            int place = BitOperations.TrailingZeroCount(left);
            places |= state.Components[firstSlot + place] == component ? 1u << place : 0;
        }

        return places;
    }

    private void Visit(int node, uint near)
    {
        bool nearer = false;
        for (; near != 0; near &= near - 1)
        {
            int place = BitOperations.TrailingZeroCount(near);
            double before = bounds[place];
            bounds[place] = Math.Min(before, edges.WeightOf(state.Components[firstSlot + place]));
            if (nodes.LeastCores[node] <= bounds[place])
            {
                uint others = OfOtherComponents(node - tree.LeafCount, state.Components[firstSlot + place]);
                others = others == 0 ? 0 : others & filter.NearOf(place, node - tree.LeafCount);
                if (others != 0)
                {
                    Scan(place, node - tree.LeafCount, others);
                }
            }

            if (bounds[place] < before)
            {
                filter.SetReach(place, bounds[place]);
                nearer = true;
            }
        }

        if (nearer)
        {
            largestBound = -1;
            for (uint left = searching; left != 0; left &= left - 1)
            {
                largestBound = Math.Max(largestBound, bounds[BitOperations.TrailingZeroCount(left)]);
            }
        }
    }

    /// <summary>The places of a leaf whose points are of another component than this.</summary>
    private uint OfOtherComponents(int leaf, int component)
    {
        int first = tree.FirstSlotOfLeaf(leaf);
        int count = tree.FirstSlotOfLeaf(leaf + 1) - first;
        ReadOnlySpan<int> components = state.Components.AsSpan(first, count);
        uint places = 0;
        for (int place = 0; place < components.Length; place++)
        {
            places |= components[place] != component ? 1u << place : 0;
        }

        return places;
    }

    /// <summary>Looks at those points of a leaf whose edge weighs no more than the bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(int place, int leaf, uint places)
    {
        int stride = tree.LeafStride;
        int first = tree.FirstSlotOfLeaf(leaf);
        int slot = firstSlot + place;
        int component = state.Components[slot];
        double core = state.Cores[slot];
        double bound = bounds[place];
        bool found = false;
        for (int column = 0; column < point.Length; column++)
        {
            point[column] = tree.Coordinates[leafOffset + (column * stride) + place];
        }

        ref double coordinates = ref tree.Coordinates[leaf * stride * point.Length];
        while (places != 0)
        {
            int four = BitOperations.TrailingZeroCount(places) & ~(KdTree.ExactLanes - 1);
            uint wanted = (places >> four) & 0xF;
            places &= ~(0xFu << four);
            Vector256<double> totals = KdTreeDistances<TMetric>.ToFour(ref point[0], ref Unsafe.Add(ref coordinates, four), point.Length, stride);
            uint near = wanted & Vector256.LessThanOrEqual(totals, Vector256.Create(TMetric.Bound(bound))).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int lane = BitOperations.TrailingZeroCount(near);
                int other = first + four + lane;
                double distance = TMetric.Distance(totals.GetElement(lane));
                double weight = Math.Max(Math.Max(core, state.Cores[other]), distance);
                if (weight > bound)
                {
                    continue;
                }

                CandidateEdge edge = new(slot, other, weight, distance);
                if (best[place].To < 0 || edge.Precedes(best[place], tree.Rows))
                {
                    best[place] = edge;
                    bound = weight;
                    found = true;
                }
            }
        }

        if (found)
        {
            bounds[place] = bound;
            edges.Offer(component, best[place]);
        }
    }
}
