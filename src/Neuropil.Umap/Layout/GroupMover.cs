using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// Moves the sixteen points of a group through its steps of an epoch: at each step one pull by a neighbour and some pushes by random
/// points, all at the point's own present place, the others standing still.
/// </summary>
/// <typeparam name="TLanes">How many of the sixteen are moved at once; changes the speed only.</typeparam>
internal static class GroupMover<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>
    /// The random points of an epoch are drawn from a stretch of this length of the mixed order, the same for the groups of a
    /// neighbourhood: any stretch is a random sample, and this one stays in the processor's cache.
    /// </summary>
    private const int StretchLength = 16_384;
    private const int GroupsOfNeighborhood = 64;

    /// <param name="state">The places; the group's new ones go into <see cref="LayoutState.Next"/>.</param>
    /// <param name="forces">The constants.</param>
    /// <param name="group">Which group.</param>
    /// <param name="draws">The group's draws of this epoch: sixteen slots a step.</param>
    /// <param name="rate">Length of a step.</param>
    /// <param name="key">Address of the epoch's random draws.</param>
    public static void Move(LayoutState state, in LayoutForces forces, int group, ReadOnlySpan<int> draws, float rate, ulong key)
    {
        ulong random = KeyedRandom.Hash(key ^ (uint)group);
        int stretch = 0;
        if (state.Count > StretchLength)
        {
            ulong draw = KeyedRandom.Hash(~key ^ (uint)(group / GroupsOfNeighborhood)) >> 32;
            stretch = (int)((draw * (uint)(state.Count - StretchLength)) >> 32);
        }

        for (int lane = 0; lane < EdgeSampler.GroupSize; lane += TLanes.Width)
        {
            int slot = (group * EdgeSampler.GroupSize) + lane;
            ref int draw = ref Unsafe.Add(ref MemoryMarshal.GetReference(draws), lane);
            if (state.Dimension == 2)
            {
                MovePlane(state, forces, slot, stretch + lane, ref draw, draws.Length, rate, random);
            }
            else
            {
                MoveSpace(state, forces, slot, stretch + lane, ref draw, draws.Length, rate, random);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MovePlane(
        LayoutState state,
        in LayoutForces forces,
        int slot,
        int firstMixed,
        ref int draw,
        int drawCount,
        float rate,
        ulong random)
    {
        ref float currentX = ref MemoryMarshal.GetArrayDataReference(state.Current);
        ref float currentY = ref Unsafe.Add(ref currentX, state.Stride);
        ref float mixedX = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(state.Mixed), firstMixed);
        ref float mixedY = ref Unsafe.Add(ref mixedX, state.MixedStride);
        uint count = (uint)Math.Min(state.Count, StretchLength);
        int negativeCount = forces.NegativeCount;
        TLanes a = TLanes.All(forces.A);
        TLanes exponent = TLanes.All(forces.PowerOfSquare);
        TLanes attraction = TLanes.All(forces.Attraction);
        TLanes repulsion = TLanes.All(forces.Repulsion);
        TLanes one = TLanes.All(1);
        TLanes leastSquare = TLanes.All(LayoutForces.LeastSquare);
        TLanes softening = TLanes.All(LayoutForces.Softening);
        TLanes most = TLanes.All(LayoutForces.Most);
        TLanes least = TLanes.All(-LayoutForces.Most);
        TLanes step = TLanes.All(rate);
        TLanes x = TLanes.Load(ref currentX, slot);
        TLanes y = TLanes.Load(ref currentY, slot);
        for (int index = 0; index < drawCount; index += EdgeSampler.GroupSize)
        {
            ref int targets = ref Unsafe.Add(ref draw, index);
            TLanes dx = x - TLanes.Gather(ref currentX, ref targets);
            TLanes dy = y - TLanes.Gather(ref currentY, ref targets);
            TLanes square = TLanes.Most((dx * dx) + (dy * dy), leastSquare);
            TLanes force = Lanes.Pull(square, a, exponent, attraction, one);
            TLanes moveX = Lanes.Clip(force * dx, least, most);
            TLanes moveY = Lanes.Clip(force * dy, least, most);
            for (int negative = 0; negative < negativeCount; negative++)
            {
                random = (random * LayoutForces.Multiplier) + 1;
                nint from = (nint)(((random >> 32) * count) >> 32);
                dx = x - TLanes.Load(ref mixedX, from);
                dy = y - TLanes.Load(ref mixedY, from);
                square = TLanes.Most((dx * dx) + (dy * dy), leastSquare);
                force = Lanes.Push(square, a, exponent, repulsion, softening, one);
                moveX += Lanes.Clip(force * dx, least, most);
                moveY += Lanes.Clip(force * dy, least, most);
            }

            x += TLanes.ZeroWhereOwn(moveX * step, ref targets, slot);
            y += TLanes.ZeroWhereOwn(moveY * step, ref targets, slot);
        }

        ref float nextX = ref MemoryMarshal.GetArrayDataReference(state.Next);
        x.Store(ref nextX, slot);
        y.Store(ref nextX, state.Stride + slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveSpace(
        LayoutState state,
        in LayoutForces forces,
        int slot,
        int firstMixed,
        ref int draw,
        int drawCount,
        float rate,
        ulong random)
    {
        int dimension = state.Dimension;
        Span<TLanes> own = stackalloc TLanes[dimension];
        Span<TLanes> difference = stackalloc TLanes[dimension];
        Span<TLanes> move = stackalloc TLanes[dimension];
        ref float current = ref MemoryMarshal.GetArrayDataReference(state.Current);
        ref float mixed = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(state.Mixed), firstMixed);
        uint count = (uint)Math.Min(state.Count, StretchLength);
        TLanes a = TLanes.All(forces.A);
        TLanes exponent = TLanes.All(forces.PowerOfSquare);
        TLanes one = TLanes.All(1);
        TLanes leastSquare = TLanes.All(LayoutForces.LeastSquare);
        TLanes most = TLanes.All(LayoutForces.Most);
        TLanes least = TLanes.All(-LayoutForces.Most);
        for (int axis = 0; axis < own.Length; axis++)
        {
            own[axis] = TLanes.Load(ref current, (axis * state.Stride) + slot);
        }

        for (int index = 0; index < drawCount; index += EdgeSampler.GroupSize)
        {
            ref int targets = ref Unsafe.Add(ref draw, index);
            TLanes square = TLanes.All(0);
            for (int axis = 0; axis < own.Length; axis++)
            {
                difference[axis] = own[axis] - TLanes.Gather(ref Unsafe.Add(ref current, axis * state.Stride), ref targets);
                square += difference[axis] * difference[axis];
            }

            square = TLanes.Most(square, leastSquare);
            TLanes force = Lanes.Pull(square, a, exponent, TLanes.All(forces.Attraction), one);
            for (int axis = 0; axis < own.Length; axis++)
            {
                move[axis] = Lanes.Clip(force * difference[axis], least, most);
            }

            for (int negative = 0; negative < forces.NegativeCount; negative++)
            {
                random = (random * LayoutForces.Multiplier) + 1;
                nint from = (nint)(((random >> 32) * count) >> 32);
                square = TLanes.All(0);
                for (int axis = 0; axis < own.Length; axis++)
                {
                    difference[axis] = own[axis] - TLanes.Load(ref mixed, ((nint)axis * state.MixedStride) + from);
                    square += difference[axis] * difference[axis];
                }

                square = TLanes.Most(square, leastSquare);
                force = Lanes.Push(square, a, exponent, TLanes.All(forces.Repulsion), TLanes.All(LayoutForces.Softening), one);
                for (int axis = 0; axis < own.Length; axis++)
                {
                    move[axis] += Lanes.Clip(force * difference[axis], least, most);
                }
            }

            for (int axis = 0; axis < own.Length; axis++)
            {
                own[axis] += TLanes.ZeroWhereOwn(move[axis] * TLanes.All(rate), ref targets, slot);
            }
        }

        for (int axis = 0; axis < own.Length; axis++)
        {
            own[axis].Store(ref MemoryMarshal.GetArrayDataReference(state.Next), (axis * state.Stride) + slot);
        }
    }
}
