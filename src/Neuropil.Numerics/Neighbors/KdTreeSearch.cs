using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>Finds the nearest others of each point of a <see cref="KdTree"/>, a leaf at a time.</summary>
internal sealed class KdTreeSearch<TMetric>
    where TMetric : struct, ITreeMetric
{
    private const int LeavesPerBlock = 64;
    private readonly KdTree tree;
    private readonly int neighborCount;
    private readonly KdTreeFilter<TMetric> filter;
    private readonly int[] pending;
    private readonly double[] queries;
    private readonly int[] slots;
    private readonly double[] distances;
    private readonly double[] bounds;
    private int firstSlot;
    private int count;
    private int zeroBounds;
    private int highestRow;

    private KdTreeSearch(KdTree tree, int neighborCount)
    {
        this.tree = tree;
        this.neighborCount = neighborCount;
        filter = new KdTreeFilter<TMetric>(tree);
        pending = new int[tree.Depth + 2];
        queries = new double[tree.LeafStride * tree.ColumnCount];
        slots = new int[tree.LeafStride * neighborCount];
        distances = new double[tree.LeafStride * neighborCount];
        bounds = new double[tree.LeafStride];
    }

    /// <summary>Tells the sink the nearest others of each point of the tree.</summary>
    public static void All(KdTree tree, int neighborCount, INeighborSink sink, Execution execution)
        => Blocks.For(tree.LeafCount, LeavesPerBlock, execution, (start, end) =>
        {
            KdTreeSearch<TMetric> search = new(tree, neighborCount);
            for (int leaf = start; leaf < end; leaf++)
            {
                search.Leaf(leaf);
                for (int index = 0; index < search.count; index++)
                {
                    sink.Accept(
                        search.firstSlot + index,
                        search.slots.AsSpan(index * neighborCount, neighborCount),
                        search.distances.AsSpan(index * neighborCount, neighborCount));
                }
            }
        });

    private void Leaf(int leaf)
    {
        firstSlot = tree.FirstSlotOfLeaf(leaf);
        count = tree.FirstSlotOfLeaf(leaf + 1) - firstSlot;
        if (neighborCount == 0)
        {
            return;
        }

        Gather(leaf);
        slots.AsSpan().Fill(NearestOthers.None);
        distances.AsSpan().Fill(double.PositiveInfinity);
        bounds.AsSpan().Fill(double.PositiveInfinity);
        zeroBounds = 0;
        highestRow = int.MaxValue;
        filter.Open(leaf);
        for (int query = 0; query < count; query++)
        {
            filter.SetReach(query, double.PositiveInfinity);
        }

        int own = tree.LeafCount + leaf;
        Visit(own, filter.Near(own));
        Descend(own);
    }

    private void Gather(int leaf)
    {
        int columnCount = tree.ColumnCount;
        int stride = tree.LeafStride;
        ReadOnlySpan<double> coordinates = tree.Coordinates.AsSpan(leaf * stride * columnCount, stride * columnCount);
        for (int column = 0; column < columnCount; column++)
        {
            for (int query = 0; query < count; query++)
            {
                queries[(query * columnCount) + column] = coordinates[(column * stride) + query];
            }
        }
    }

    /// <summary>
    /// Visits every leaf but the points' own that may hold a neighbour, the side of a split that the points lie on first. Where all have as many points at
    /// distance 0 as they want, only lower rows help: this keeps many equal points from being compared each with each.
    /// </summary>
    private void Descend(int own)
    {
        int depth = 0;
        pending[depth++] = 1;
        while (depth > 0)
        {
            int node = pending[--depth];
            if (node == own || (zeroBounds == count && tree.LowestRows[node] > highestRow))
            {
                continue;
            }

            uint near = filter.Near(node);
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

    private void Visit(int node, uint near)
    {
        int leaf = node - tree.LeafCount;
        bool found = false;
        for (; near != 0; near &= near - 1)
        {
            int query = BitOperations.TrailingZeroCount(near);
            uint places = filter.NearOf(query, leaf);
            found |= places != 0 && Scan(query, leaf, places);
        }

        if (found && zeroBounds == count)
        {
            highestRow = -1;
            for (int query = 0; query < count; query++)
            {
                highestRow = Math.Max(highestRow, NearestOthers.RowOf(slots[((query + 1) * neighborCount) - 1], tree.Rows));
            }
        }
    }

    /// <summary>Takes those of a leaf's points into a query's list that belong there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Scan(int query, int leaf, uint places)
    {
        int columnCount = tree.ColumnCount;
        int stride = tree.LeafStride;
        int first = tree.FirstSlotOfLeaf(leaf);
        int own = firstSlot + query;
        Span<int> nearest = slots.AsSpan(query * neighborCount, neighborCount);
        Span<double> nearestDistances = distances.AsSpan(query * neighborCount, neighborCount);
        ref double point = ref queries[query * columnCount];
        ref double coordinates = ref tree.Coordinates[leaf * stride * columnCount];
        double bound = bounds[query];
        double before = bound;
        bool found = false;
        while (places != 0)
        {
            int four = BitOperations.TrailingZeroCount(places) & ~(KdTree.ExactLanes - 1);
            places &= ~(0xFu << four);
            Vector256<double> totals = KdTreeDistances<TMetric>.ToFour(ref point, ref Unsafe.Add(ref coordinates, four), columnCount, stride);
            uint near = Vector256.LessThanOrEqual(totals, Vector256.Create(bound)).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int lane = BitOperations.TrailingZeroCount(near);
                int slot = first + four + lane;
                if (slot != own && NearestOthers.Insert(nearest, nearestDistances, slot, TMetric.Distance(totals.GetElement(lane)), tree.Rows))
                {
                    found = true;
                    bound = TMetric.Bound(nearestDistances[^1]);
                }
            }
        }

        if (bound < before)
        {
            bounds[query] = bound;
            filter.SetReach(query, nearestDistances[^1]);
            zeroBounds += bound == 0 ? 1 : 0;
        }

        return found;
    }
}
