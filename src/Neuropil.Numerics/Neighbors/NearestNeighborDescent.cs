namespace Neuropil.Numerics;

/// <summary>
/// Approximate neighbours by NN-descent: a neighbour of a neighbour is likely a neighbour. Starts from random projection trees; in each round every
/// row introduces some of its neighbours to each other, of every pair at least one that it did not have before.
/// </summary>
/// <remarks>
/// <para>Dong, Moses and Li 2011, "Efficient k-nearest neighbor graph construction for generic similarity measures"; the trees and the sampling by
/// random priority as in McInnes' pynndescent.</para>
/// <para>Deviations: a round is cut into blocks of rows; what a block finds is gathered against the lists as they stood before it, then
/// entered by the row that is concerned. A list holds the nearest of all that was offered, in a total order, so the result has the same
/// bytes for any number of threads.</para>
/// </remarks>
internal sealed class NearestNeighborDescent<TMetric>
    where TMetric : struct, IMetric
{
    private const int LeastSpareNeighbors = 12;
    private const int MostSpareNeighborsOfFewColumns = 30;
    private const int MostSpareNeighbors = 98;
    private const int FewCandidates = 24;
    private const int ManyCandidates = 40;

    /// <summary>From so many columns on distances crowd together: neighbours of neighbours are found by longer samples.</summary>
    private const int ManyColumns = 256;
    private const int LeastLeafCapacity = 24;
    private const int MostRounds = 24;
    private const int RowsPerRound = 16_384;
    private const int RowsPerBlock = 256;
    private const int OwnerCount = 16;
    private const double LeastChange = 0.0005;
    private static readonly ulong Purpose = KeyedRandom.Purpose("nearest neighbor descent");

    private readonly Matrix points;
    private readonly TMetric metric;
    private readonly long seed;
    private readonly Execution execution;
    private readonly PairFilter? filter;
    private readonly DescentLists<double> nearest;
    private readonly DescentLists<uint> newer;
    private readonly DescentLists<uint> older;

    private NearestNeighborDescent(Matrix points, int neighborCount, TMetric metric, long seed, Execution execution)
    {
        this.points = points;
        this.metric = metric;
        this.seed = seed;
        this.execution = execution;
        nearest = new DescentLists<double>(points.RowCount, neighborCount - 1 + SpareNeighbors(points.ColumnCount));
        int candidateCount = points.ColumnCount < ManyColumns ? FewCandidates : ManyCandidates;
        newer = new DescentLists<uint>(points.RowCount, candidateCount);
        older = new DescentLists<uint>(points.RowCount, candidateCount);
        filter = PairFilter.TryCreate(points, metric, execution);
    }

    /// <summary>Whether there are enough rows for lists of this length; else every pair is looked at.</summary>
    public static bool Serves(int rowCount, int columnCount, int neighborCount)
        => rowCount > 4 * (neighborCount + Math.Max(SpareNeighbors(columnCount), MostSpareNeighborsOfFewColumns));

    public static NeighborTable Of(Matrix points, int neighborCount, TMetric metric, long seed, Execution execution)
    {
        NearestNeighborDescent<TMetric> descent = new(points, neighborCount, metric, seed, execution);
        descent.Start();
        for (int round = 0; round < MostRounds; round++)
        {
            descent.ChooseCandidates(round);
            long changes = descent.Introduce();
            execution.Report("neighbours", (round + 1.0) / MostRounds);
            if (changes <= LeastChange * points.RowCount * descent.nearest.Capacity)
            {
                break;
            }
        }

        return descent.Result(neighborCount);
    }

    private static int SpareNeighbors(int columnCount)
        => columnCount < ManyColumns
            ? Math.Clamp(columnCount / 8, LeastSpareNeighbors, MostSpareNeighborsOfFewColumns)
            : Math.Min(columnCount / 8, MostSpareNeighbors);

    private void Start()
    {
        int treeCount = Math.Min(24, 4 + (int)Math.Sqrt(Math.Sqrt(points.RowCount)) / 2);
        int leafCapacity = Math.Max(LeastLeafCapacity, nearest.Capacity);
        RandomProjectionTree[] trees = new RandomProjectionTree[treeCount];
        Blocks.For(treeCount, 1, execution, (tree, _) => trees[tree] = default(TMetric) switch
        {
            CosineMetric => RandomProjectionTree.Of<DirectionPlane<CosineMetric>>(points, leafCapacity, seed, tree),
            CorrelationMetric => RandomProjectionTree.Of<DirectionPlane<CorrelationMetric>>(points, leafCapacity, seed, tree),
            _ => RandomProjectionTree.Of<SpacePlane>(points, leafCapacity, seed, tree),
        });
        foreach (RandomProjectionTree tree in trees)
        {
            // The leaves of one tree share no row, so each leaf may write the lists of its rows.
            Blocks.For(tree.Leaves.Count, 16, execution, (start, end) =>
            {
                for (int leaf = start; leaf < end; leaf++)
                {
                    Introduce(tree.Rows.AsSpan(tree.Leaves[leaf].Start, tree.Leaves[leaf].End - tree.Leaves[leaf].Start));
                }
            });
        }
    }

    private void Introduce(ReadOnlySpan<int> rows)
    {
        for (int first = 0; first < rows.Length; first++)
        {
            ReadOnlySpan<double> point = points.Row(rows[first]);
            for (int second = first + 1; second < rows.Length; second++)
            {
                double bound = Math.Max(nearest.Bound(rows[first]), nearest.Bound(rows[second]));
                if (filter is not null && filter.AreBeyond(rows[first], rows[second], bound))
                {
                    continue;
                }

                double distance = metric.Distance(point, points.Row(rows[second]));
                nearest.Offer(rows[first], rows[second], distance);
                nearest.Offer(rows[second], rows[first], distance);
            }
        }
    }

    /// <summary>
    /// For each row a sample of those it has as neighbours and those that have it, by random priority: newly come ones apart from the others. New ones
    /// that a row has in its sample count as seen.
    /// </summary>
    private void ChooseCandidates(int round)
    {
        newer.Clear();
        older.Clear();
        ulong salt = KeyedRandom.Hash(KeyedRandom.Hash((ulong)seed ^ Purpose) ^ (ulong)round);
        Blocks.For(OwnerCount, 1, execution, (owner, _) =>
        {
            (int start, int end) = RowsOf(owner);
            for (int row = 0; row < points.RowCount; row++)
            {
                bool ownsRow = row >= start && row < end;
                ReadOnlySpan<int> others = nearest.Rows(row);
                for (int place = 0; place < others.Length; place++)
                {
                    int other = others[place];
                    if (other < 0)
                    {
                        break;
                    }

                    bool ownsOther = other >= start && other < end;
                    if (ownsRow || ownsOther)
                    {
                        ulong pair = ((ulong)Math.Min(row, other) << 32) | (uint)Math.Max(row, other);
                        uint priority = (uint)(KeyedRandom.Hash(pair ^ salt) >> 33);
                        DescentLists<uint> candidates = nearest.Marks(row)[place] ? newer : older;
                        if (ownsRow)
                        {
                            candidates.Offer(row, other, priority);
                        }

                        if (ownsOther)
                        {
                            candidates.Offer(other, row, priority);
                        }
                    }
                }
            }
        });
        Blocks.For(points.RowCount, RowsPerBlock, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<int> others = nearest.Rows(row);
                Span<bool> marks = nearest.Marks(row);
                for (int place = 0; place < others.Length; place++)
                {
                    marks[place] = marks[place] && !newer.Rows(row).Contains(others[place]);
                }
            }
        });
    }

    /// <summary>One round; returns how many entries changed.</summary>
    private long Introduce()
    {
        long changes = 0;
        for (int from = 0; from < points.RowCount; from += RowsPerRound)
        {
            int count = Math.Min(RowsPerRound, points.RowCount - from);
            List<(int Row, int Other, double Distance)>[][] found = new List<(int, int, double)>[Blocks.Count(count, RowsPerBlock)][];
            int first = from;
            Blocks.For(count, RowsPerBlock, execution, (start, end) =>
            {
                List<(int, int, double)>[] byOwner = new List<(int, int, double)>[OwnerCount];
                for (int owner = 0; owner < OwnerCount; owner++)
                {
                    byOwner[owner] = [];
                }

                for (int row = first + start; row < first + end; row++)
                {
                    Gather(row, byOwner);
                }

                found[start / RowsPerBlock] = byOwner;
            });
            long[] changed = new long[OwnerCount];
            Blocks.For(OwnerCount, 1, execution, (owner, _) =>
            {
                foreach (List<(int Row, int Other, double Distance)>[] byOwner in found)
                {
                    foreach ((int row, int other, double distance) in byOwner[owner])
                    {
                        changed[owner] += nearest.Offer(row, other, distance) ? 1 : 0;
                    }
                }
            });
            foreach (long number in changed)
            {
                changes += number;
            }
        }

        return changes;
    }

    private void Gather(int row, List<(int Row, int Other, double Distance)>[] byOwner)
    {
        ReadOnlySpan<int> fresh = Filled(newer.Rows(row));
        ReadOnlySpan<int> known = Filled(older.Rows(row));
        for (int first = 0; first < fresh.Length; first++)
        {
            int one = fresh[first];
            ReadOnlySpan<double> point = points.Row(one);
            double bound = nearest.Bound(one);
            for (int second = first + 1; second < fresh.Length + known.Length; second++)
            {
                int other = second < fresh.Length ? fresh[second] : known[second - fresh.Length];
                if (one == other)
                {
                    continue;
                }

                if (filter is not null && filter.AreBeyond(one, other, Math.Max(bound, nearest.Bound(other))))
                {
                    continue;
                }

                double distance = metric.Distance(point, points.Row(other));
                if (distance <= bound)
                {
                    byOwner[OwnerOf(one)].Add((one, other, distance));
                }

                if (distance <= nearest.Bound(other))
                {
                    byOwner[OwnerOf(other)].Add((other, one, distance));
                }
            }
        }
    }

    private NeighborTable Result(int neighborCount)
    {
        int[] rows = new int[points.RowCount * neighborCount];
        double[] distances = new double[rows.Length];
        for (int row = 0; row < points.RowCount; row++)
        {
            rows[row * neighborCount] = row;
            nearest.Rows(row)[..(neighborCount - 1)].CopyTo(rows.AsSpan((row * neighborCount) + 1));
            nearest.Keys(row)[..(neighborCount - 1)].CopyTo(distances.AsSpan((row * neighborCount) + 1));
        }

        return new NeighborTable(points.RowCount, neighborCount, rows, distances);
    }

    private (int Start, int End) RowsOf(int owner)
        => ((int)((long)points.RowCount * owner / OwnerCount), (int)((long)points.RowCount * (owner + 1) / OwnerCount));

    private int OwnerOf(int row) => (int)((((long)row + 1) * OwnerCount - 1) / points.RowCount);

    private static ReadOnlySpan<int> Filled(ReadOnlySpan<int> rows)
    {
        int count = rows.IndexOf(-1);
        return count < 0 ? rows : rows[..count];
    }
}
