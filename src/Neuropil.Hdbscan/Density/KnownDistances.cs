namespace Neuropil.Hdbscan;

/// <summary>Core distances and spanning tree from a table of distances.</summary>
internal static class KnownDistances
{
    private const int RowsPerBlock = 64;

    /// <summary>Refuses what is no table of distances.</summary>
    public static void Check(Matrix distances, int minSamples, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(distances);
        int count = distances.RowCount;
        if (distances.ColumnCount != count)
        {
            throw Bad($"distances is {count} × {distances.ColumnCount}; expected as many columns as rows.");
        }

        if (count < Math.Max(2, minSamples + 1))
        {
            throw Bad($"distances has {count} rows; expected at least MinSamples + 1 = {minSamples + 1}, and 2. Give more rows or a smaller MinSamples.");
        }

        distances.RequireFinite(nameof(distances));
        for (int row = 0; row < count; row++)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            if (distances[row, row] != 0)
            {
                throw Bad($"distances, row {row}, column {row} is {distances[row, row]}; expected 0, the distance of a row from itself.");
            }

            for (int other = 0; other < row; other++)
            {
                double distance = distances[row, other];
                if (!(distance >= 0) || distance != distances[other, row])
                {
                    throw Bad($"distances, row {row}, column {other} is {distance}, the other way round {distances[other, row]}; expected the same number of at least 0.");
                }
            }
        }
    }

    public static double[] Cores(Matrix distances, double[]? weights, int minSamples, Execution execution)
    {
        double[] cores = new double[distances.RowCount];
        Blocks.For(cores.Length, RowsPerBlock, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                // The row itself, at 0, is among them.
                double[] sorted = distances.Row(row).ToArray();
                if (weights is null)
                {
                    Array.Sort(sorted);
                    cores[row] = sorted[minSamples];
                    continue;
                }

                double[] sortedWeights = (double[])weights.Clone();
                Array.Sort(sorted, sortedWeights);
                double sum = 0;
                int place = 0;
                for (; place < sorted.Length - 1 && (sum += sortedWeights[place]) < minSamples + 1; place++)
                {
                }

                cores[row] = sorted[place];
            }
        });
        return cores;
    }

    public static MinimumSpanningTree Tree(Matrix distances, double[] cores, Execution execution)
    {
        double[] numbers = [.. Enumerable.Range(0, cores.Length)];
        return PrimSpanningTree.Of(new Matrix(cores.Length, 1, numbers), cores, new ByNumber(distances), execution);
    }

    private static ArgumentException Bad(FormattableString message) => new(FormattableString.Invariant(message), "distances");

    /// <summary>Between points whose one coordinate is their row.</summary>
    private readonly struct ByNumber(Matrix distances) : IMetric
    {
        public double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => distances[(int)a[0], (int)b[0]];
    }
}
