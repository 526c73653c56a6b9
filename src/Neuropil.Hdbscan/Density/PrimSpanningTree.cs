namespace Neuropil.Hdbscan;

/// <summary>
/// Prim's algorithm over all pairs: n²/2 distances, no memory beyond a few numbers a point. For metrics and dimensions the k-d tree does not serve.
/// </summary>
internal static class PrimSpanningTree
{
    private const int PointsPerBlock = 2048;

    public static MinimumSpanningTree Of<TMetric>(Matrix points, double[] cores, TMetric metric, Execution execution)
        where TMetric : struct, IMetric
    {
        int count = points.RowCount;
        Frontier frontier = new(count);
        int[] outside = [.. Enumerable.Range(1, count - 1)];
        int[] from = new int[count - 1];
        int[] to = new int[count - 1];
        double[] weights = new double[count - 1];
        double[] distances = new double[count - 1];
        int[] bestOfBlock = new int[Blocks.Count(count, PointsPerBlock)];
        int newest = 0;
        for (int left = count - 1; left > 0; left--)
        {
            int joined = newest;
            Blocks.For(left, PointsPerBlock, execution, (start, end) =>
                bestOfBlock[start / PointsPerBlock] = Relax(points, cores, metric, joined, outside.AsSpan(start, end - start), frontier) + start);
            int best = bestOfBlock[0];
            for (int block = 1; block < Blocks.Count(left, PointsPerBlock); block++)
            {
                best = frontier.Precedes(outside[bestOfBlock[block]], outside[best]) ? bestOfBlock[block] : best;
            }

            newest = outside[best];
            outside[best] = outside[left - 1];
            (from[left - 1], to[left - 1]) = (frontier.Nearest[newest], newest);
            (weights[left - 1], distances[left - 1]) = (frontier.Reach[newest], frontier.Distance[newest]);
        }

        return MinimumSpanningTree.FromEdges(from, to, weights, distances);
    }

    /// <summary>Brings points up to date with the tree's newest point; the place of the one that is now nearest to the tree.</summary>
    private static int Relax<TMetric>(
        Matrix points, double[] cores, TMetric metric, int newest, ReadOnlySpan<int> outside, Frontier frontier)
        where TMetric : struct, IMetric
    {
        ReadOnlySpan<double> centre = points.Row(newest);
        double core = cores[newest];
        int best = 0;
        for (int index = 0; index < outside.Length; index++)
        {
            int point = outside[index];
            double least = Math.Max(core, cores[point]);
            if (least <= frontier.Reach[point])
            {
                double distance = metric.Distance(centre, points.Row(point));
                frontier.Offer(point, newest, Math.Max(least, distance), distance);
            }

            best = frontier.Precedes(point, outside[best]) ? index : best;
        }

        return best;
    }

    /// <summary>For each point outside the tree the best edge to it, in the order (weight, plain distance, lower end, higher end).</summary>
    private sealed class Frontier
    {
        public Frontier(int count)
        {
            Nearest = new int[count];
            Reach = new double[count];
            Distance = new double[count];
            Reach.AsSpan().Fill(double.PositiveInfinity);
            Distance.AsSpan().Fill(double.PositiveInfinity);
        }

        public int[] Nearest { get; }

        public double[] Reach { get; }

        public double[] Distance { get; }

        public void Offer(int point, int newest, double reach, double plain)
        {
            bool better = reach != Reach[point]
                ? reach < Reach[point]
                : plain != Distance[point] ? plain < Distance[point] : newest < Nearest[point];
            if (better)
            {
                (Reach[point], Distance[point], Nearest[point]) = (reach, plain, newest);
            }
        }

        public bool Precedes(int point, int other)
        {
            if (Reach[point] != Reach[other])
            {
                return Reach[point] < Reach[other];
            }

            if (Distance[point] != Distance[other])
            {
                return Distance[point] < Distance[other];
            }

            int lower = Math.Min(point, Nearest[point]);
            int lowerOfOther = Math.Min(other, Nearest[other]);
            return lower != lowerOfOther
                ? lower < lowerOfOther
                : Math.Max(point, Nearest[point]) < Math.Max(other, Nearest[other]);
        }
    }
}
