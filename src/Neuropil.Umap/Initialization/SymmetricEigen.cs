namespace Neuropil.Umap;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations (Golub and Van Loan 2013, §8.5).</summary>
internal static class SymmetricEigen
{
    private const int MaximumSweepCount = 60;

    /// <summary>Eigenvalues descending; eigenvector e has its c-th component at vectors[c·n + e].</summary>
    public static (double[] Values, double[] Vectors) Of(double[] matrix, int n)
    {
        double[] a = (double[])matrix.Clone();
        double[] vectors = new double[n * n];
        for (int index = 0; index < n; index++)
        {
            vectors[(index * n) + index] = 1;
        }

        for (int sweep = 0; sweep < MaximumSweepCount && !IsDiagonal(a, n); sweep++)
        {
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    Rotate(a, vectors, n, p, q);
                }
            }
        }

        return Sorted(a, vectors, n);
    }

    private static bool IsDiagonal(double[] a, int n)
    {
        double largest = 0;
        double diagonal = 0;
        for (int row = 0; row < n; row++)
        {
            diagonal = Math.Max(diagonal, Math.Abs(a[(row * n) + row]));
            for (int column = row + 1; column < n; column++)
            {
                largest = Math.Max(largest, Math.Abs(a[(row * n) + column]));
            }
        }

        return largest <= 1e-15 * diagonal;
    }

    private static void Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        double element = a[(p * n) + q];
        if (element == 0)
        {
            return;
        }

        double theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * element);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < n; k++)
        {
            Turn(ref a[(k * n) + p], ref a[(k * n) + q], c, s);
        }

        for (int k = 0; k < n; k++)
        {
            Turn(ref a[(p * n) + k], ref a[(q * n) + k], c, s);
            Turn(ref vectors[(k * n) + p], ref vectors[(k * n) + q], c, s);
        }
    }

    private static void Turn(ref double p, ref double q, double c, double s) => (p, q) = ((c * p) - (s * q), (s * p) + (c * q));

    private static (double[] Values, double[] Vectors) Sorted(double[] a, double[] vectors, int n)
    {
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(index => a[(index * n) + index]).ThenBy(index => index)];
        double[] values = new double[n];
        double[] sorted = new double[n * n];
        for (int to = 0; to < n; to++)
        {
            values[to] = a[(order[to] * n) + order[to]];
            for (int k = 0; k < n; k++)
            {
                sorted[(k * n) + to] = vectors[(k * n) + order[to]];
            }
        }

        return (values, sorted);
    }
}
