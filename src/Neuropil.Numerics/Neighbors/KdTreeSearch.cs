using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>Finds neighbours in a <see cref="KdTree"/>: for all its points, a leaf at a time, or for one query.</summary>
internal ref struct KdTreeSearch<TMetric>
    where TMetric : struct, ITreeMetric
{
    private const int LeavesPerBlock = 16;
    private readonly KdTree tree;
    private readonly int neighborCount;
    private readonly Span<double> queries;
    private readonly Span<int> rows;
    private readonly Span<double> distances;
    private readonly Span<double> bounds;
    private readonly Span<int> ownRows;
    private readonly Span<double> queryBox;
    private readonly Span<(int Node, double Least)> pending;
    private double largestBound;
    private int highestRow;

    private KdTreeSearch(
        KdTree tree,
        int neighborCount,
        Span<double> queries,
        Span<int> ownRows,
        Span<int> rows,
        Span<double> distances,
        Span<double> bounds,
        Span<double> queryBox,
        Span<(int Node, double Least)> pending)
    {
        this.tree = tree;
        this.neighborCount = neighborCount;
        this.queries = queries;
        this.ownRows = ownRows;
        this.rows = rows;
        this.distances = distances;
        this.bounds = bounds;
        this.queryBox = queryBox;
        this.pending = pending;
        rows.Fill(int.MaxValue);
        distances.Fill(double.PositiveInfinity);
        bounds.Fill(double.PositiveInfinity);
        largestBound = double.PositiveInfinity;
        highestRow = int.MaxValue;
    }

    /// <summary>The nearest others of each point of the tree.</summary>
    public static void All(KdTree tree, int neighborCount, INeighborSink sink, Execution execution)
        => Blocks.For(tree.LeafCount, LeavesPerBlock, execution, (start, end) =>
        {
            int columnCount = tree.ColumnCount;
            int capacity = tree.LeafStride;
            double[] queries = new double[capacity * columnCount];
            int[] ownRows = new int[capacity];
            int[] rows = new int[capacity * neighborCount];
            double[] distances = new double[capacity * neighborCount];
            double[] bounds = new double[capacity];
            double[] queryBox = new double[2 * columnCount];
            (int, double)[] pending = new (int, double)[tree.Depth + 2];
            for (int leaf = start; leaf < end; leaf++)
            {
                int first = tree.FirstSlotOfLeaf(leaf);
                int count = tree.FirstSlotOfLeaf(leaf + 1) - first;
                Gather(tree, leaf, count, queries);
                tree.Rows.AsSpan(first, count).CopyTo(ownRows);
                tree.BoxOf(tree.LeafCount + leaf).CopyTo(queryBox);
                if (neighborCount > 0)
                {
                    KdTreeSearch<TMetric> search = new(
                        tree,
                        neighborCount,
                        queries,
                        ownRows.AsSpan(0, count),
                        rows.AsSpan(0, count * neighborCount),
                        distances.AsSpan(0, count * neighborCount),
                        bounds.AsSpan(0, count),
                        queryBox,
                        pending);
                    search.Visit(tree.LeafCount + leaf);
                    search.Descend(tree.LeafCount + leaf);
                }

                for (int index = 0; index < count; index++)
                {
                    sink.Accept(
                        first + index,
                        rows.AsSpan(index * neighborCount, neighborCount),
                        distances.AsSpan(index * neighborCount, neighborCount));
                }
            }
        });

    /// <summary>The nearest points to one query.</summary>
    public static void One(KdTree tree, ReadOnlySpan<double> query, Span<int> rows, Span<double> distances)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        Span<int> ownRows = [-1];
        Span<double> bounds = [0];
        Span<(int, double)> pending = stackalloc (int, double)[tree.Depth + 2];
        double[] copy = [.. query];
        double[] box = [.. query, .. query];
        KdTreeSearch<TMetric> search = new(tree, rows.Length, copy, ownRows, rows, distances, bounds, box, pending);
        search.Descend(0);
    }

    private static void Gather(KdTree tree, int leaf, int count, double[] queries)
    {
        int columnCount = tree.ColumnCount;
        long offset = (long)leaf * tree.LeafStride * columnCount;
        for (int column = 0; column < columnCount; column++)
        {
            for (int index = 0; index < count; index++)
            {
                queries[(index * columnCount) + column] = tree.Coordinates[offset + (column * tree.LeafStride) + index];
            }
        }
    }

    /// <summary>Visits every leaf but one that may hold a neighbour, nearer nodes first, among equally near ones the one with the lowest row.</summary>
    private void Descend(int leafDone)
    {
        int count = 0;
        pending[count++] = (1, 0);
        while (count > 0)
        {
            (int node, double least) = pending[--count];
            if (CannotHelp(node, least))
            {
                continue;
            }

            if (node >= tree.LeafCount)
            {
                if (node != leafDone)
                {
                    Visit(node);
                }

                continue;
            }

            int left = 2 * node;
            int right = left + 1;
            double toLeft = KdTreeDistances<TMetric>.BetweenBoxes(queryBox, tree.BoxOf(left), tree.ColumnCount);
            double toRight = KdTreeDistances<TMetric>.BetweenBoxes(queryBox, tree.BoxOf(right), tree.ColumnCount);
            bool leftFirst = toLeft < toRight || (toLeft == toRight && tree.LowestRows[left] < tree.LowestRows[right]);
            pending[count++] = leftFirst ? (right, toRight) : (left, toLeft);
            pending[count++] = leftFirst ? (left, toLeft) : (right, toRight);
        }
    }

    /// <summary>
    /// Whether a node is too far for every query. Where all have as many points at distance 0 as they want, only lower rows help: this keeps
    /// many equal points from being compared each with each.
    /// </summary>
    private readonly bool CannotHelp(int node, double least)
        => least > largestBound || (largestBound == 0 && tree.LowestRows[node] > highestRow);

    private void Visit(int node)
    {
        int leaf = node - tree.LeafCount;
        int columnCount = tree.ColumnCount;
        int stride = tree.LeafStride;
        int firstSlot = tree.FirstSlotOfLeaf(leaf);
        ReadOnlySpan<double> box = tree.BoxOf(node);
        ref double coordinates = ref tree.Coordinates[(long)leaf * stride * columnCount];
        double largest = 0;
        int highest = -1;
        for (int query = 0; query < ownRows.Length; query++)
        {
            ref double point = ref queries[query * columnCount];
            if (KdTreeDistances<TMetric>.ToBox(ref point, box, columnCount) <= bounds[query])
            {
                Scan(query, ref point, ref coordinates, firstSlot);
            }

            largest = Math.Max(largest, bounds[query]);
            highest = Math.Max(highest, rows[((query + 1) * neighborCount) - 1]);
        }

        largestBound = largest;
        highestRow = highest;
    }

    private void Scan(int query, ref double point, ref double coordinates, int firstSlot)
    {
        int stride = tree.LeafStride;
        int ownRow = ownRows[query];
        Span<int> nearest = rows.Slice(query * neighborCount, neighborCount);
        Span<double> nearestDistances = distances.Slice(query * neighborCount, neighborCount);
        double bound = bounds[query];
        for (int place = 0; place < stride; place += KdTree.Lanes)
        {
            Vector256<double> totals = KdTreeDistances<TMetric>.ToFour(
                ref point, ref Unsafe.Add(ref coordinates, place), tree.ColumnCount, stride);
            uint near = Vector256.LessThanOrEqual(totals, Vector256.Create(bound)).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int lane = BitOperations.TrailingZeroCount(near);
                int row = tree.Rows[firstSlot + place + lane];
                if (row != ownRow && Insert(nearest, nearestDistances, row, TMetric.Distance(totals.GetElement(lane))))
                {
                    bound = TMetric.Bound(nearestDistances[^1]);
                }
            }
        }

        bounds[query] = bound;
    }

    private static bool Insert(Span<int> rows, Span<double> distances, int row, double distance)
    {
        int place = rows.Length - 1;
        if (!(distance < distances[place] || (distance == distances[place] && row < rows[place])))
        {
            return false;
        }

        ref int firstRow = ref MemoryMarshal.GetReference(rows);
        ref double firstDistance = ref MemoryMarshal.GetReference(distances);
        while (place > 0)
        {
            double before = Unsafe.Add(ref firstDistance, place - 1);
            int rowBefore = Unsafe.Add(ref firstRow, place - 1);
            if (before < distance || (before == distance && rowBefore < row))
            {
                break;
            }

            distances[place] = before;
            rows[place] = rowBefore;
            place--;
        }

        rows[place] = row;
        distances[place] = distance;
        return true;
    }
}
