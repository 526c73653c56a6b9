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

    /// <summary>Points the SIMD loops take at once.</summary>
    public const int Lanes = 4;

    private KdTree(int pointCount, int columnCount, int depth, int leafStride)
    {
        PointCount = pointCount;
        ColumnCount = columnCount;
        Depth = depth;
        LeafStride = leafStride;
        Rows = new int[pointCount];
        Boxes = new double[(2L << depth) * 2 * columnCount];
        LowestRows = new int[2L << depth];
        Coordinates = new double[((long)leafStride << depth) * columnCount];
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

    /// <summary>The lowest row in each node.</summary>
    public int[] LowestRows { get; }

    /// <summary>Leaf by leaf, in it coordinate by coordinate, in that point by point; NaN where there is no point.</summary>
    public double[] Coordinates { get; }

    /// <summary>Builds the tree.</summary>
    /// <param name="points">n × d, finite, n and d at least 1.</param>
    /// <param name="execution">Threads, cancellation.</param>
    /// <param name="leafCapacity">Points a leaf has at most.</param>
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

    /// <summary>The leaf of a node at the lowest level.</summary>
    public int LeafOf(int node) => node - LeafCount;

    public ReadOnlySpan<double> BoxOf(int node) => Boxes.AsSpan((int)(node * 2L * ColumnCount), 2 * ColumnCount);

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
                KdTreeSearch<EuclideanTreeMetric>.One(this, query, rows, distances);
                break;
            case Metric.Manhattan:
                KdTreeSearch<ManhattanTreeMetric>.One(this, query, rows, distances);
                break;
            default:
                KdTreeSearch<ChebyshevTreeMetric>.One(this, query, rows, distances);
                break;
        }
    }

    private sealed class TableSink(KdTree tree, int neighborCount, int[] rows, double[] distances) : INeighborSink
    {
        public void Accept(int slot, ReadOnlySpan<int> otherRows, ReadOnlySpan<double> otherDistances)
        {
            int row = tree.Rows[slot];
            rows[row * neighborCount] = row;
            distances[row * neighborCount] = 0;
            otherRows.CopyTo(rows.AsSpan((row * neighborCount) + 1));
            otherDistances.CopyTo(distances.AsSpan((row * neighborCount) + 1));
        }
    }
}
