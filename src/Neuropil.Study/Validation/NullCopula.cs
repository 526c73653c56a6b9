using Neuropil.Numerics;


namespace Neuropil.Study;

/// <summary>
/// A data set of one population: the group's own values in every column, joined by a Gaussian copula with the group's own rank
/// correlations. What correlations alone can explain stays; modes that show only in several columns at once are gone. A column with
/// several modes of its own keeps them, so that clusters along a single column are no news to this null.
/// </summary>
/// <remarks>
/// Spearman's ρ of two columns gives the copula's correlation as 2 sin(πρ/6) (Kruskal 1958). A matrix of such correlations need not be
/// positive definite; it is drawn towards the identity by the least of 0, 2⁻²⁰, 2⁻¹⁹, … that makes it so. The drawn scores are replaced
/// by the column's own values of the same rank, so that marginals are those of the group to the last value.
/// </remarks>
public sealed class NullCopula
{
    private static readonly ulong Purpose = KeyedRandom.Purpose("validate/null-copula");
    private readonly double[][] sorted;
    private readonly double[,] factor;

    private NullCopula(double[][] sorted, double[,] factor) => (this.sorted, this.factor) = (sorted, factor);

    /// <summary>Fits marginals and rank correlations.</summary>
    /// <param name="points">n × d, finite, at least two rows.</param>
    public static NullCopula Fit(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.AtLeast(points.RowCount, 2);
        double[][] columns = [.. Enumerable.Range(0, points.RequireFinite(nameof(points)).ColumnCount).Select(points.Column)];
        double[][] ranks = [.. columns.Select(RankCorrelation.Ranks)];
        double[,] correlations = new double[columns.Length, columns.Length];
        for (int first = 0; first < columns.Length; first++)
        {
            for (int second = 0; second < columns.Length; second++)
            {
                correlations[first, second] = first == second
                    ? 1
                    : 2 * DeterministicMath.Sin(Math.PI * RankCorrelation.Pearson(ranks[first], ranks[second]) / 6);
            }
        }

        foreach (double[] column in columns)
        {
            Array.Sort(column);
        }

        return new NullCopula(columns, Factored(correlations));
    }

    /// <summary>Draws a data set as large as the group.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="replicate">Which of the draws, from 0.</param>
    /// <returns>n × d.</returns>
    public Matrix Draw(long seed, int replicate)
    {
        int rows = sorted[0].Length;
        double[][] scores = [.. sorted.Select(_ => new double[rows])];
        Span<double> normal = stackalloc double[sorted.Length];
        for (int row = 0; row < rows; row++)
        {
            KeyedRandom random = KeyedRandom.At(seed, Purpose, (ulong)replicate, (ulong)row);
            for (int column = 0; column < sorted.Length; column++)
            {
                normal[column] = random.NextGaussian();
                for (int term = 0; term <= column; term++)
                {
                    scores[column][row] += factor[column, term] * normal[term];
                }
            }
        }

        double[] values = new double[rows * sorted.Length];
        for (int column = 0; column < sorted.Length; column++)
        {
            int[] order = [.. Enumerable.Range(0, rows).OrderBy(row => scores[column][row]).ThenBy(row => row)];
            for (int rank = 0; rank < rows; rank++)
            {
                values[(order[rank] * sorted.Length) + column] = sorted[column][rank];
            }
        }

        return new Matrix(rows, sorted.Length, values);
    }

    private static double[,] Factored(double[,] correlations)
    {
        for (double shrinkage = 0; shrinkage <= 1; shrinkage = shrinkage == 0 ? 1.0 / (1 << 20) : 2 * shrinkage)
        {
            if (Cholesky(correlations, shrinkage) is double[,] factor)
            {
                return factor;
            }
        }

        throw new InvalidOperationException("The identity has no Cholesky factor.");
    }

    private static double[,]? Cholesky(double[,] correlations, double shrinkage)
    {
        int size = correlations.GetLength(0);
        double[,] factor = new double[size, size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = row == column ? 1 : (1 - shrinkage) * correlations[row, column];
                for (int term = 0; term < column; term++)
                {
                    sum -= factor[row, term] * factor[column, term];
                }

                if (row == column && !(sum > 1e-12))
                {
                    return null;
                }

                factor[row, column] = row == column ? Math.Sqrt(sum) : sum / factor[column, column];
            }
        }

        return factor;
    }
}
