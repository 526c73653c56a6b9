using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// Which edges are drawn in which epoch. An edge of weight w is drawn in a share w / (largest weight) of the epochs, evenly spaced.
/// Draws are made for a window of epochs at once and laid out as the groups walk through them: step after step, sixteen slots a step.
/// </summary>
/// <remarks>
/// The draws of an edge up to epoch t are ⌊t·rate + phase⌋ in fixed point with 32 binary places. The phases of a point's edges step by
/// the golden ratio from a hashed start, so that its draws come evenly; in a window they are ordered by a stride of about the golden
/// part of their number, so that repeated draws of one edge lie apart.
/// </remarks>
internal sealed class EdgeSampler
{
    public const int WindowLength = 16;
    public const int GroupSize = 16;
    private const int GroupsPerBlock = 32;
    private const int StrideTableLength = 1024;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap edge phases");
    private static readonly int[] Strides = [.. Enumerable.Range(0, StrideTableLength).Select(StrideOf)];
    private readonly long seed;
    private readonly int[] order;
    private readonly int[] offsets;
    private readonly int[] targets;
    private readonly uint[] rates;
    private readonly uint[] phases;
    private readonly int[] groupOffsets;
    private int[] draws = [];

    private EdgeSampler(long seed, int[] order, int[] offsets, int[] targets, uint[] rates)
    {
        this.seed = seed;
        this.order = order;
        this.offsets = offsets;
        this.targets = targets;
        this.rates = rates;
        phases = new uint[order.Length];
        groupOffsets = new int[Blocks.Count(order.Length, GroupSize) + 1];
        for (int slot = 0; slot < order.Length; slot++)
        {
            phases[slot] = (uint)(KeyedRandom.At(seed, Purpose, (ulong)order[slot]).NextUInt64() >> 32);
        }
    }

    /// <summary>The targets of the window's draws; a slot's own number stands where it has none.</summary>
    public int[] Draws => draws;

    /// <summary>The point of each slot.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>First step of a group in the window; the next group's follows its last.</summary>
    public int FirstStep(int group) => groupOffsets[group];

    public static EdgeSampler From(FuzzySimplicialSet graph, ReadOnlySpan<float> places, int dimension, int epochCount, long seed)
    {
        int count = graph.PointCount;
        double scale = 4294967296.0 / graph.LargestWeight;
        uint least = (uint)Math.Min(uint.MaxValue, 4294967296.0 / Math.Max(1, epochCount));
        ulong[] rateSums = new ulong[count];
        int edgeCount = 0;
        for (int point = 0; point < count; point++)
        {
            foreach (float weight in graph.Weights(point))
            {
                uint rate = Rate(weight, scale);
                if (rate >= least)
                {
                    rateSums[point] += rate;
                    edgeCount++;
                }
            }
        }

        int[] order = VertexOrder.Of(rateSums, places, dimension);
        int[] slots = new int[count];
        for (int slot = 0; slot < count; slot++)
        {
            slots[order[slot]] = slot;
        }

        int[] offsets = new int[count + 1];
        int[] targets = new int[edgeCount];
        uint[] rates = new uint[edgeCount];
        int edge = 0;
        for (int slot = 0; slot < count; slot++)
        {
            ReadOnlySpan<int> columns = graph.Columns(order[slot]);
            ReadOnlySpan<float> weights = graph.Weights(order[slot]);
            for (int index = 0; index < columns.Length; index++)
            {
                uint rate = Rate(weights[index], scale);
                if (rate >= least)
                {
                    targets[edge] = slots[columns[index]];
                    rates[edge++] = rate;
                }
            }

            offsets[slot + 1] = edge;
        }

        return new EdgeSampler(seed, order, offsets, targets, rates);
    }

    /// <summary>Draws for the epochs from <paramref name="epoch"/> on, WindowLength of them.</summary>
    public void Draw(int epoch, Execution execution)
    {
        int groupCount = groupOffsets.Length - 1;
        Blocks.For(groupCount, GroupsPerBlock, execution, (start, end) =>
        {
            for (int group = start; group < end; group++)
            {
                groupOffsets[group + 1] = StepCount(group, epoch);
            }
        });
        for (int group = 0; group < groupCount; group++)
        {
            groupOffsets[group + 1] += groupOffsets[group];
        }

        int length = checked(groupOffsets[groupCount] * GroupSize);
        if (draws.Length < length)
        {
            draws = GC.AllocateUninitializedArray<int>(checked(length + (length / 32) + GroupSize));
        }

        Blocks.For(groupCount, GroupsPerBlock, execution, (start, end) =>
        {
            for (int group = start; group < end; group++)
            {
                Fill(group, epoch);
            }
        });
    }

    private static uint Rate(float weight, double scale) => (uint)Math.Min(uint.MaxValue, weight * scale);

    private int StepCount(int group, int epoch)
    {
        int most = 0;
        int last = Math.Min((group + 1) * GroupSize, order.Length);
        for (int slot = group * GroupSize; slot < last; slot++)
        {
            most = Math.Max(most, DrawCount(slot, epoch));
        }

        return most;
    }

    private int DrawCount(int slot, int epoch)
    {
        int count = 0;
        uint phase = phases[slot];
        for (int edge = offsets[slot]; edge < offsets[slot + 1]; edge++)
        {
            count += DrawCount(rates[edge], phase, epoch);
            phase += 0x9E3779B9;
        }

        return count;
    }

    private static int DrawCount(uint rate, uint phase, int epoch)
    {
        ulong before = ((ulong)rate * (uint)epoch) + phase;
        ulong after = before + ((ulong)rate * WindowLength);
        return (int)((after >> 32) - (before >> 32));
    }

    private void Fill(int group, int epoch)
    {
        int steps = groupOffsets[group + 1] - groupOffsets[group];
        Span<int> own = draws.AsSpan(groupOffsets[group] * GroupSize, steps * GroupSize);
        for (int index = 0; index < own.Length; index++)
        {
            own[index] = (group * GroupSize) + (index % GroupSize);
        }

        int last = Math.Min((group + 1) * GroupSize, order.Length);
        for (int slot = group * GroupSize; slot < last; slot++)
        {
            FillLane(own[(slot % GroupSize)..], slot, epoch, steps);
        }
    }

    private void FillLane(Span<int> lane, int slot, int epoch, int steps)
    {
        int count = DrawCount(slot, epoch);
        if (count == 0)
        {
            return;
        }

        int stride = count < StrideTableLength ? Strides[count] : StrideOf(count);
        uint phase = phases[slot];
        int rank = (int)(((ulong)(uint)(KeyedRandom.Hash(((ulong)phase << 32) ^ (uint)epoch ^ (ulong)seed) >> 32) * (uint)count) >> 32);
        for (int edge = offsets[slot]; edge < offsets[slot + 1]; edge++)
        {
            for (int left = DrawCount(rates[edge], phase, epoch); left > 0; left--)
            {
                int step = count == steps ? rank : (int)((uint)rank * (ulong)(uint)steps / (uint)count);
                lane[step * GroupSize] = targets[edge];
                rank += stride;
                rank -= rank >= count ? count : 0;
            }

            phase += 0x9E3779B9;
        }
    }

    /// <summary>The number nearest to the golden part of <paramref name="count"/>, from below, that shares no factor with it.</summary>
    private static int StrideOf(int count)
    {
        int stride = Math.Max(1, (int)(count * 0.6180339887498949));
        while (count > 0 && GreatestCommonDivisor(count, stride) > 1)
        {
            stride--;
        }

        return count <= 1 ? 0 : stride;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
