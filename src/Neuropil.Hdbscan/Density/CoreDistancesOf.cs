namespace Neuropil.Hdbscan;

/// <summary>Core distances where they are not simply those of the neighbours found in the tree.</summary>
internal static class CoreDistancesOf
{
    /// <summary>From neighbours that are known.</summary>
    /// <param name="points">In canonical order.</param>
    /// <param name="neighbors">By row.</param>
    /// <param name="weights">In canonical order; null: each point is one.</param>
    /// <param name="minSamples">Neighbours that make a core distance.</param>
    public static double[] Known(CanonicalPoints points, NeighborTable neighbors, double[]? weights, int minSamples)
    {
        double[] cores = new double[points.Rows.Length];
        int[] pointOfRow = weights is null ? [] : points.PointOfRow();
        for (int point = 0; point < cores.Length; point++)
        {
            int row = points.Rows[point];
            ReadOnlySpan<double> distances = neighbors.Distances(row);
            if (weights is null)
            {
                cores[point] = distances[minSamples];
                continue;
            }

            int enough = Enough(neighbors.Rows(row), weights, pointOfRow, minSamples);
            cores[point] = enough < distances.Length
                ? distances[enough]
                : throw new ArgumentException(
                    FormattableString.Invariant($"neighbors, row {row}: its {distances.Length} neighbours weigh less than MinSamples + 1 = {minSamples + 1}. Give more neighbours a row."),
                    nameof(neighbors));
        }

        return SameForCopies(points.Points, cores);
    }

    /// <summary>The distance within which there are MinSamples + 1 points, the point's own weight counted.</summary>
    /// <param name="points">In canonical order.</param>
    /// <param name="weights">How many points each counts as.</param>
    /// <param name="minSamples">Neighbours that make a core distance.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="execution">Threads, cancellation.</param>
    public static double[] Weighted(Matrix points, double[] weights, int minSamples, Metric metric, Execution execution)
    {
        double[] cores = new double[points.RowCount];
        NeighborIndex index = NearestNeighbors.Index(points, metric, execution: execution);
        Blocks.For(cores.Length, 64, execution, (start, end) =>
        {
            for (int point = start; point < end; point++)
            {
                cores[point] = Core(index, points.Row(point), weights, minSamples);
            }
        });
        return SameForCopies(points, cores);
    }

    /// <summary>The distance from a point within which training points weigh at least MinSamples + 1.</summary>
    public static double Core(NeighborIndex index, ReadOnlySpan<double> point, double[] weights, int minSamples)
    {
        for (int count = Math.Min(minSamples + 1, index.RowCount); ; count = (int)Math.Min(2L * count, index.RowCount))
        {
            int[] rows = new int[count];
            double[] distances = new double[count];
            index.Nearest(point, rows, distances);
            int enough = Enough(rows, weights, [], minSamples);
            if (enough < count || count == index.RowCount)
            {
                return distances[Math.Min(enough, count - 1)];
            }
        }
    }

    /// <summary>The place of the neighbour with which they weigh MinSamples + 1.</summary>
    private static int Enough(ReadOnlySpan<int> rows, double[] weights, int[] pointOfRow, int minSamples)
    {
        double sum = 0;
        int place = 0;
        for (; place < rows.Length; place++)
        {
            sum += weights[pointOfRow.Length == 0 ? rows[place] : pointOfRow[rows[place]]];
            if (sum >= minSamples + 1)
            {
                break;
            }
        }

        return place;
    }

    /// <summary>Equal points have one core distance: the least of theirs.</summary>
    private static double[] SameForCopies(Matrix points, double[] cores)
    {
        for (int first = 0; first < cores.Length;)
        {
            int next = first + 1;
            double least = cores[first];
            while (next < cores.Length && points.Row(next).SequenceEqual(points.Row(first)))
            {
                least = Math.Min(least, cores[next++]);
            }

            cores.AsSpan(first, next - first).Fill(least);
            first = next;
        }

        return cores;
    }
}
