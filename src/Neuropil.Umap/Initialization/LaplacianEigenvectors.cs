using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// The lowest eigenvectors of a connected graph's normalised Laplacian I − D^−½ W D^−½, after the one that belongs to 0.
/// </summary>
/// <remarks>
/// Multilevel: the graph is made smaller by joining strongly connected vertices until a dense solver can take it; each level then
/// starts from the vectors of the smaller one and improves them by Chebyshev-filtered subspace iteration with a Rayleigh–Ritz step
/// (Zhou, Saad, Tiago and Chelikowsky 2006). A start for a layout needs the shape of the vectors, not their last digits, so the
/// number of iterations is fixed and the time grows with the number of edges.
/// </remarks>
internal static class LaplacianEigenvectors
{
    private const int DenseCount = 40;
    private const int GuardCount = 2;
    private const int FilterDegree = 10;
    private const int RoundCount = 2;

    /// <summary>Levels of more vertices only smooth what the smaller ones found: one round of a lower degree.</summary>
    private const int LargeCount = 50_000;
    private const int LargeFilterDegree = 5;
    private const double LeastShrinking = 0.8;
    private const int BlockSize = 4096;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap spectral start");

    /// <summary>n × <paramref name="wanted"/>, row by row, divided by √degree; columns the graph is too small for are 0.</summary>
    public static double[] Of(WeightedGraph graph, int wanted, Execution execution)
    {
        int width = wanted + GuardCount;
        double[] vectors = Solve(graph, width, execution);
        double[] result = new double[graph.Count * wanted];
        for (int column = 0; column < wanted; column++)
        {
            double largest = 0;
            for (int vertex = 0; vertex < graph.Count; vertex++)
            {
                double value = vectors[(vertex * width) + column];
                result[(vertex * wanted) + column] = value;
                largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
            }

            for (int index = column; index < result.Length && largest < 0; index += wanted)
            {
                result[index] = -result[index];
            }
        }

        return result;
    }

    /// <summary>n × width, divided by √degree.</summary>
    private static double[] Solve(WeightedGraph graph, int width, Execution execution)
    {
        execution.Cancellation.ThrowIfCancellationRequested();
        if (graph.Count <= DenseCount)
        {
            return Dense(graph, width);
        }

        (int[] groups, int groupCount) = graph.Aggregated();
        double[] start;
        int rounds = graph.Count > LargeCount ? 1 : RoundCount;
        if (groupCount > LeastShrinking * graph.Count)
        {
            start = AtRandom(graph.Count, width);
            rounds *= 10;
        }
        else
        {
            double[] coarse = Solve(graph.Coarse(groups, groupCount), width, execution);
            start = new double[graph.Count * width];
            for (int vertex = 0; vertex < graph.Count; vertex++)
            {
                coarse.AsSpan(groups[vertex] * width, width).CopyTo(start.AsSpan(vertex * width));
            }
        }

        return Improved(graph, start, width, rounds, execution);
    }

    private static double[] Dense(WeightedGraph graph, int width)
    {
        int n = graph.Count;
        double[] matrix = new double[n * n];
        for (int vertex = 0; vertex < n; vertex++)
        {
            for (int edge = graph.Offsets[vertex]; edge < graph.Offsets[vertex + 1]; edge++)
            {
                matrix[(vertex * n) + graph.Columns[edge]] +=
                    graph.Weights[edge] / Math.Sqrt(graph.Degrees[vertex] * graph.Degrees[graph.Columns[edge]]);
            }
        }

        double[] vectors = SymmetricEigen.Of(matrix, n).Vectors;
        double[] result = new double[n * width];
        for (int vertex = 0; vertex < n; vertex++)
        {
            for (int column = 0; column < Math.Min(width, n - 1); column++)
            {
                result[(vertex * width) + column] = vectors[(vertex * n) + column + 1] / Math.Sqrt(graph.Degrees[vertex]);
            }
        }

        return result;
    }

    private static double[] AtRandom(int count, int width)
    {
        double[] start = new double[count * width];
        for (int vertex = 0; vertex < count; vertex++)
        {
            KeyedRandom random = KeyedRandom.At(0, Purpose, (ulong)vertex);
            for (int column = 0; column < width; column++)
            {
                start[(vertex * width) + column] = random.NextDouble() - 0.5;
            }
        }

        return start;
    }

    private static double[] Improved(WeightedGraph graph, double[] vectors, int width, int rounds, Execution execution)
    {
        double[] roots = new double[graph.Count];
        double[] inverseRoots = new double[graph.Count];
        for (int vertex = 0; vertex < roots.Length; vertex++)
        {
            roots[vertex] = Math.Sqrt(graph.Degrees[vertex]);
            inverseRoots[vertex] = 1 / roots[vertex];
        }

        Scale(vectors, roots, width, execution);
        double[] product = new double[vectors.Length];
        double edge = RayleighRitz(graph, inverseRoots, roots, ref vectors, ref product, width, execution);
        for (int round = 0; round < rounds; round++)
        {
            Filter(graph, inverseRoots, ref vectors, ref product, width, edge, execution);
            edge = RayleighRitz(graph, inverseRoots, roots, ref vectors, ref product, width, execution);
        }

        Scale(vectors, inverseRoots, width, execution);
        return vectors;
    }

    private static void Scale(double[] vectors, double[] factors, int width, Execution execution)
        => Blocks.For(factors.Length, BlockSize, execution, (start, end) =>
        {
            for (int vertex = start; vertex < end; vertex++)
            {
                foreach (ref double value in vectors.AsSpan(vertex * width, width))
                {
                    value *= factors[vertex];
                }
            }
        });

    /// <summary>
    /// Chebyshev's polynomial of the interval from −1 to <paramref name="edge"/>, applied to the vectors: what belongs to eigenvalues
    /// inside stays small, what lies beyond the edge, up to 1, grows.
    /// </summary>
    private static void Filter(
        WeightedGraph graph,
        double[] inverseRoots,
        ref double[] vectors,
        ref double[] other,
        int width,
        double edge,
        Execution execution)
    {
        double centre = (edge - 1) / 2;
        double halfWidth = (edge + 1) / 2;
        graph.Multiply(inverseRoots, vectors, other, width, centre, 1 / halfWidth, 0, execution);
        int degrees = graph.Count > LargeCount ? LargeFilterDegree : FilterDegree;
        for (int degree = 2; degree <= degrees; degree++)
        {
            graph.Multiply(inverseRoots, other, vectors, width, centre, 2 / halfWidth, 1, execution);
            (vectors, other) = (other, vectors);
        }

        (vectors, other) = (other, vectors);
    }

    /// <summary>Turns the vectors onto the best approximations within their span, largest eigenvalue first; returns the smallest.</summary>
    private static double RayleighRitz(
        WeightedGraph graph,
        double[] inverseRoots,
        double[] roots,
        ref double[] vectors,
        ref double[] product,
        int width,
        Execution execution)
    {
        TakeOff(vectors, roots, width, execution);
        double[] gram = Products(vectors, vectors, width, execution);
        double[] whitening = Whitening(gram, width);
        graph.Multiply(inverseRoots, vectors, product, width, 0, 1, 0, execution);
        double[] image = Congruent(Products(vectors, product, width, execution), whitening, width);
        (double[] values, double[] turns) = SymmetricEigen.Of(image, width);
        Turn(vectors, SmallProduct(whitening, turns, width), width, execution);
        return Math.Clamp(values[^1], -0.5, 0.9999999);
    }

    /// <summary>Takes off the part along the trivial eigenvector, √degree.</summary>
    private static void TakeOff(double[] vectors, double[] roots, int width, Execution execution)
    {
        int blockCount = Blocks.Count(roots.Length, BlockSize);
        double[] parts = new double[blockCount * (width + 1)];
        Blocks.For(roots.Length, BlockSize, execution, (start, end) =>
        {
            Span<double> part = parts.AsSpan(start / BlockSize * (width + 1), width + 1);
            for (int vertex = start; vertex < end; vertex++)
            {
                for (int column = 0; column < width; column++)
                {
                    part[column] += vectors[(vertex * width) + column] * roots[vertex];
                }

                part[width] += roots[vertex] * roots[vertex];
            }
        });
        double[] sums = Sum(parts, width + 1);
        Blocks.For(roots.Length, BlockSize, execution, (start, end) =>
        {
            for (int vertex = start; vertex < end; vertex++)
            {
                for (int column = 0; column < width; column++)
                {
                    vectors[(vertex * width) + column] -= sums[column] / sums[width] * roots[vertex];
                }
            }
        });
    }

    /// <summary>aᵀb, symmetric by averaging.</summary>
    private static double[] Products(double[] a, double[] b, int width, Execution execution)
    {
        int count = a.Length / width;
        double[] parts = new double[Blocks.Count(count, BlockSize) * width * width];
        Blocks.For(count, BlockSize, execution, (start, end) =>
        {
            Span<double> part = parts.AsSpan(start / BlockSize * width * width, width * width);
            for (int vertex = start; vertex < end; vertex++)
            {
                for (int row = 0; row < width; row++)
                {
                    double value = a[(vertex * width) + row];
                    for (int column = 0; column < width; column++)
                    {
                        part[(row * width) + column] += value * b[(vertex * width) + column];
                    }
                }
            }
        });
        double[] sums = Sum(parts, width * width);
        for (int row = 0; row < width; row++)
        {
            for (int column = 0; column < row; column++)
            {
                double mean = (sums[(row * width) + column] + sums[(column * width) + row]) / 2;
                sums[(row * width) + column] = mean;
                sums[(column * width) + row] = mean;
            }
        }

        return sums;
    }

    /// <summary>The sum of the parts, in order.</summary>
    private static double[] Sum(double[] parts, int length)
    {
        double[] sums = new double[length];
        for (int index = 0; index < parts.Length; index++)
        {
            sums[index % length] += parts[index];
        }

        return sums;
    }

    /// <summary>T with TᵀGT = 1; directions that G has nothing of become 0.</summary>
    private static double[] Whitening(double[] gram, int width)
    {
        (double[] values, double[] vectors) = SymmetricEigen.Of(gram, width);
        for (int column = 0; column < width; column++)
        {
            double scale = values[column] > 1e-14 * values[0] ? 1 / Math.Sqrt(values[column]) : 0;
            for (int row = 0; row < width; row++)
            {
                vectors[(row * width) + column] *= scale;
            }
        }

        return vectors;
    }

    private static double[] Congruent(double[] matrix, double[] turn, int width)
    {
        double[] transposed = new double[turn.Length];
        for (int row = 0; row < width; row++)
        {
            for (int column = 0; column < width; column++)
            {
                transposed[(column * width) + row] = turn[(row * width) + column];
            }
        }

        return SmallProduct(SmallProduct(transposed, matrix, width), turn, width);
    }

    private static double[] SmallProduct(double[] a, double[] b, int width)
    {
        double[] product = new double[width * width];
        for (int row = 0; row < width; row++)
        {
            for (int column = 0; column < width; column++)
            {
                for (int inner = 0; inner < width; inner++)
                {
                    product[(row * width) + column] += a[(row * width) + inner] * b[(inner * width) + column];
                }
            }
        }

        return product;
    }

    private static void Turn(double[] vectors, double[] turn, int width, Execution execution)
        => Blocks.For(vectors.Length / width, BlockSize, execution, (start, end) =>
        {
            Span<double> turned = stackalloc double[width];
            for (int vertex = start; vertex < end; vertex++)
            {
                Span<double> own = vectors.AsSpan(vertex * width, width);
                turned.Clear();
                for (int row = 0; row < own.Length; row++)
                {
                    for (int column = 0; column < turned.Length; column++)
                    {
                        turned[column] += own[row] * turn[(row * width) + column];
                    }
                }

                turned.CopyTo(own);
            }
        });
}
