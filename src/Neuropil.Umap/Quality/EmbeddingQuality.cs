using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>How well an embedding keeps what was near, near. Exact; the same bytes for any number of threads.</summary>
public static class EmbeddingQuality
{
    private const int BlockSize = 32;

    /// <summary>How far the embedding's neighbours are neighbours indeed: 1 at best.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="embedding">n × e, finite: the same rows, embedded.</param>
    /// <param name="neighborCount">k, not counting the point itself; at least 1 and less than n / 2.</param>
    /// <param name="metric">Distance between points; the embedding's is Euclidean.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>0 to 1.</returns>
    /// <remarks>
    /// Venna and Kaski 2001: 1 − 2 / (nk(2n − 3k − 1)) · Σ (r − k) over the embedding's k neighbours whose rank r among the points
    /// exceeds k. Equal distances rank by lower row. Time n²·(d + k).
    /// </remarks>
    /// <exception cref="ArgumentException">The tables differ in rows, or k is out of range.</exception>
    /// <exception cref="NonFiniteValueException">A number is NaN or infinite.</exception>
    public static double Trustworthiness(
        Matrix points,
        Matrix embedding,
        int neighborCount = 15,
        Metric metric = Metric.Euclidean,
        Execution? execution = null)
    {
        Check(points, embedding, neighborCount);
        NeighborTable found = NearestNeighbors.Of(embedding, neighborCount + 1, execution: execution);
        return OneLessRankExcess(points, metric, found, execution ?? Execution.Default);
    }

    /// <summary>How far the points' neighbours are neighbours in the embedding still: 1 at best.</summary>
    /// <remarks>Venna and Kaski 2001: trustworthiness with the two tables in each other's place.</remarks>
    /// <inheritdoc cref="Trustworthiness"/>
    public static double Continuity(
        Matrix points,
        Matrix embedding,
        int neighborCount = 15,
        Metric metric = Metric.Euclidean,
        Execution? execution = null)
    {
        Check(points, embedding, neighborCount);
        NeighborTable found = NearestNeighbors.Of(points, neighborCount + 1, metric, execution: execution);
        return OneLessRankExcess(embedding, Metric.Euclidean, found, execution ?? Execution.Default);
    }

    /// <summary>The share of each point's k nearest that are among its k nearest in the embedding too, on average.</summary>
    /// <remarks>Neighbours are exact up to <see cref="NeighborSearch.Auto"/>'s choice; ties by lower row.</remarks>
    /// <inheritdoc cref="Trustworthiness"/>
    public static double NeighborPreservation(
        Matrix points,
        Matrix embedding,
        int neighborCount = 15,
        Metric metric = Metric.Euclidean,
        Execution? execution = null)
    {
        Check(points, embedding, neighborCount);
        NeighborTable wanted = NearestNeighbors.Of(points, neighborCount + 1, metric, execution: execution);
        NeighborTable found = NearestNeighbors.Of(embedding, neighborCount + 1, execution: execution);
        long kept = 0;
        for (int row = 0; row < points.RowCount; row++)
        {
            ReadOnlySpan<int> wantedRows = wanted.Rows(row)[1..];
            foreach (int other in found.Rows(row)[1..])
            {
                kept += wantedRows.Contains(other) ? 1 : 0;
            }
        }

        return (double)kept / ((long)points.RowCount * neighborCount);
    }

    private static double OneLessRankExcess(Matrix points, Metric metric, NeighborTable found, Execution execution)
        => metric switch
        {
            Metric.Euclidean => OneLessRankExcess(points, default(EuclideanMetric), found, execution),
            Metric.Manhattan => OneLessRankExcess(points, default(ManhattanMetric), found, execution),
            Metric.Chebyshev => OneLessRankExcess(points, default(ChebyshevMetric), found, execution),
            Metric.Cosine => OneLessRankExcess(points, default(CosineMetric), found, execution),
            _ => OneLessRankExcess(points, default(CorrelationMetric), found, execution),
        };

    private static double OneLessRankExcess<TMetric>(Matrix points, TMetric metric, NeighborTable found, Execution execution)
        where TMetric : struct, IMetric
    {
        int count = points.RowCount;
        int neighborCount = found.NeighborCount - 1;
        long[] excesses = new long[Blocks.Count(count, BlockSize)];
        Blocks.For(count, BlockSize, execution, (start, end) =>
        {
            double[] distances = new double[count];
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<double> own = points.Row(row);
                for (int other = 0; other < count; other++)
                {
                    distances[other] = metric.Distance(own, points.Row(other));
                }

                foreach (int neighbor in found.Rows(row)[1..])
                {
                    excesses[start / BlockSize] += Math.Max(0, Rank(distances, neighbor, row) - neighborCount);
                }
            }
        });
        double worst = (double)count * neighborCount * ((2.0 * count) - (3.0 * neighborCount) - 1) / 2;
        return 1 - (excesses.Sum() / worst);
    }

    /// <summary>1 for the nearest; the row itself is not counted.</summary>
    private static int Rank(double[] distances, int neighbor, int row)
    {
        double distance = distances[neighbor];
        int rank = 1;
        for (int other = 0; other < neighbor; other++)
        {
            rank += distances[other] <= distance ? 1 : 0;
        }

        for (int other = neighbor + 1; other < distances.Length; other++)
        {
            rank += distances[other] < distance ? 1 : 0;
        }

        bool ownCounted = row < neighbor ? distances[row] <= distance : distances[row] < distance;
        return ownCounted ? rank - 1 : rank;
    }

    private static void Check(Matrix points, Matrix embedding, int neighborCount)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(embedding);
        points.RequireFinite(nameof(points));
        embedding.RequireFinite(nameof(embedding));
        if (points.RowCount != embedding.RowCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"embedding has {embedding.RowCount} rows; expected {points.RowCount}, as points has."),
                nameof(embedding));
        }

        Require.AtLeast(neighborCount, 1, nameof(neighborCount));
        if (2L * neighborCount >= points.RowCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"neighborCount is {neighborCount}; expected less than half of the {points.RowCount} rows."),
                nameof(neighborCount));
        }
    }
}
