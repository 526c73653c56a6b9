using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Numerics;

/// <summary>Says of two rows, from products in single precision, that they are certainly farther apart than a distance.</summary>
/// <remarks>
/// As <see cref="FilteredBruteForce{TMetric}"/> does of whole tiles, for rows that are not side by side. It only says what is certain, so
/// what follows from it has the same bytes whatever the instructions.
/// </remarks>
internal sealed class PairFilter
{
    private const int FewestColumns = 48;
    private const int RowsPerBlock = 64;
    private readonly float[] values;
    private readonly double[] norms;
    private readonly int dimension;
    private readonly double scale;
    private readonly double productError;
    private readonly Func<double, double> squaredOf;

    private PairFilter(int rowCount, int dimension, double scale, Func<double, double> squaredOf)
    {
        this.dimension = dimension;
        this.scale = scale;
        this.squaredOf = squaredOf;
        values = new float[rowCount * dimension];
        norms = new double[rowCount];
        productError = (dimension + 4) * 1.1 / (1 << 24);
    }

    /// <summary>A filter for a table, where the metric allows one and rows are wide enough for it to pay.</summary>
    public static PairFilter? TryCreate<TMetric>(Matrix points, TMetric metric, Execution execution)
        where TMetric : struct, IMetric
        => metric switch
        {
            EuclideanMetric => Create<EuclideanMetric>(points, execution),
            CosineMetric => Create<CosineMetric>(points, execution),
            CorrelationMetric => Create<CorrelationMetric>(points, execution),
            _ => null,
        };

    /// <summary>Whether two rows are certainly farther apart than this.</summary>
    public bool AreBeyond(int one, int other, double distance)
    {
        double product = Product(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), (nint)one * dimension),
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), (nint)other * dimension),
            dimension);
        double squares = (norms[one] * norms[one]) + (norms[other] * norms[other]);
        double slack = (2 * productError * norms[one] * norms[other]) + (squares * 1e-12) + 1e-30;

        // Not "≤" of the opposite: what is not a number is not beyond.
        return squares - (2 * product) - slack > squaredOf(distance) * scale * scale;
    }

    private static PairFilter? Create<TMetric>(Matrix points, Execution execution)
        where TMetric : struct, IInnerProductMetric
    {
        double largest = 0;
        foreach (double value in points.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (points.ColumnCount < FewestColumns || (long)points.RowCount * points.ColumnCount > 1_000_000_000 || !(largest is > 1e-140 and < 1e140))
        {
            return null;
        }

        // A power of two, so that scaling rounds nothing.
        double scale = TMetric.IsTranslationInvariant ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
        PairFilter filter = new(points.RowCount, points.ColumnCount, scale, TMetric.SquaredOf);
        Blocks.For(points.RowCount, RowsPerBlock, execution, (start, end) =>
        {
            double[] vector = new double[points.ColumnCount];
            for (int row = start; row < end; row++)
            {
                TMetric.Vector(points.Row(row), vector);
                for (int column = 0; column < vector.Length; column++)
                {
                    vector[column] *= scale;
                    filter.values[(row * vector.Length) + column] = (float)vector[column];
                }

                filter.norms[row] = Math.Sqrt(OrderedSums.Dot(vector, vector));
            }
        });
        return filter;
    }

    private static double Product(ref float a, ref float b, int length)
    {
        int index = 0;
        float sum = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> first = default, second = default, third = default, fourth = default;
            for (; index + 64 <= length; index += 64)
            {
                first += Vector512.LoadUnsafe(ref a, (nuint)index) * Vector512.LoadUnsafe(ref b, (nuint)index);
                second += Vector512.LoadUnsafe(ref a, (nuint)index + 16) * Vector512.LoadUnsafe(ref b, (nuint)index + 16);
                third += Vector512.LoadUnsafe(ref a, (nuint)index + 32) * Vector512.LoadUnsafe(ref b, (nuint)index + 32);
                fourth += Vector512.LoadUnsafe(ref a, (nuint)index + 48) * Vector512.LoadUnsafe(ref b, (nuint)index + 48);
            }

            sum = Vector512.Sum((first + second) + (third + fourth));
        }
        else
        {
            Vector256<float> first = default, second = default, third = default, fourth = default;
            for (; index + 32 <= length; index += 32)
            {
                first = MultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)index), Vector256.LoadUnsafe(ref b, (nuint)index), first);
                second = MultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)index + 8), Vector256.LoadUnsafe(ref b, (nuint)index + 8), second);
                third = MultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)index + 16), Vector256.LoadUnsafe(ref b, (nuint)index + 16), third);
                fourth = MultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)index + 24), Vector256.LoadUnsafe(ref b, (nuint)index + 24), fourth);
            }

            sum = Vector256.Sum((first + second) + (third + fourth));
        }

        for (; index < length; index++)
        {
            sum += Unsafe.Add(ref a, index) * Unsafe.Add(ref b, index);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> sum)
        => Fma.IsSupported ? Fma.MultiplyAdd(a, b, sum) : (a * b) + sum;
}
