namespace Neuropil.Numerics;

/// <summary>How much nearer each point lies to its own cluster than to the next: Rousseeuw's silhouette.</summary>
/// <remarks>
/// Rousseeuw 1987: with a the mean distance of a point to the others of its cluster and b the least mean distance to another cluster,
/// (b − a) / max(a, b); 0 for a cluster of one, and where both are 0. Points with a negative label are in no cluster: they have no
/// silhouette and count for nobody's. Exact, time n²·d; the same bytes for any number of threads.
/// </remarks>
public sealed class Silhouette
{
    private const int BlockSize = 32;
    private readonly double[] values;

    private Silhouette(double[] values, double mean)
    {
        this.values = values;
        Mean = mean;
    }

    /// <summary>Of each point, −1 to 1, in the order of the rows; NaN where the label is negative.</summary>
    public ReadOnlyMemory<double> Values => values;

    /// <summary>The mean over the points that are in a cluster.</summary>
    public double Mean { get; }

    /// <summary>The silhouettes of a clustering.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="labels">n numbers of clusters, from 0 or 1 on, with gaps or without; negative: in no cluster.</param>
    /// <param name="metric">Distance between points.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="ArgumentException">There are fewer than two clusters, or not one label a row.</exception>
    /// <exception cref="NonFiniteValueException">A coordinate is NaN or infinite.</exception>
    public static Silhouette Of(Matrix points, ReadOnlySpan<int> labels, Metric metric = Metric.Euclidean, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        points.RequireFinite(nameof(points));
        if (labels.Length != points.RowCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"labels has {labels.Length} entries; expected {points.RowCount}, one for each row of points."),
                nameof(labels));
        }

        (int[] clusters, int[] sizes) = Clusters(labels);
        if (sizes.Length < 2)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"labels names {sizes.Length} clusters; expected at least 2, for a silhouette compares with the next cluster."),
                nameof(labels));
        }

        execution ??= Execution.Default;
        return metric switch
        {
            Metric.Euclidean => Of(points, clusters, sizes, default(EuclideanMetric), execution),
            Metric.Manhattan => Of(points, clusters, sizes, default(ManhattanMetric), execution),
            Metric.Chebyshev => Of(points, clusters, sizes, default(ChebyshevMetric), execution),
            Metric.Cosine => Of(points, clusters, sizes, default(CosineMetric), execution),
            Metric.Correlation => Of(points, clusters, sizes, default(CorrelationMetric), execution),
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, $"metric is {metric}; expected one of {string.Join(", ", Enum.GetNames<Metric>())}."),
        };
    }

    private static Silhouette Of<TMetric>(Matrix points, int[] clusters, int[] sizes, TMetric metric, Execution execution)
        where TMetric : struct, IMetric
    {
        double[] values = new double[points.RowCount];
        Blocks.For(points.RowCount, BlockSize, execution, (start, end) =>
        {
            double[] sums = new double[sizes.Length];
            for (int row = start; row < end; row++)
            {
                if (clusters[row] < 0)
                {
                    values[row] = double.NaN;
                    continue;
                }

                Array.Clear(sums);
                ReadOnlySpan<double> point = points.Row(row);
                for (int other = 0; other < clusters.Length; other++)
                {
                    if (clusters[other] >= 0 && other != row)
                    {
                        sums[clusters[other]] += metric.Distance(point, points.Row(other));
                    }
                }

                values[row] = Value(sums, sizes, clusters[row]);
            }
        });
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        return new Silhouette(values, sum / count);
    }

    private static double Value(double[] sums, int[] sizes, int own)
    {
        if (sizes[own] == 1)
        {
            return 0;
        }

        double within = sums[own] / (sizes[own] - 1);
        double nearest = double.PositiveInfinity;
        for (int cluster = 0; cluster < sums.Length; cluster++)
        {
            if (cluster != own)
            {
                nearest = Math.Min(nearest, sums[cluster] / sizes[cluster]);
            }
        }

        double larger = Math.Max(within, nearest);
        return larger > 0 ? (nearest - within) / larger : 0;
    }

    /// <summary>Labels numbered anew from 0 without gaps, −1 for none, and how many points each has.</summary>
    private static (int[] Clusters, int[] Sizes) Clusters(ReadOnlySpan<int> labels)
    {
        Dictionary<int, int> numbers = [];
        List<int> sizes = [];
        int[] clusters = new int[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            clusters[row] = -1;
            if (labels[row] < 0)
            {
                continue;
            }

            if (!numbers.TryGetValue(labels[row], out int number))
            {
                number = sizes.Count;
                numbers.Add(labels[row], number);
                sizes.Add(0);
            }

            clusters[row] = number;
            sizes[number]++;
        }

        return (clusters, [.. sizes]);
    }
}
