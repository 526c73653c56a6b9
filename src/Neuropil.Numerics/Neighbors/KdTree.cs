namespace Neuropil.Numerics;

/// <summary>
/// A balanced k-d tree in plain arrays: each node halves its points at the median of its widest coordinate, points in the order (coordinate, row), so
/// that the same points give the same tree however it was built. Nodes are numbered as in a heap, the root 1, the children of i at 2i and 2i + 1;
/// every leaf lies at <see cref="Depth"/>.
/// </summary>
/// <remarks>Bentley 1975; Friedman, Bentley and Finkel 1977.</remarks>
internal sealed class KdTree
{
    /// <summary>Points a leaf has at most, if the caller does not say.</summary>
    public const int DefaultLeafCapacity = 16;

    /// <summary>Points the loops of single precision take at once.</summary>
    public const int Lanes = 16;

    /// <summary>Points the loops of double precision take at once.</summary>
    public const int ExactLanes = 4;

    /// <summary>Numbers that may be read beyond a box.</summary>
    public const int Padding = 8;

    private KdTree(int pointCount, int columnCount, int depth, int leafStride)
    {
        PointCount = pointCount;
        ColumnCount = columnCount;
        Depth = depth;
        LeafStride = leafStride;
        Rows = new int[pointCount];
        Boxes = new double[((2L << depth) * 2 * columnCount) + Padding];
        SplitColumns = new int[1L << depth];
        LowestRows = new int[2L << depth];
        Coordinates = new double[((long)leafStride << depth) * columnCount];
        Offsets = new float[((long)leafStride << depth) * columnCount];
        LeafSlacks = new float[1L << depth];
    }

    public int PointCount { get; }

    public int ColumnCount { get; }

    /// <summary>Levels below the root.</summary>
    public int Depth { get; }

    public int LeafCount => 1 << Depth;

    /// <summary>Places a leaf has in <see cref="Coordinates"/>, a multiple of <see cref="Lanes"/>.</summary>
    public int LeafStride { get; }

    /// <summary>The row of each slot, a slot being a point's place in the tree's order, leaf by leaf; ascending in each leaf.</summary>
    public int[] Rows { get; }

    /// <summary>For each node the least, then the largest of each coordinate.</summary>
    public double[] Boxes { get; }

    /// <summary>The coordinate at whose median each node is halved.</summary>
    public int[] SplitColumns { get; }

    /// <summary>The lowest row in each node.</summary>
    public int[] LowestRows { get; }

    /// <summary>Leaf by leaf, in it coordinate by coordinate, in that point by point; NaN where there is no point.</summary>
    public double[] Coordinates { get; }

    /// <summary>A power of two that makes the widest coordinate's width at most 1.</summary>
    public double Scale { get; internal set; }

    /// <summary>As <see cref="Coordinates"/>, counted from the leaf's least coordinates and scaled, in single precision: for bounds alone.</summary>
    public float[] Offsets { get; }

    /// <summary>For each leaf an allowance for the errors of its offsets: 2⁻²⁰ of its box's edges together, scaled.</summary>
    public float[] LeafSlacks { get; }

    /// <summary>Builds the tree.</summary>
    /// <param name="points">n × d, finite, n and d at least 1.</param>
    /// <param name="execution">Threads, cancellation.</param>
    /// <param name="leafCapacity">Points a leaf has at most; from 1 to 32.</param>
    public static KdTree Of(Matrix points, Execution execution, int leafCapacity = DefaultLeafCapacity)
    {
        int depth = 0;
        while ((((long)points.RowCount + (1L << depth) - 1) >> depth) > leafCapacity)
        {
            depth++;
        }

        long largestLeaf = ((long)points.RowCount + (1L << depth) - 1) >> depth;
        int stride = (int)((largestLeaf + Lanes - 1) / Lanes) * Lanes;
        KdTree tree = new(points.RowCount, points.ColumnCount, depth, stride);
        new KdTreeBuilder(tree, points).Build(execution);
        return tree;
    }

    /// <summary>Whether the tree finds neighbours under a metric.</summary>
    public static bool Serves(Metric metric) => metric is Metric.Euclidean or Metric.Manhattan or Metric.Chebyshev;

    /// <summary>The first slot of a node of a level, counted from the level's left.</summary>
    public int FirstSlot(int level, int place) => (int)(((long)PointCount * place) >> level);

    /// <summary>The first slot of a leaf; that of the leaf after the last is the number of points.</summary>
    public int FirstSlotOfLeaf(int leaf) => FirstSlot(Depth, leaf);

    /// <summary>The places of a leaf that hold a point, a bit each.</summary>
    public uint PlacesOf(int leaf) => (uint)((1UL << (FirstSlotOfLeaf(leaf + 1) - FirstSlotOfLeaf(leaf))) - 1);

    public ReadOnlySpan<double> BoxOf(int node) => Boxes.AsSpan((int)(node * 2L * ColumnCount), 2 * ColumnCount);

    /// <summary>Whether a node lies on the left side of another's split rather than on the right; where that cannot be said, the side of the lower row counts.</summary>
    public bool LeftIsNearer(int split, int node)
    {
        int column = SplitColumns[split];
        double middle = Boxes[(((4 * split) + 1) * ColumnCount) + column] + Boxes[(((4 * split) + 2) * ColumnCount) + column];
        double centre = Boxes[(2 * node * ColumnCount) + column] + Boxes[(((2 * node) + 1) * ColumnCount) + column];
        return centre < middle || (centre == middle && LowestRows[2 * split] < LowestRows[(2 * split) + 1]);
    }

    /// <summary>For each row its nearest rows, the row itself first, then by distance, ties by lower row.</summary>
    /// <param name="neighborCount">k, counting the row itself; from 1 to n.</param>
    /// <param name="metric">One the tree <see cref="Serves"/>.</param>
    /// <param name="rows">Receives n × k rows.</param>
    /// <param name="distances">Receives their distances.</param>
    /// <param name="execution">Threads, cancellation.</param>
    public void NearestToRows(int neighborCount, Metric metric, int[] rows, double[] distances, Execution execution)
    {
        EachNeighbors(neighborCount - 1, metric, new TableSink(this, neighborCount, rows, distances), execution);
    }

    /// <summary>Finds for each slot its nearest others, and tells the sink.</summary>
    /// <param name="otherCount">How many; from 0 to n − 1.</param>
    /// <param name="metric">One the tree <see cref="Serves"/>.</param>
    /// <param name="sink">Is told.</param>
    /// <param name="execution">Threads, cancellation.</param>
    public void EachNeighbors(int otherCount, Metric metric, INeighborSink sink, Execution execution)
    {
        switch (metric)
        {
            case Metric.Euclidean:
                KdTreeSearch<EuclideanTreeMetric>.All(this, otherCount, sink, execution);
                break;
            case Metric.Manhattan:
                KdTreeSearch<ManhattanTreeMetric>.All(this, otherCount, sink, execution);
                break;
            default:
                KdTreeSearch<ChebyshevTreeMetric>.All(this, otherCount, sink, execution);
                break;
        }
    }

    /// <summary>The nearest points to a query, ties by lower row.</summary>
    /// <param name="query">d finite coordinates.</param>
    /// <param name="metric">One the tree <see cref="Serves"/>.</param>
    /// <param name="rows">Receives rows, nearest first; at most as long as there are points.</param>
    /// <param name="distances">Receives their distances; as long.</param>
    public void Nearest(ReadOnlySpan<double> query, Metric metric, Span<int> rows, Span<double> distances)
    {
        switch (metric)
        {
            case Metric.Euclidean:
                KdTreeQuery<EuclideanTreeMetric>.Find(this, query, rows, distances);
                break;
            case Metric.Manhattan:
                KdTreeQuery<ManhattanTreeMetric>.Find(this, query, rows, distances);
                break;
            default:
                KdTreeQuery<ChebyshevTreeMetric>.Find(this, query, rows, distances);
                break;
        }
    }

    private sealed class TableSink(KdTree tree, int neighborCount, int[] rows, double[] distances) : INeighborSink
    {
        public void Accept(int slot, ReadOnlySpan<int> otherSlots, ReadOnlySpan<double> otherDistances)
        {
            int row = tree.Rows[slot];
            rows[row * neighborCount] = row;
            distances[row * neighborCount] = 0;
            for (int index = 0; index < otherSlots.Length; index++)
            {
                rows[(row * neighborCount) + 1 + index] = tree.Rows[otherSlots[index]];
            }

            otherDistances.CopyTo(distances.AsSpan((row * neighborCount) + 1));
        }
    }
}
