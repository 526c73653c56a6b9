namespace Neuropil.Numerics;

/// <summary>Fills a <see cref="KdTree"/>, level by level at the top, then subtree by subtree.</summary>
internal sealed class KdTreeBuilder
{
    private const int LevelsTogether = 6;
    private readonly KdTree tree;
    private readonly int columnCount;
    private readonly double[] sorted;
    private readonly double[] room;
    private readonly double[] keys;
    private readonly int[] order;
    private readonly int[] rowRoom;

    public KdTreeBuilder(KdTree tree, Matrix points)
    {
        this.tree = tree;
        columnCount = tree.ColumnCount;
        sorted = points.Values.ToArray();
        room = new double[sorted.Length];
        keys = new double[tree.PointCount];
        order = new int[tree.PointCount];
        rowRoom = new int[tree.PointCount];
    }

    public void Build(Execution execution)
    {
        for (int row = 0; row < tree.PointCount; row++)
        {
            tree.Rows[row] = row;
        }

        tree.Scale = ScaleOf(FillBox(1, 0, tree.PointCount));
        int top = Math.Min(LevelsTogether, tree.Depth);
        for (int level = 0; level < top; level++)
        {
            int current = level;
            Blocks.For(1 << level, 1, execution, (place, _) => Split(current, place));
        }

        Blocks.For(1 << top, 1, execution, (place, _) => BuildSubtree(top, place));
        for (int node = (1 << top) - 1; node >= 1; node--)
        {
            tree.LowestRows[node] = Math.Min(tree.LowestRows[2 * node], tree.LowestRows[(2 * node) + 1]);
        }
    }

    private void BuildSubtree(int top, int place)
    {
        for (int level = top; level < tree.Depth; level++)
        {
            int first = place << (level - top);
            for (int node = first; node < first + (1 << (level - top)); node++)
            {
                Split(level, node);
            }
        }

        int firstLeaf = place << (tree.Depth - top);
        for (int leaf = firstLeaf; leaf < firstLeaf + (1 << (tree.Depth - top)); leaf++)
        {
            FillLeaf(leaf);
        }

        for (int level = tree.Depth - 1; level >= top; level--)
        {
            int first = (1 << level) + (place << (level - top));
            for (int node = first; node < first + (1 << (level - top)); node++)
            {
                tree.LowestRows[node] = Math.Min(tree.LowestRows[2 * node], tree.LowestRows[(2 * node) + 1]);
            }
        }
    }

    /// <summary>Puts the lower half of a node's points, by its widest coordinate, before the upper.</summary>
    private void Split(int level, int place)
    {
        int start = tree.FirstSlot(level, place);
        int end = tree.FirstSlot(level, place + 1);
        int middle = tree.FirstSlot(level + 1, (2 * place) + 1);
        int node = (1 << level) + place;
        int column = WidestColumn(FillBox(node, start, end));
        tree.SplitColumns[node] = column;
        for (int slot = start; slot < end; slot++)
        {
            keys[slot] = sorted[((long)slot * columnCount) + column];
            order[slot] = slot;
        }

        Selection.Partition(keys.AsSpan(start, end - start), order.AsSpan(start, end - start), tree.Rows, middle - start);
        for (int slot = start; slot < end; slot++)
        {
            int from = order[slot];
            rowRoom[slot] = tree.Rows[from];
            sorted.AsSpan(from * columnCount, columnCount).CopyTo(room.AsSpan(slot * columnCount));
        }

        rowRoom.AsSpan(start, end - start).CopyTo(tree.Rows.AsSpan(start));
        room.AsSpan(start * columnCount, (end - start) * columnCount).CopyTo(sorted.AsSpan(start * columnCount));
    }

    private Span<double> FillBox(int node, int start, int end)
    {
        Span<double> box = tree.Boxes.AsSpan((int)(node * 2L * columnCount), 2 * columnCount);
        Span<double> least = box[..columnCount];
        Span<double> most = box[columnCount..];
        least.Fill(double.PositiveInfinity);
        most.Fill(double.NegativeInfinity);
        ReadOnlySpan<double> values = sorted.AsSpan(start * columnCount, (end - start) * columnCount);
        for (int first = 0; first < values.Length; first += columnCount)
        {
            for (int column = 0; column < columnCount; column++)
            {
                double value = values[first + column];
                least[column] = value < least[column] ? value : least[column];
                most[column] = value > most[column] ? value : most[column];
            }
        }

        return box;
    }

    /// <summary>The first of the widest; an infinite width, from an overflow, counts as the widest.</summary>
    private int WidestColumn(ReadOnlySpan<double> box)
    {
        int widest = 0;
        for (int column = 1; column < columnCount; column++)
        {
            if (box[columnCount + column] - box[column] > box[columnCount + widest] - box[widest])
            {
                widest = column;
            }
        }

        return widest;
    }

    private double ScaleOf(ReadOnlySpan<double> box)
    {
        int column = WidestColumn(box);
        double halfWidth = (box[columnCount + column] / 2) - (box[column] / 2);
        return halfWidth > 0 ? Math.ScaleB(1, Math.Clamp(-2 - Math.ILogB(halfWidth), -1020, 1020)) : 1;
    }

    /// <summary>Orders a leaf's points by row and lays their coordinates out for the SIMD loops.</summary>
    private void FillLeaf(int leaf)
    {
        int start = tree.FirstSlotOfLeaf(leaf);
        int count = tree.FirstSlotOfLeaf(leaf + 1) - start;
        int node = tree.LeafCount + leaf;
        FillBox(node, start, start + count);
        for (int index = 0; index < count; index++)
        {
            order[start + index] = start + index;
        }

        tree.Rows.AsSpan(start, count).Sort(order.AsSpan(start, count));
        tree.LowestRows[node] = count > 0 ? tree.Rows[start] : int.MaxValue;
        long offset = (long)leaf * tree.LeafStride * columnCount;
        ReadOnlySpan<double> box = tree.BoxOf(node);
        double edges = 0;
        for (int column = 0; column < columnCount; column++)
        {
            double least = box[column];
            edges += (box[columnCount + column] - least) * tree.Scale;
            for (int place = 0; place < tree.LeafStride; place++)
            {
                double value = place < count ? sorted[((long)order[start + place] * columnCount) + column] : double.NaN;
                tree.Offsets[offset] = (float)((value - least) * tree.Scale);
                tree.Coordinates[offset++] = value;
            }
        }

        tree.LeafSlacks[leaf] = (float)(edges / (1 << 20));
    }
}
