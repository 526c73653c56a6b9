using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>How far each point of an embedding stands where its features put it.</summary>
public static class EmbeddingReliability
{
    /// <summary>Neighbours that are compared.</summary>
    public const int NeighborCount = 15;

    private const int MostComparedPoints = 1000;
    private const int BlockSize = 16;
    private static readonly ulong Purpose = KeyedRandom.Purpose("validate/compared-points");

    /// <summary>Per point the share of its nearest neighbours in feature space that are among its nearest in the embedding.</summary>
    /// <param name="features">n × d.</param>
    /// <param name="embedding">n × 2 or 3.</param>
    /// <param name="execution">Never changes the result.</param>
    /// <returns>n shares, 0 to 1. The point itself is no neighbour; fewer than 16 points are compared whole.</returns>
    public static double[] NeighborsKept(Matrix features, Matrix embedding, Execution? execution = null)
    {
        RequireSameRows(features, embedding);
        int count = Math.Min(NeighborCount, features.RowCount - 1);
        if (count < 1)
        {
            return [.. Enumerable.Repeat(1.0, features.RowCount)];
        }

        execution ??= Execution.Default;
        double[] kept = new double[features.RowCount];
        Blocks.For(features.RowCount, BlockSize, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                kept[row] = (double)Nearest(features, row, count).Intersect(Nearest(embedding, row, count)).Count() / count;
            }
        });
        return kept;
    }

    /// <summary>
    /// Per point the rank correlation between its distances in feature space and in the embedding, over the nearer half (in feature
    /// space) of the other points; of more than 1,001 points each is compared with a keyed draw of 1,000.
    /// </summary>
    /// <remarks>
    /// Xia, Lee and Li 2024 (scDEED) correlate the ordered distances; ranks are used here, which no stretching of an axis changes. A
    /// point is dubious where its correlation is below the 5 % quantile of permuted data's (<see cref="NullPermutation"/>).
    /// </remarks>
    /// <param name="features">n × d.</param>
    /// <param name="embedding">n × 2 or 3.</param>
    /// <param name="seed">Of the draw.</param>
    /// <param name="execution">Never changes the result.</param>
    /// <returns>n correlations, −1 to 1.</returns>
    public static double[] DistanceCorrelations(Matrix features, Matrix embedding, long seed, Execution? execution = null)
    {
        RequireSameRows(features, embedding);
        execution ??= Execution.Default;
        int[] compared = ComparedPoints(features.RowCount, seed);
        double[] correlations = new double[features.RowCount];
        Blocks.For(features.RowCount, BlockSize, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                int self = row;
                (double Distance, int Row)[] others =
                [
                    .. compared.Where(other => other != self).Select(other => (SquaredDistance(features, self, other), other)).Order(),
                ];
                (double Distance, int Row)[] near = others[..((others.Length + 1) / 2)];
                correlations[row] = RankCorrelation.Spearman(
                    [.. near.Select(other => other.Distance)],
                    [.. near.Select(other => SquaredDistance(embedding, self, other.Row))]);
            }
        });
        return correlations;
    }

    /// <summary>
    /// Per point the spread of its place over embeddings of the same points: the mean squared distance from its mean place once every
    /// embedding is laid over the first (shift, turn, mirror and one scale), in units of the first embedding's own mean squared
    /// distance from its centre. 0: it never moves; about 1: it could as well be anywhere.
    /// </summary>
    /// <param name="embeddings">At least two, each n × d.</param>
    /// <returns>n numbers, 0 or more.</returns>
    public static double[] PlaceSpread(IReadOnlyList<Matrix> embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        Require.AtLeast(embeddings.Count, 2);
        Matrix reference = Procrustes.Centered(embeddings[0]);
        double[][] laid = [.. embeddings.Select(embedding => Procrustes.Lay(embedding, reference).Values.ToArray())];
        double extent = 0;
        foreach (double value in reference.Values)
        {
            extent += value * value;
        }

        extent /= reference.RowCount;
        double[] spread = new double[reference.RowCount];
        for (int row = 0; row < spread.Length; row++)
        {
            for (int axis = 0; axis < reference.ColumnCount; axis++)
            {
                int place = (row * reference.ColumnCount) + axis;
                double mean = laid.Sum(values => values[place]) / laid.Length;
                spread[row] += laid.Sum(values => (values[place] - mean) * (values[place] - mean)) / laid.Length;
            }

            spread[row] = extent > 0 ? spread[row] / extent : 0;
        }

        return spread;
    }

    private static int[] ComparedPoints(int count, long seed)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        if (count <= MostComparedPoints + 1)
        {
            return rows;
        }

        KeyedRandom random = KeyedRandom.At(seed, Purpose);
        random.Shuffle<int>(rows);
        int[] drawn = rows[..MostComparedPoints];
        Array.Sort(drawn);
        return drawn;
    }

    private static IEnumerable<int> Nearest(Matrix points, int row, int count)
    {
        double[] distances = new double[points.RowCount];
        int[] rows = new int[points.RowCount];
        for (int other = 0; other < rows.Length; other++)
        {
            (distances[other], rows[other]) = (other == row ? -1 : SquaredDistance(points, row, other), other);
        }

        return rows.OrderBy(other => distances[other]).ThenBy(other => other).Skip(1).Take(count);
    }

    private static double SquaredDistance(Matrix points, int first, int second)
    {
        ReadOnlySpan<double> left = points.Row(first);
        ReadOnlySpan<double> right = points.Row(second);
        double sum = 0;
        for (int column = 0; column < left.Length; column++)
        {
            sum += (left[column] - right[column]) * (left[column] - right[column]);
        }

        return sum;
    }

    private static void RequireSameRows(Matrix features, Matrix embedding)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(embedding);
        if (features.RowCount != embedding.RowCount)
        {
            throw new ArgumentException($"The features have {features.RowCount} rows, the embedding {embedding.RowCount}; expected as many.", nameof(embedding));
        }
    }
}
