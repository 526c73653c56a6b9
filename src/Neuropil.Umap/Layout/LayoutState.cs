using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// The places in slot order, one plane per dimension; the places that the current phase computes; and a copy in random order, from
/// which sixteen random points are sixteen neighbouring numbers. Where points count differently, the copy holds each as often as it counts.
/// </summary>
internal sealed class LayoutState
{
    private const int Group = EdgeSampler.GroupSize;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap negatives order");

    /// <summary>Where the points stand in <see cref="Mixed"/>, slot after slot.</summary>
    private readonly int[] mixedIndex;

    /// <summary>First of each slot's places in <see cref="mixedIndex"/>; null: each has one.</summary>
    private readonly int[]? mixedStarts;

    public LayoutState(ReadOnlySpan<float> places, ReadOnlySpan<int> order, int dimension, long seed, double[]? weights = null)
    {
        Count = order.Length;
        Dimension = dimension;
        Stride = Blocks.Count(Count, Group) * Group;
        MixedStride = Count + Group;
        Current = new float[Stride * dimension];
        Next = new float[Stride * dimension];
        Mixed = new float[MixedStride * dimension];
        mixedIndex = new int[Count];
        for (int slot = 0; slot < Count; slot++)
        {
            mixedIndex[slot] = slot;
            for (int axis = 0; axis < dimension; axis++)
            {
                Next[(axis * Stride) + slot] = places[(order[slot] * dimension) + axis];
            }
        }

        KeyedRandom.At(seed, Purpose).Shuffle(mixedIndex.AsSpan());
        mixedStarts = weights is null ? null : StartsByWeight(order, weights);
        for (int group = 0; group < Stride / Group; group++)
        {
            Commit(group);
        }
    }

    public int Count { get; }

    public int Dimension { get; }

    /// <summary>Length of a plane of <see cref="Current"/> and <see cref="Next"/>: Count, rounded up to whole groups.</summary>
    public int Stride { get; }

    /// <summary>Length of a plane of <see cref="Mixed"/>: its first sixteen stand behind its last again.</summary>
    public int MixedStride { get; }

    public float[] Current { get; }

    public float[] Next { get; }

    public float[] Mixed { get; }

    public int GroupCount => Stride / Group;

    /// <summary>Makes a group's new places the current ones.</summary>
    public void Commit(int group)
    {
        int first = group * Group;
        int length = Math.Min(Group, Count - first);
        for (int axis = 0; axis < Dimension; axis++)
        {
            ReadOnlySpan<float> moved = Next.AsSpan((axis * Stride) + first, length);
            moved.CopyTo(Current.AsSpan((axis * Stride) + first));
            Span<float> mixed = Mixed.AsSpan(axis * MixedStride, MixedStride);
            for (int lane = 0; lane < moved.Length; lane++)
            {
                int slot = first + lane;
                if (mixedStarts is null)
                {
                    Mix(mixed, mixedIndex[slot], moved[lane]);
                    continue;
                }

                for (int place = mixedStarts[slot]; place < mixedStarts[slot + 1]; place++)
                {
                    Mix(mixed, mixedIndex[place], moved[lane]);
                }
            }
        }
    }

    private void Mix(Span<float> mixed, int index, float value)
    {
        for (; index < mixed.Length; index += Count)
        {
            mixed[index] = value;
        }
    }

    /// <summary>Of as many places as there are slots each slot gets its share, rounded so that the sums of the first are right.</summary>
    private static int[] StartsByWeight(ReadOnlySpan<int> order, double[] weights)
    {
        double total = 0;
        foreach (int point in order)
        {
            total += weights[point];
        }

        int[] starts = new int[order.Length + 1];
        double sum = 0;
        for (int slot = 0; slot < order.Length; slot++)
        {
            sum += weights[order[slot]];
            starts[slot + 1] = (int)Math.Min(order.Length, Math.Round(sum / total * order.Length));
        }

        starts[^1] = order.Length;
        return starts;
    }

    public void CopyTo(Span<float> places, ReadOnlySpan<int> order)
    {
        for (int slot = 0; slot < Count; slot++)
        {
            for (int axis = 0; axis < Dimension; axis++)
            {
                places[(order[slot] * Dimension) + axis] = Current[(axis * Stride) + slot];
            }
        }
    }
}
