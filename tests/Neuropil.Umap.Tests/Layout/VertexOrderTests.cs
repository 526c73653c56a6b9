namespace Neuropil.Umap.Tests.Layout;

using Neuropil.Numerics;

public class VertexOrderTests
{
    [Fact]
    public void Few_points_stand_by_how_often_they_draw_ties_by_lower_row()
    {
        ulong[] rates = [1UL << 32, 3UL << 32, 1UL << 32, 9UL << 32, 3UL << 32];
        Assert.Equal([3, 1, 4, 0, 2], VertexOrder.Of(rates, new float[10], 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_many_points_near_ones_stand_together_and_each_stands_once(int dimension)
    {
        const int Count = 100_003;
        float[] places = new float[Count * dimension];
        ulong[] rates = new ulong[Count];
        KeyedRandom random = KeyedRandom.At(1, 1);
        for (int index = 0; index < places.Length; index++)
        {
            places[index] = (float)(10 * random.NextDouble());
        }

        for (int point = 0; point < Count; point++)
        {
            rates[point] = random.NextUInt64() >> 28;
        }

        int[] order = VertexOrder.Of(rates, places, dimension);
        Assert.Equal(Enumerable.Range(0, Count), order.Order());

        // In a chunk the first axis spans a small part of the whole, and draws fall.
        double spans = 0;
        for (int start = 0; start + 2048 <= Count; start += 2048)
        {
            ReadOnlySpan<int> chunk = order.AsSpan(start, 2048);
            float least = float.PositiveInfinity;
            float most = float.NegativeInfinity;
            for (int index = 0; index < chunk.Length; index++)
            {
                least = Math.Min(least, places[chunk[index] * dimension]);
                most = Math.Max(most, places[chunk[index] * dimension]);
                Assert.True(index == 0 || rates[chunk[index]] >> 20 <= rates[chunk[index - 1]] >> 20);
            }

            spans += most - least;
        }

        Assert.InRange(spans / (Count / 2048), 0, dimension == 1 ? 0.4 : 4);
    }

    [Fact]
    public void Points_in_one_place_are_ordered_all_the_same()
        => Assert.Equal(Enumerable.Range(0, 100_000), VertexOrder.Of(new ulong[100_000], new float[200_000], 2));
}
