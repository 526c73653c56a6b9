namespace Neuropil.Umap;

/// <summary>
/// Which point sits in which slot of the layout. Sixteen slots make a group whose points are moved together, so points with about
/// equally many draws come together; in large sets, near points too, so that what they read is near.
/// </summary>
internal static class VertexOrder
{
    private const int LeastCountForLocality = 100_000;
    private const int ChunkSize = 2048;

    /// <summary>The point of each slot.</summary>
    /// <param name="rateSums">How often each point draws, in 32.32 fixed point.</param>
    /// <param name="places">n × dimension.</param>
    /// <param name="dimension">Columns of the places.</param>
    public static int[] Of(ulong[] rateSums, ReadOnlySpan<float> places, int dimension)
    {
        int count = rateSums.Length;
        int[] order = new int[count];
        for (int point = 0; point < count; point++)
        {
            order[point] = point;
        }

        if (count < LeastCountForLocality)
        {
            SortByRate(order, rateSums);
            return order;
        }

        SortByPlace(order, places, dimension);
        for (int start = 0; start < count; start += ChunkSize)
        {
            SortByRate(order.AsSpan(start, Math.Min(ChunkSize, count - start)), rateSums);
        }

        return order;
    }

    /// <summary>Most draws first, ties by lower row.</summary>
    private static void SortByRate(Span<int> points, ulong[] rateSums)
    {
        ulong[] keys = new ulong[points.Length];
        for (int index = 0; index < keys.Length; index++)
        {
            ulong rate = Math.Min(rateSums[points[index]] >> 20, uint.MaxValue);
            keys[index] = ((uint.MaxValue - rate) << 32) | (uint)points[index];
        }

        keys.AsSpan().Sort(points);
    }

    /// <summary>Along Morton's curve (Morton 1966) through the first two coordinates, ties by lower row.</summary>
    private static void SortByPlace(int[] points, ReadOnlySpan<float> places, int dimension)
    {
        ulong[] keys = new ulong[points.Length];
        for (int axis = 0; axis < Math.Min(dimension, 2); axis++)
        {
            float least = float.PositiveInfinity;
            float most = float.NegativeInfinity;
            for (int index = axis; index < places.Length; index += dimension)
            {
                least = Math.Min(least, places[index]);
                most = Math.Max(most, places[index]);
            }

            float scale = most > least ? 65535 / (most - least) : 0;
            for (int point = 0; point < keys.Length; point++)
            {
                keys[point] |= Spread((uint)((places[(point * dimension) + axis] - least) * scale)) << axis;
            }
        }

        for (int point = 0; point < keys.Length; point++)
        {
            keys[point] = (keys[point] << 32) | (uint)point;
        }

        Array.Sort(keys, points);
    }

    /// <summary>Sixteen bits with a gap after each.</summary>
    private static ulong Spread(uint bits)
    {
        ulong spread = bits & 0xFFFF;
        spread = (spread | (spread << 8)) & 0x00FF00FF;
        spread = (spread | (spread << 4)) & 0x0F0F0F0F;
        spread = (spread | (spread << 2)) & 0x33333333;
        return (spread | (spread << 1)) & 0x55555555;
    }
}
