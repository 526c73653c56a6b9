using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// Scores of the points on their leading principal components, found by subspace iteration on the covariance (Halko, Martinsson and
/// Tropp 2011). Each component's largest loading is positive.
/// </summary>
internal static class PrincipalComponents
{
    private const int IterationCount = 30;
    private const int Oversampling = 4;
    private const int BlockSize = 256;
    private const int RowsPerPart = 4096;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap principal components");

    /// <summary>n × <paramref name="dimension"/> scores; columns beyond the points' own dimension are 0.</summary>
    public static double[] Of(Matrix points, int dimension, Execution execution)
    {
        int width = points.ColumnCount;
        int rank = Math.Min(dimension + Oversampling, width);
        double[] means = Means(points);
        double[] basis = RandomBasis(width, rank);
        for (int iteration = 0; iteration < IterationCount; iteration++)
        {
            basis = Multiply(points, means, basis, rank, execution);
            Orthonormalize(basis, width, rank);
        }

        double[] loadings = Rotated(points, means, basis, rank, execution);
        double[] scores = new double[points.RowCount * dimension];
        int kept = Math.Min(dimension, rank);
        Blocks.For(points.RowCount, BlockSize, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                for (int component = 0; component < kept; component++)
                {
                    scores[(row * dimension) + component] = Score(points.Row(row), means, loadings.AsSpan(component * width, width));
                }
            }
        });
        return scores;
    }

    private static double[] Means(Matrix points)
    {
        double[] means = new double[points.ColumnCount];
        for (int row = 0; row < points.RowCount; row++)
        {
            ReadOnlySpan<double> point = points.Row(row);
            for (int column = 0; column < means.Length; column++)
            {
                means[column] += point[column];
            }
        }

        for (int column = 0; column < means.Length; column++)
        {
            means[column] /= points.RowCount;
        }

        return means;
    }

    /// <summary>The basis holds its vectors one after the other.</summary>
    private static double[] RandomBasis(int width, int rank)
    {
        double[] basis = new double[width * rank];
        KeyedRandom random = KeyedRandom.At(0, Purpose);
        for (int index = 0; index < basis.Length; index++)
        {
            basis[index] = random.NextGaussian();
        }

        Orthonormalize(basis, width, rank);
        return basis;
    }

    /// <summary>Scatter matrix times basis, summed over fixed blocks of rows.</summary>
    private static double[] Multiply(Matrix points, double[] means, double[] basis, int rank, Execution execution)
    {
        int width = points.ColumnCount;
        double[][] parts = new double[Blocks.Count(points.RowCount, RowsPerPart)][];
        Blocks.For(points.RowCount, RowsPerPart, execution, (start, end) =>
        {
            double[] part = new double[basis.Length];
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<double> point = points.Row(row);
                for (int vector = 0; vector < rank; vector++)
                {
                    double score = Score(point, means, basis.AsSpan(vector * width, width));
                    Span<double> target = part.AsSpan(vector * width, width);
                    for (int column = 0; column < width; column++)
                    {
                        target[column] += score * (point[column] - means[column]);
                    }
                }
            }

            parts[start / RowsPerPart] = part;
        });
        double[] product = new double[basis.Length];
        foreach (double[] part in parts)
        {
            for (int index = 0; index < product.Length; index++)
            {
                product[index] += part[index];
            }
        }

        return product;
    }

    private static double Score(ReadOnlySpan<double> point, double[] means, ReadOnlySpan<double> vector)
    {
        double score = 0;
        for (int column = 0; column < point.Length; column++)
        {
            score += (point[column] - means[column]) * vector[column];
        }

        return score;
    }

    /// <summary>Gram and Schmidt, twice; a vector that vanishes becomes 0.</summary>
    private static void Orthonormalize(double[] basis, int width, int rank)
    {
        for (int vector = 0; vector < rank; vector++)
        {
            Span<double> own = basis.AsSpan(vector * width, width);
            double before = Math.Sqrt(OrderedSums.Dot(own, own));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int other = 0; other < vector; other++)
                {
                    ReadOnlySpan<double> axis = basis.AsSpan(other * width, width);
                    double along = OrderedSums.Dot(own, axis);
                    for (int column = 0; column < width; column++)
                    {
                        own[column] -= along * axis[column];
                    }
                }
            }

            double length = Math.Sqrt(OrderedSums.Dot(own, own));
            double scale = length > 1e-12 * before ? 1 / length : 0;
            for (int column = 0; column < width; column++)
            {
                own[column] *= scale;
            }
        }
    }

    /// <summary>The basis turned onto the principal axes within its span, widest first, signs fixed.</summary>
    private static double[] Rotated(Matrix points, double[] means, double[] basis, int rank, Execution execution)
    {
        int width = points.ColumnCount;
        double[] product = Multiply(points, means, basis, rank, execution);
        double[] small = new double[rank * rank];
        for (int row = 0; row < rank; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double element = OrderedSums.Dot(basis.AsSpan(row * width, width), product.AsSpan(column * width, width));
                small[(row * rank) + column] = element;
                small[(column * rank) + row] = element;
            }
        }

        double[] turns = SymmetricEigen.Of(small, rank).Vectors;
        double[] loadings = new double[basis.Length];
        for (int component = 0; component < rank; component++)
        {
            Span<double> loading = loadings.AsSpan(component * width, width);
            for (int vector = 0; vector < rank; vector++)
            {
                double turn = turns[(vector * rank) + component];
                for (int column = 0; column < width; column++)
                {
                    loading[column] += turn * basis[(vector * width) + column];
                }
            }

            FixSign(loading);
        }

        return loadings;
    }

    private static void FixSign(Span<double> loading)
    {
        double largest = 0;
        foreach (double value in loading)
        {
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
        }

        for (int column = 0; column < loading.Length && largest < 0; column++)
        {
            loading[column] = -loading[column];
        }
    }
}
