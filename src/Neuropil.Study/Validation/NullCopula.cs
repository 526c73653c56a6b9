using Neuropil.Numerics;


namespace Neuropil.Study;

/// <summary>
/// A data set of one population: in every column the distribution with one mode that is nearest to the group's own
/// (<see cref="UnimodalMarginal"/>), joined by a Gaussian copula with the group's own rank correlations. What skew, tails and
/// correlations can explain stays; modes are gone, whether they show in one column or only in several at once.
/// </summary>
/// <remarks>
/// Spearman's ρ of two columns gives the copula's correlation as 2 sin(πρ/6) (Kruskal 1958). A matrix of such correlations need not be
/// positive definite; it is drawn towards the identity by the least of 0, 2⁻²⁰, 2⁻¹⁹, … that makes it so. A column is drawn from its
/// distribution anew and laid out by the ranks of the scores.
/// </remarks>
public sealed class NullCopula
{
    private static readonly ulong Purpose = KeyedRandom.Purpose("validate/null-copula");
    private static readonly ulong ValuePurpose = KeyedRandom.Purpose("validate/null-copula-values");
    private readonly int rows;
    private readonly UnimodalMarginal[] marginals;
    private readonly double[,] factor;

    private NullCopula(int rows, UnimodalMarginal[] marginals, double[,] factor)
        => (this.rows, this.marginals, this.factor) = (rows, marginals, factor);

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

        return new NullCopula(points.RowCount, [.. columns.Select(UnimodalMarginal.Fit)], Factored(correlations));
    }

    /// <summary>Draws a data set as large as the group.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="replicate">Which of the draws, from 0.</param>
    /// <returns>n × d.</returns>
    public Matrix Draw(long seed, int replicate)
    {
        double[][] scores = [.. marginals.Select(_ => new double[rows])];
        double[] normal = new double[marginals.Length];
        for (int row = 0; row < rows; row++)
        {
            KeyedRandom random = KeyedRandom.At(seed, Purpose, (ulong)replicate, (ulong)row);
            for (int column = 0; column < marginals.Length; column++)
            {
                normal[column] = random.NextGaussian();
                for (int term = 0; term <= column; term++)
                {
                    scores[column][row] += factor[column, term] * normal[term];
                }
            }
        }

        double[] values = new double[rows * marginals.Length];
        for (int column = 0; column < marginals.Length; column++)
        {
            KeyedRandom random = KeyedRandom.At(seed, ValuePurpose, (ulong)replicate, (ulong)column);
            double[] drawn = new double[rows];
            for (int row = 0; row < rows; row++)
            {
                drawn[row] = marginals[column].Quantile(random.NextDouble());
            }

            Array.Sort(drawn);
            int[] order = [.. Enumerable.Range(0, rows).OrderBy(row => scores[column][row]).ThenBy(row => row)];
            for (int rank = 0; rank < rows; rank++)
            {
                values[(order[rank] * marginals.Length) + column] = drawn[rank];
            }
        }

        return new Matrix(rows, marginals.Length, values);
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
