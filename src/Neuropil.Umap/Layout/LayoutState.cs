using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// The places in slot order, one plane per dimension; the places that the current phase computes; and a copy in random order, from
/// which sixteen random points are sixteen neighbouring numbers.
/// </summary>
internal sealed class LayoutState
{
    private const int Group = EdgeSampler.GroupSize;
    private static readonly ulong Purpose = KeyedRandom.Purpose("umap negatives order");
    private readonly int[] mixedIndex;

    public LayoutState(ReadOnlySpan<float> places, ReadOnlySpan<int> order, int dimension, long seed)
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
                int index = mixedIndex[first + lane];
                mixed[index] = moved[lane];
                for (int again = index + Count; again < mixed.Length; again += Count)
                {
                    mixed[again] = moved[lane];
                }
            }
        }
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
