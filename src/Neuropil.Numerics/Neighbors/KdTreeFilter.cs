using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Numerics;

/// <summary>
/// The points of one leaf beside other nodes, all at once, in single precision. What it leaves out is certainly too far; what it lets through is to be
/// looked at in double precision, so that no result depends on it.
/// </summary>
/// <remarks>
/// All coordinates count from the leaf's own corner, in the unit of the tree's <see cref="KdTree.Scale"/>: what is near has small numbers, and the errors are small
/// beside the distances whatever the place and size of the data. With u = 2⁻²⁴ a distance r comes out below r(1 + 4√d u + d u) + 3u(X + Y), X and Y being
/// the sums of both boxes' edges: the limits allow for more than twice that. What is not a number passes. The widest vectors are chosen at run time, so code
/// compiled ahead lacks these loops: they are compiled in full when first met, for a short fit ends before a first rough version were replaced.
/// </remarks>
internal sealed class KdTreeFilter<TMetric>
    where TMetric : struct, ITreeMetric
{
    private const float Smallest = 1e-36f;

    // Squares below 2⁻¹⁰⁷⁵ vanish: points that far apart, or √d times that far, may count as equal.
    private const double Vanishing = 5e-162;
    private readonly KdTree tree;
    private readonly int columnCount;
    private readonly int stride;
    private readonly double scale;
    private readonly double vanishing;
    private readonly float widening;
    private readonly double[] corner;
    private readonly float[] box;
    private readonly float[] reaches;
    private readonly float[] limits;
    private int offset;
    private float ownSlack;
    private uint active;

    public KdTreeFilter(KdTree tree)
    {
        this.tree = tree;
        columnCount = tree.ColumnCount;
        stride = tree.LeafStride;
        scale = tree.Scale;
        vanishing = Vanishing * Math.Sqrt(columnCount);
        widening = 1 + ((columnCount + 16) * (1.0f / (1 << 22)));
        corner = new double[(2 * columnCount) + KdTree.Padding];
        box = new float[(2 * columnCount) + KdTree.Padding];
        reaches = new float[stride];
        limits = new float[stride];
    }

    /// <summary>Takes a leaf; none of its points searches yet.</summary>
    public void Open(int leaf)
    {
        offset = leaf * stride * columnCount;
        ownSlack = tree.LeafSlacks[leaf];
        ReadOnlySpan<double> own = tree.BoxOf(tree.LeafCount + leaf)[..columnCount];
        own.CopyTo(corner);
        own.CopyTo(corner.AsSpan(columnCount));
        active = 0;
    }

    /// <summary>Lets a point of the leaf search as far as a distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetReach(int place, double distance)
    {
        float reach = (float)((distance + vanishing) * scale);
        reaches[place] = reach;
        limits[place] = Limit(reach + ownSlack);
        active |= 1u << place;
    }

    /// <summary>Lets a point of the leaf search no more.</summary>
    public void Stop(int place) => active &= ~(1u << place);

    /// <summary>The points of the leaf that may have something within reach in a node, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint Near(int node)
    {
        ref float relative = ref box[0];
        ref double nodeBox = ref tree.Boxes[node * 2 * columnCount];
        ref double own = ref corner[0];
        Vector256<double> unit = Vector256.Create(scale);
        for (nuint index = 0; index < (nuint)(2 * columnCount); index += 8)
        {
            Vector256<double> low = (Vector256.LoadUnsafe(ref nodeBox, index) - Vector256.LoadUnsafe(ref own, index)) * unit;
            Vector256<double> high = (Vector256.LoadUnsafe(ref nodeBox, index + 4) - Vector256.LoadUnsafe(ref own, index + 4)) * unit;
            Vector256.Narrow(low, high).StoreUnsafe(ref relative, index);
        }

        uint near = 0;
        ref float points = ref tree.Offsets[offset];
        for (int place = 0; place < stride; place += KdTree.Lanes)
        {
            uint sixteen = Vector512.IsHardwareAccelerated
                ? NearBoxOf16(ref Unsafe.Add(ref points, place), ref relative, ref limits[place])
                : NearBoxOf8(ref Unsafe.Add(ref points, place), ref relative, ref limits[place]);
            near |= sixteen << place;
        }

        return near & active;
    }

    /// <summary>The points of another leaf that may be within reach of a point, a bit each; the leaf is the node last asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint NearOf(int place, int otherLeaf)
    {
        uint near = 0;
        float limit = Limit(reaches[place] + ownSlack + tree.LeafSlacks[otherLeaf]);
        ref float point = ref tree.Offsets[offset + place];
        ref float others = ref tree.Offsets[otherLeaf * stride * columnCount];
        for (int first = 0; first < stride; first += KdTree.Lanes)
        {
            uint sixteen = Vector512.IsHardwareAccelerated
                ? NearPointOf16(ref point, ref box[0], ref Unsafe.Add(ref others, first), limit)
                : NearPointOf8(ref point, ref box[0], ref Unsafe.Add(ref others, first), limit);
            near |= sixteen << first;
        }

        return near & tree.PlacesOf(otherLeaf);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NearBoxOf16(ref float points, ref float relative, ref float limit)
    {
        Vector512<float> total = Vector512<float>.Zero;
        for (int column = 0; column < columnCount; column++)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref points, (nuint)(column * stride));
            Vector512<float> below = Vector512.Create(Unsafe.Add(ref relative, column)) - value;
            Vector512<float> above = value - Vector512.Create(Unsafe.Add(ref relative, columnCount + column));
            total = TMetric.Join(total, TMetric.Term(Larger(Larger(below, above), Vector512<float>.Zero)));
        }

        return (uint)~Vector512.GreaterThan(total, Vector512.LoadUnsafe(ref limit)).ExtractMostSignificantBits() & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NearBoxOf8(ref float points, ref float relative, ref float limit)
    {
        Vector256<float> left = Vector256<float>.Zero;
        Vector256<float> right = Vector256<float>.Zero;
        for (int column = 0; column < columnCount; column++)
        {
            Vector256<float> least = Vector256.Create(Unsafe.Add(ref relative, column));
            Vector256<float> most = Vector256.Create(Unsafe.Add(ref relative, columnCount + column));
            Vector256<float> one = Vector256.LoadUnsafe(ref points, (nuint)(column * stride));
            Vector256<float> other = Vector256.LoadUnsafe(ref points, (nuint)(column * stride) + 8);
            left = TMetric.Join(left, TMetric.Term(Larger(Larger(least - one, one - most), Vector256<float>.Zero)));
            right = TMetric.Join(right, TMetric.Term(Larger(Larger(least - other, other - most), Vector256<float>.Zero)));
        }

        return NotAbove(left, Vector256.LoadUnsafe(ref limit)) | (NotAbove(right, Vector256.LoadUnsafe(ref limit, 8)) << 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NearPointOf16(ref float point, ref float relative, ref float others, float limit)
    {
        Vector512<float> total = Vector512<float>.Zero;
        for (int column = 0; column < columnCount; column++)
        {
            Vector512<float> value = Vector512.Create(Unsafe.Add(ref point, column * stride) - Unsafe.Add(ref relative, column));
            total = TMetric.Join(total, TMetric.Term(value - Vector512.LoadUnsafe(ref others, (nuint)(column * stride))));
        }

        return (uint)~Vector512.GreaterThan(total, Vector512.Create(limit)).ExtractMostSignificantBits() & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NearPointOf8(ref float point, ref float relative, ref float others, float limit)
    {
        Vector256<float> left = Vector256<float>.Zero;
        Vector256<float> right = Vector256<float>.Zero;
        for (int column = 0; column < columnCount; column++)
        {
            Vector256<float> value = Vector256.Create(Unsafe.Add(ref point, column * stride) - Unsafe.Add(ref relative, column));
            left = TMetric.Join(left, TMetric.Term(value - Vector256.LoadUnsafe(ref others, (nuint)(column * stride))));
            right = TMetric.Join(right, TMetric.Term(value - Vector256.LoadUnsafe(ref others, (nuint)(column * stride) + 8)));
        }

        return NotAbove(left, Vector256.Create(limit)) | (NotAbove(right, Vector256.Create(limit)) << 8);
    }

    // Which of the two is taken where one is not a number does not matter: the total then passes, or is infinite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Larger(Vector256<float> one, Vector256<float> other)
#if NET9_0_OR_GREATER
        => Vector256.MaxNative(one, other);
#else
        => Vector256.Max(one, other);
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Larger(Vector512<float> one, Vector512<float> other)
#if NET9_0_OR_GREATER
        => Vector512.MaxNative(one, other);
#else
        => Vector512.Max(one, other);
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NotAbove(Vector256<float> total, Vector256<float> limit)
        => ~Vector256.GreaterThan(total, limit).ExtractMostSignificantBits() & 0xFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Limit(float distance) => (TMetric.Total(distance) * widening) + Smallest;
}
