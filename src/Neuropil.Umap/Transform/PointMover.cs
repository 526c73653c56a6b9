using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuropil.Umap;

/// <summary>Moves sixteen new points through an epoch against places that stand still.</summary>
/// <typeparam name="TLanes">How many of the sixteen are moved at once; changes the speed only.</typeparam>
internal static class PointMover<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <param name="frozen">The model's places.</param>
    /// <param name="forces">The constants.</param>
    /// <param name="own">The points' places, one plane of sixteen per dimension.</param>
    /// <param name="draws">Sixteen neighbours a step.</param>
    /// <param name="rate">Length of a step.</param>
    /// <param name="key">Address of the epoch's random draws, the same for every point.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(FrozenPlaces frozen, in LayoutForces forces, Span<float> own, ReadOnlySpan<int> draws, float rate, ulong key)
    {
        Span<TLanes> places = stackalloc TLanes[frozen.Dimension];
        Span<TLanes> differences = stackalloc TLanes[frozen.Dimension];
        Span<TLanes> moves = stackalloc TLanes[frozen.Dimension];
        ref float model = ref MemoryMarshal.GetArrayDataReference(frozen.Places);
        ref float first = ref MemoryMarshal.GetReference(own);
        TLanes a = TLanes.All(forces.A);
        TLanes exponent = TLanes.All(forces.PowerOfSquare);
        TLanes one = TLanes.All(1);
        TLanes leastSquare = TLanes.All(LayoutForces.LeastSquare);
        TLanes most = TLanes.All(LayoutForces.Most);
        TLanes least = TLanes.All(-LayoutForces.Most);
        for (int lane = 0; lane < EdgeSampler.GroupSize; lane += TLanes.Width)
        {
            ulong random = key;
            for (int axis = 0; axis < places.Length; axis++)
            {
                places[axis] = TLanes.Load(ref first, (axis * EdgeSampler.GroupSize) + lane);
            }

            for (int index = lane; index < draws.Length; index += EdgeSampler.GroupSize)
            {
                ref readonly int targets = ref draws[index];
                TLanes square = TLanes.All(0);
                for (int axis = 0; axis < places.Length; axis++)
                {
                    differences[axis] = places[axis] - TLanes.Gather(ref Unsafe.Add(ref model, axis * frozen.Stride), in targets);
                    square += differences[axis] * differences[axis];
                }

                square = TLanes.Most(square, leastSquare);
                TLanes force = Lanes.Pull(square, a, exponent, TLanes.All(forces.Attraction), one);
                for (int axis = 0; axis < places.Length; axis++)
                {
                    moves[axis] = Lanes.Clip(force * differences[axis], least, most);
                }

                for (int negative = 0; negative < forces.NegativeCount; negative++)
                {
                    random = (random * LayoutForces.Multiplier) + 1;
                    nint from = (nint)(((random >> 32) * (uint)frozen.Count) >> 32);
                    square = TLanes.All(0);
                    for (int axis = 0; axis < places.Length; axis++)
                    {
                        differences[axis] = places[axis] - TLanes.All(Unsafe.Add(ref model, (axis * frozen.Stride) + from));
                        square += differences[axis] * differences[axis];
                    }

                    square = TLanes.Most(square, leastSquare);
                    force = Lanes.Push(square, a, exponent, TLanes.All(forces.Repulsion), TLanes.All(LayoutForces.Softening), one);
                    for (int axis = 0; axis < places.Length; axis++)
                    {
                        moves[axis] += Lanes.Clip(force * differences[axis], least, most);
                    }
                }

                for (int axis = 0; axis < places.Length; axis++)
                {
                    places[axis] += TLanes.ZeroWhereOwn(moves[axis] * TLanes.All(rate), in targets, frozen.Count + lane);
                }
            }

            for (int axis = 0; axis < places.Length; axis++)
            {
                places[axis].Store(ref first, (axis * EdgeSampler.GroupSize) + lane);
            }
        }
    }
}
