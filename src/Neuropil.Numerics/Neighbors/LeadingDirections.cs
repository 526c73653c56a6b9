using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>
/// A few orthonormal directions along which a table's vectors spread widest, found on a sample by subspace iteration (Halko, Martinsson
/// and Tropp 2011). A vector's coordinates along them, with the length of what they leave, make a short vector: two short ones lie no
/// farther apart than the long ones do.
/// </summary>
internal sealed class LeadingDirections
{
    private const int MostDirections = 31;
    private const int DimensionsPerDirection = 16;
    private const int FewestDirections = 4;
    private const int SampleSize = 1024;
    private const int FewestVectors = 1024;
    private const int IterationCount = 3;
    private const int RowsPerBlock = 64;
    private static readonly ulong Purpose = KeyedRandom.Purpose("leading directions");
    private readonly double[] directions;
    private readonly int dimension;

    private LeadingDirections(double[] directions, int dimension)
    {
        this.directions = directions;
        this.dimension = dimension;
    }

    /// <summary>Coordinates of a short vector.</summary>
    public int ShortDimension => (directions.Length / dimension) + 1;

    /// <summary>The directions of a table, or null where short vectors would save nothing.</summary>
    /// <param name="count">How many vectors there are.</param>
    /// <param name="dimension">Coordinates of each.</param>
    /// <param name="vector">Writes a vector.</param>
    /// <param name="execution">Threads.</param>
    public static LeadingDirections? TryFind(int count, int dimension, Action<int, double[]> vector, Execution execution)
    {
        int rank = Math.Min(MostDirections, dimension / DimensionsPerDirection);
        if (count < FewestVectors || rank < FewestDirections)
        {
            return null;
        }

        double[][] sample = new double[Math.Min(SampleSize, count)][];
        Blocks.For(sample.Length, RowsPerBlock, execution, (start, end) =>
        {
            for (int index = start; index < end; index++)
            {
                sample[index] = new double[dimension];
                vector((int)((long)index * count / sample.Length), sample[index]);
            }
        });
        double[] directions = new double[rank * dimension];
        KeyedRandom random = KeyedRandom.At(0, Purpose);
        for (int index = 0; index < directions.Length; index++)
        {
            directions[index] = random.NextGaussian();
        }

        Orthonormalize(directions, dimension);
        for (int iteration = 0; iteration < IterationCount; iteration++)
        {
            directions = Scatter(sample, directions, dimension, execution);
            Orthonormalize(directions, dimension);
        }

        return new LeadingDirections(directions, dimension);
    }

    /// <summary>The short vector of a vector.</summary>
    public void Shorten(ReadOnlySpan<double> vector, Span<double> shorter)
    {
        double rest = OrderedSums.Dot(vector, vector);
        for (int direction = 0; direction < shorter.Length - 1; direction++)
        {
            double along = OrderedSums.Dot(vector, directions.AsSpan(direction * dimension, dimension));
            shorter[direction] = along;
            rest -= along * along;
        }

        shorter[^1] = Math.Sqrt(Math.Max(0, rest));
    }

    private static double[] Scatter(double[][] sample, double[] directions, int dimension, Execution execution)
    {
        int rank = directions.Length / dimension;
        double[] products = new double[directions.Length];
        Blocks.For(rank, 1, execution, (direction, _) =>
        {
            ReadOnlySpan<double> axis = directions.AsSpan(direction * dimension, dimension);
            Span<double> product = products.AsSpan(direction * dimension, dimension);
            foreach (double[] vector in sample)
            {
                AddMultiple(product, OrderedSums.Dot(vector, axis), vector);
            }
        });
        return products;
    }

    /// <summary>Gram and Schmidt, twice; a direction that vanishes becomes 0.</summary>
    private static void Orthonormalize(double[] directions, int dimension)
    {
        for (int start = 0; start < directions.Length; start += dimension)
        {
            Span<double> own = directions.AsSpan(start, dimension);
            double before = Math.Sqrt(OrderedSums.Dot(own, own));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int other = 0; other < start; other += dimension)
                {
                    ReadOnlySpan<double> axis = directions.AsSpan(other, dimension);
                    AddMultiple(own, -OrderedSums.Dot(own, axis), axis);
                }
            }

            double length = Math.Sqrt(OrderedSums.Dot(own, own));
            double scale = length > 1e-9 * before ? 1 / length : 0;
            for (int column = 0; column < own.Length; column++)
            {
                own[column] *= scale;
            }
        }
    }

    private static void AddMultiple(Span<double> target, double factor, ReadOnlySpan<double> vector)
    {
        int column = 0;
        Vector256<double> factors = Vector256.Create(factor);
        for (; column + 4 <= target.Length; column += 4)
        {
            Vector256<double> sum = Vector256.Create<double>(target[column..])
                + (factors * Vector256.Create<double>(vector[column..]));
            sum.CopyTo(target[column..]);
        }

        for (; column < target.Length; column++)
        {
            target[column] += factor * vector[column];
        }
    }
}
