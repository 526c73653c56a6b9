using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>Finds the nearest points of a <see cref="KdTree"/> to one point that need not be in it.</summary>
internal static class KdTreeQuery<TMetric>
    where TMetric : struct, ITreeMetric
{
    /// <summary>Nodes nearer first, among equally near ones the one with the lowest row; see <see cref="KdTree.Nearest"/>.</summary>
    public static void Find(KdTree tree, ReadOnlySpan<double> query, Span<int> rows, Span<double> distances)
    {
        rows.Fill(NearestOthers.None);
        distances.Fill(double.PositiveInfinity);
        if (rows.IsEmpty)
        {
            return;
        }

        ref double point = ref MemoryMarshal.GetReference(query);
        Span<(int Node, double Least)> pending = stackalloc (int, double)[tree.Depth + 2];
        double bound = double.PositiveInfinity;
        int count = 0;
        pending[count++] = (1, 0);
        while (count > 0)
        {
            (int node, double least) = pending[--count];
            if (least > bound || (bound == 0 && tree.LowestRows[node] > NearestOthers.RowOf(rows[^1], tree.Rows)))
            {
                continue;
            }

            if (node >= tree.LeafCount)
            {
                bound = Scan(tree, node - tree.LeafCount, ref point, rows, distances);
                continue;
            }

            int left = 2 * node;
            int right = left + 1;
            double toLeft = KdTreeDistances<TMetric>.ToBox(ref point, tree.BoxOf(left), tree.ColumnCount);
            double toRight = KdTreeDistances<TMetric>.ToBox(ref point, tree.BoxOf(right), tree.ColumnCount);
            bool leftFirst = toLeft < toRight || (toLeft == toRight && tree.LowestRows[left] < tree.LowestRows[right]);
            pending[count++] = leftFirst ? (right, toRight) : (left, toLeft);
            pending[count++] = leftFirst ? (left, toLeft) : (right, toRight);
        }

        for (int index = 0; index < rows.Length; index++)
        {
            rows[index] = tree.Rows[rows[index]];
        }
    }

    /// <summary>Takes a leaf's points into the list; the total that none in it exceeds.</summary>
    private static double Scan(KdTree tree, int leaf, ref double point, Span<int> slots, Span<double> distances)
    {
        int stride = tree.LeafStride;
        int firstSlot = tree.FirstSlotOfLeaf(leaf);
        ref double coordinates = ref tree.Coordinates[leaf * stride * tree.ColumnCount];
        double bound = TMetric.Bound(distances[^1]);
        for (int place = 0; place < stride; place += KdTree.ExactLanes)
        {
            Vector256<double> totals = KdTreeDistances<TMetric>.ToFour(ref point, ref Unsafe.Add(ref coordinates, place), tree.ColumnCount, stride);
            uint near = Vector256.LessThanOrEqual(totals, Vector256.Create(bound)).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int lane = BitOperations.TrailingZeroCount(near);
                if (NearestOthers.Insert(slots, distances, firstSlot + place + lane, TMetric.Distance(totals.GetElement(lane)), tree.Rows))
                {
                    bound = TMetric.Bound(distances[^1]);
                }
            }
        }

        return bound;
    }
}
