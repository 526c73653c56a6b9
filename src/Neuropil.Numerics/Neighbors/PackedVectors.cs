using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Numerics;

/// <summary>
/// Vectors in single precision, sixteen side by side in a panel, column after column, and the products of two panels' vectors.
/// </summary>
/// <remarks>The products may use whatever instructions there are: who uses them knows their greatest error only, <see cref="ProductError"/>.</remarks>
internal sealed class PackedVectors
{
    /// <summary>Vectors in a panel.</summary>
    public const int Width = 16;

    // Of two panels so many columns stay in the first-level cache.
    private const int ColumnsPerChunk = 128;
    private const int RowsPerKernel = 4;
    private readonly float[] values;

    public PackedVectors(int count, int dimension)
    {
        Dimension = dimension;
        PanelCount = Blocks.Count(count, Width);
        values = new float[checked(PanelCount * Width * dimension)];
    }

    public int Dimension { get; }

    public int PanelCount { get; }

    /// <summary>|computed − true product| ≤ this times the vectors' lengths (Higham 2002, §3.1, and the rounding of the inputs).</summary>
    public double ProductError => (Dimension + 4) * 1.1 / (1 << 24);

    /// <summary>Writes one vector.</summary>
    public void Set(int index, ReadOnlySpan<double> vector)
    {
        Span<float> lane = values.AsSpan((index / Width * Width * Dimension) + (index % Width));
        for (int column = 0; column < vector.Length; column++)
        {
            lane[column * Width] = (float)vector[column];
        }
    }

    /// <summary>The products of the sixteen vectors of an own panel, row by row, with the sixteen of another's.</summary>
    /// <param name="panel">Which panel of these.</param>
    /// <param name="others">Vectors of the same dimension.</param>
    /// <param name="otherPanel">Which panel of those.</param>
    /// <param name="products">Receives 16 × 16.</param>
    public void Multiply(int panel, PackedVectors others, int otherPanel, Span<float> products)
    {
        ref float a = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), (nint)panel * Dimension * Width);
        ref float b = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(others.values), (nint)otherPanel * Dimension * Width);
        ref float product = ref MemoryMarshal.GetReference(products);
        if (Vector512.IsHardwareAccelerated)
        {
            MultiplyWide(ref a, ref b, Dimension, ref product);
            return;
        }

        products.Clear();
        for (int column = 0; column < Dimension; column += ColumnsPerChunk)
        {
            int count = Math.Min(ColumnsPerChunk, Dimension - column);
            for (int lane = 0; lane < Width; lane += RowsPerKernel)
            {
                AddProducts(
                    ref Unsafe.Add(ref a, (column * Width) + lane), ref Unsafe.Add(ref b, column * Width), count, ref Unsafe.Add(ref product, lane * Width));
            }
        }
    }

    /// <summary>All sixteen by sixteen at once: sixteen sums of sixteen lanes stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyWide(ref float a, ref float b, int columnCount, ref float products)
    {
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        Vector512<float> sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        Vector512<float> sum8 = default, sum9 = default, sum10 = default, sum11 = default;
        Vector512<float> sum12 = default, sum13 = default, sum14 = default, sum15 = default;
        for (int column = 0; column < columnCount; column++)
        {
            Vector512<float> other = Vector512.LoadUnsafe(ref b);
            sum0 = MultiplyAdd(Vector512.Create(a), other, sum0);
            sum1 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 1)), other, sum1);
            sum2 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 2)), other, sum2);
            sum3 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 3)), other, sum3);
            sum4 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 4)), other, sum4);
            sum5 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 5)), other, sum5);
            sum6 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 6)), other, sum6);
            sum7 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 7)), other, sum7);
            sum8 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 8)), other, sum8);
            sum9 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 9)), other, sum9);
            sum10 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 10)), other, sum10);
            sum11 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 11)), other, sum11);
            sum12 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 12)), other, sum12);
            sum13 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 13)), other, sum13);
            sum14 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 14)), other, sum14);
            sum15 = MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 15)), other, sum15);
            a = ref Unsafe.Add(ref a, Width);
            b = ref Unsafe.Add(ref b, Width);
        }

        sum0.StoreUnsafe(ref products);
        sum1.StoreUnsafe(ref products, 1 * Width);
        sum2.StoreUnsafe(ref products, 2 * Width);
        sum3.StoreUnsafe(ref products, 3 * Width);
        sum4.StoreUnsafe(ref products, 4 * Width);
        sum5.StoreUnsafe(ref products, 5 * Width);
        sum6.StoreUnsafe(ref products, 6 * Width);
        sum7.StoreUnsafe(ref products, 7 * Width);
        sum8.StoreUnsafe(ref products, 8 * Width);
        sum9.StoreUnsafe(ref products, 9 * Width);
        sum10.StoreUnsafe(ref products, 10 * Width);
        sum11.StoreUnsafe(ref products, 11 * Width);
        sum12.StoreUnsafe(ref products, 12 * Width);
        sum13.StoreUnsafe(ref products, 13 * Width);
        sum14.StoreUnsafe(ref products, 14 * Width);
        sum15.StoreUnsafe(ref products, 15 * Width);
    }

    /// <summary>Adds the products of four vectors of one panel with the sixteen of another, over some columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(ref float a, ref float b, int columnCount, ref float products)
    {
        Vector256<float> low0 = Vector256.LoadUnsafe(ref products);
        Vector256<float> high0 = Vector256.LoadUnsafe(ref products, 8);
        Vector256<float> low1 = Vector256.LoadUnsafe(ref products, 16);
        Vector256<float> high1 = Vector256.LoadUnsafe(ref products, 24);
        Vector256<float> low2 = Vector256.LoadUnsafe(ref products, 32);
        Vector256<float> high2 = Vector256.LoadUnsafe(ref products, 40);
        Vector256<float> low3 = Vector256.LoadUnsafe(ref products, 48);
        Vector256<float> high3 = Vector256.LoadUnsafe(ref products, 56);
        for (int column = 0; column < columnCount; column++)
        {
            Vector256<float> low = Vector256.LoadUnsafe(ref b);
            Vector256<float> high = Vector256.LoadUnsafe(ref b, 8);
            Vector256<float> value = Vector256.Create(a);
            low0 = MultiplyAdd(value, low, low0);
            high0 = MultiplyAdd(value, high, high0);
            value = Vector256.Create(Unsafe.Add(ref a, 1));
            low1 = MultiplyAdd(value, low, low1);
            high1 = MultiplyAdd(value, high, high1);
            value = Vector256.Create(Unsafe.Add(ref a, 2));
            low2 = MultiplyAdd(value, low, low2);
            high2 = MultiplyAdd(value, high, high2);
            value = Vector256.Create(Unsafe.Add(ref a, 3));
            low3 = MultiplyAdd(value, low, low3);
            high3 = MultiplyAdd(value, high, high3);
            a = ref Unsafe.Add(ref a, Width);
            b = ref Unsafe.Add(ref b, Width);
        }

        low0.StoreUnsafe(ref products);
        high0.StoreUnsafe(ref products, 8);
        low1.StoreUnsafe(ref products, 16);
        high1.StoreUnsafe(ref products, 24);
        low2.StoreUnsafe(ref products, 32);
        high2.StoreUnsafe(ref products, 40);
        low3.StoreUnsafe(ref products, 48);
        high3.StoreUnsafe(ref products, 56);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> sum)
        => Avx512F.IsSupported ? Avx512F.FusedMultiplyAdd(a, b, sum) : (a * b) + sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> sum)
        => Fma.IsSupported ? Fma.MultiplyAdd(a, b, sum) : (a * b) + sum;
}
