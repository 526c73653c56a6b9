using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>Totals of terms between points and boxes, in the order of <see cref="OrderedSums"/>.</summary>
internal static class KdTreeDistances<TMetric>
    where TMetric : struct, ITreeMetric
{
    // The gaps between boxes are totalled in another order than eight or more terms between points: this keeps them a lower bound.
    private const double Slack = 1 - 1e-12;

    /// <summary>The total between a point and four points that stand coordinate by coordinate, <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToFour(ref double point, ref double four, int columnCount, int stride)
    {
        if (columnCount >= OrderedSums.Lanes)
        {
            return ToFourWide(ref point, ref four, columnCount, stride);
        }

        Vector256<double> total = TermOf(ref point, ref four, 0, stride);
        for (int column = 1; column < columnCount; column++)
        {
            total = TMetric.Join(total, TermOf(ref point, ref four, column, stride));
        }

        return total;
    }

    /// <summary>A lower bound of the total between any two points of two boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double BetweenBoxes(ReadOnlySpan<double> one, ReadOnlySpan<double> other, int columnCount)
    {
        ref double a = ref MemoryMarshal.GetReference(one);
        ref double b = ref MemoryMarshal.GetReference(other);
        double total = 0;
        for (int column = 0; column < columnCount; column++)
        {
            double below = Unsafe.Add(ref a, column) - Unsafe.Add(ref b, columnCount + column);
            double above = Unsafe.Add(ref b, column) - Unsafe.Add(ref a, columnCount + column);
            total = TMetric.Join(total, TMetric.Term(Math.Max(Math.Max(below, above), 0)));
        }

        return columnCount >= OrderedSums.Lanes ? total * Slack : total;
    }

    /// <summary>A lower bound of the total between a point and any point of a box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToBox(ref double point, ReadOnlySpan<double> box, int columnCount)
    {
        ref double b = ref MemoryMarshal.GetReference(box);
        double total = 0;
        for (int column = 0; column < columnCount; column++)
        {
            double value = Unsafe.Add(ref point, column);
            double gap = Math.Max(Math.Max(Unsafe.Add(ref b, column) - value, value - Unsafe.Add(ref b, columnCount + column)), 0);
            total = TMetric.Join(total, TMetric.Term(gap));
        }

        return columnCount >= OrderedSums.Lanes ? total * Slack : total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> TermOf(ref double point, ref double four, int column, int stride)
        => TMetric.Term(Vector256.Create(Unsafe.Add(ref point, column)) - Vector256.LoadUnsafe(ref four, (nuint)(column * stride)));

    private static Vector256<double> ToFourWide(ref double point, ref double four, int columnCount, int stride)
    {
        int whole = columnCount & ~(OrderedSums.Lanes - 1);
        Vector256<double> zero = Vector256<double>.Zero;
        (Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, Vector256<double> s3) = (zero, zero, zero, zero);
        (Vector256<double> s4, Vector256<double> s5, Vector256<double> s6, Vector256<double> s7) = (zero, zero, zero, zero);
        for (int column = 0; column < whole; column += OrderedSums.Lanes)
        {
            s0 = TMetric.Join(s0, TermOf(ref point, ref four, column, stride));
            s1 = TMetric.Join(s1, TermOf(ref point, ref four, column + 1, stride));
            s2 = TMetric.Join(s2, TermOf(ref point, ref four, column + 2, stride));
            s3 = TMetric.Join(s3, TermOf(ref point, ref four, column + 3, stride));
            s4 = TMetric.Join(s4, TermOf(ref point, ref four, column + 4, stride));
            s5 = TMetric.Join(s5, TermOf(ref point, ref four, column + 5, stride));
            s6 = TMetric.Join(s6, TermOf(ref point, ref four, column + 6, stride));
            s7 = TMetric.Join(s7, TermOf(ref point, ref four, column + 7, stride));
        }

        Vector256<double> rest = zero;
        for (int column = whole; column < columnCount; column++)
        {
            rest = TMetric.Join(rest, TermOf(ref point, ref four, column, stride));
        }

        Vector256<double> lanes = TMetric.Join(
            TMetric.Join(TMetric.Join(s0, s4), TMetric.Join(s1, s5)),
            TMetric.Join(TMetric.Join(s2, s6), TMetric.Join(s3, s7)));
        return TMetric.Join(lanes, rest);
    }
}
