namespace Neuropil.Numerics;

/// <summary>
/// Fills a <see cref="KdTree"/>: level by level at the top, then subtree by subtree, each on a copy of its own points. Points are not moved while they are
/// halved, only their order; boxes follow from the leaves up.
/// </summary>
internal sealed class KdTreeBuilder
{
    private const int LevelsTogether = 6;
    private const int SampleSize = 256;
    private readonly KdTree tree;
    private readonly Matrix points;
    private readonly int columnCount;
    private readonly double[] copies;
    private readonly int[] copiedRows;
    private readonly double[] keys;
    private readonly int[] order;

    public KdTreeBuilder(KdTree tree, Matrix points)
    {
        this.tree = tree;
        this.points = points;
        columnCount = tree.ColumnCount;
        copies = new double[points.Values.Length];
        copiedRows = new int[tree.PointCount];
        keys = new double[tree.PointCount];
        order = new int[tree.PointCount];
    }

    public void Build(Execution execution)
    {
        for (int row = 0; row < tree.PointCount; row++)
        {
            tree.Rows[row] = row;
            order[row] = row;
        }

        tree.Scale = ScaleOf(points.Values);
        int top = Math.Min(LevelsTogether, tree.Depth);
        for (int level = 0; level < top; level++)
        {
            int current = level;
            Blocks.For(1 << level, 1, execution, (place, _) => Split(current, place, points.Values, tree.Rows));
        }

        Blocks.For(1 << top, 1, execution, (place, _) => Copy(top, place));
        Blocks.For(1 << top, 1, execution, (place, _) => BuildSubtree(top, place));
        for (int node = (1 << top) - 1; node >= 1; node--)
        {
            JoinChildren(node);
        }
    }

    /// <summary>Lays a subtree's points side by side.</summary>
    private void Copy(int level, int place)
    {
        for (int slot = tree.FirstSlot(level, place); slot < tree.FirstSlot(level, place + 1); slot++)
        {
            int row = order[slot];
            copiedRows[slot] = row;
            order[slot] = slot;
            for (int column = 0; column < columnCount; column++)
            {
                copies[(slot * columnCount) + column] = points.Values[(row * columnCount) + column];
            }
        }
    }

    private void BuildSubtree(int top, int place)
    {
        for (int level = top; level < tree.Depth; level++)
        {
            int first = place << (level - top);
            for (int node = first; node < first + (1 << (level - top)); node++)
            {
                Split(level, node, copies, copiedRows);
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
                JoinChildren(node);
            }
        }
    }

    /// <summary>Puts the lower half of a node's points, by its widest coordinate, before the upper.</summary>
    private void Split(int level, int place, ReadOnlySpan<double> values, ReadOnlySpan<int> rows)
    {
        int start = tree.FirstSlot(level, place);
        int end = tree.FirstSlot(level, place + 1);
        int middle = tree.FirstSlot(level + 1, (2 * place) + 1);
        int column = WidestColumn(values, order.AsSpan(start, end - start));
        tree.SplitColumns[(1 << level) + place] = column;
        for (int slot = start; slot < end; slot++)
        {
            keys[slot] = values[(order[slot] * columnCount) + column];
        }

        Selection.Partition(keys.AsSpan(start, end - start), order.AsSpan(start, end - start), rows, middle - start);
    }

    /// <summary>The first of the widest columns of some of the points; an infinite width, from an overflow, counts as the widest.</summary>
    private int WidestColumn(ReadOnlySpan<double> values, ReadOnlySpan<int> items)
    {
        int step = 1 + (items.Length / SampleSize);
        int widest = 0;
        double width = -1;
        for (int column = 0; column < columnCount; column++)
        {
            double least = double.PositiveInfinity;
            double most = double.NegativeInfinity;
            for (int index = 0; index < items.Length; index += step)
            {
                double value = values[(items[index] * columnCount) + column];
                least = value < least ? value : least;
                most = value > most ? value : most;
            }

            if (most - least > width)
            {
                (widest, width) = (column, most - least);
            }
        }

        return widest;
    }

    private double ScaleOf(ReadOnlySpan<double> values)
    {
        double halfWidth = 0;
        for (int column = 0; column < columnCount; column++)
        {
            double least = double.PositiveInfinity;
            double most = double.NegativeInfinity;
            for (int index = column; index < values.Length; index += columnCount)
            {
                least = values[index] < least ? values[index] : least;
                most = values[index] > most ? values[index] : most;
            }

            halfWidth = Math.Max(halfWidth, (most / 2) - (least / 2));
        }

        return halfWidth > 0 ? Math.ScaleB(1, Math.Clamp(-2 - Math.ILogB(halfWidth), -1020, 1020)) : 1;
    }

    private void JoinChildren(int node)
    {
        tree.LowestRows[node] = Math.Min(tree.LowestRows[2 * node], tree.LowestRows[(2 * node) + 1]);
        Span<double> box = BoxOf(node);
        ReadOnlySpan<double> left = tree.BoxOf(2 * node);
        ReadOnlySpan<double> right = tree.BoxOf((2 * node) + 1);
        for (int column = 0; column < columnCount; column++)
        {
            box[column] = Math.Min(left[column], right[column]);
            box[columnCount + column] = Math.Max(left[columnCount + column], right[columnCount + column]);
        }
    }

    private Span<double> BoxOf(int node) => tree.Boxes.AsSpan(node * 2 * columnCount, 2 * columnCount);

    /// <summary>Orders a leaf's points by row and lays their coordinates out for the SIMD loops.</summary>
    private void FillLeaf(int leaf)
    {
        int start = tree.FirstSlotOfLeaf(leaf);
        int count = tree.FirstSlotOfLeaf(leaf + 1) - start;
        int node = tree.LeafCount + leaf;
        for (int slot = start; slot < start + count; slot++)
        {
            tree.Rows[slot] = copiedRows[order[slot]];
        }

        tree.Rows.AsSpan(start, count).Sort(order.AsSpan(start, count));
        tree.LowestRows[node] = count > 0 ? tree.Rows[start] : int.MaxValue;
        int offset = leaf * tree.LeafStride * columnCount;
        Span<double> box = BoxOf(node);
        double edges = 0;
        for (int column = 0; column < columnCount; column++)
        {
            Span<double> coordinates = tree.Coordinates.AsSpan(offset + (column * tree.LeafStride), tree.LeafStride);
            Span<float> offsets = tree.Offsets.AsSpan(offset + (column * tree.LeafStride), tree.LeafStride);
            coordinates.Fill(double.NaN);
            offsets.Fill(float.NaN);
            double least = double.PositiveInfinity;
            double most = double.NegativeInfinity;
            for (int place = 0; place < count; place++)
            {
                double value = copies[(order[start + place] * columnCount) + column];
                coordinates[place] = value;
                least = value < least ? value : least;
                most = value > most ? value : most;
            }

            for (int place = 0; place < count; place++)
            {
                offsets[place] = (float)((coordinates[place] - least) * tree.Scale);
            }

            box[column] = least;
            box[columnCount + column] = most;
            edges += (most - least) * tree.Scale;
        }

        tree.LeafSlacks[leaf] = (float)(edges / (1 << 20));
    }
}
