using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>A block of new points: their neighbours in the model, how strongly they hang on each, and which are drawn in an epoch.</summary>
internal sealed class NewPoints(int capacity, int neighborCount)
{
    private const int Group = EdgeSampler.GroupSize;
    private const uint PhaseStep = 0x9E3779B9;

    // Eight edges are looked at at once; those that fill up a point's last eight have the rate 0 and are never drawn.
    private readonly int stride = (neighborCount + 7) & ~7;
    private readonly int[] rows = new int[capacity * neighborCount];
    private readonly double[] distances = new double[neighborCount];
    private readonly uint[] rates = new uint[capacity * ((neighborCount + 7) & ~7)];
    private readonly uint[] phases = new uint[capacity * ((neighborCount + 7) & ~7)];
    private readonly ulong[] rateSums = new ulong[capacity];
    private readonly int[] draws = new int[neighborCount * Group];

    public Span<double> Distances => distances;

    public Span<int> Rows(int point) => rows.AsSpan(point * neighborCount, neighborCount);

    /// <summary>Takes the point whose neighbours' distances stand in <see cref="Distances"/>.</summary>
    public void Add(int point, double localConnectivity)
    {
        (double rho, double sigma) = SmoothNeighborDistances.Of(distances, neighborCount, Math.Max(0, localConnectivity - 1), 0);
        double strongest = SmoothNeighborDistances.Membership(distances[0], rho, sigma);
        for (int neighbor = 0; neighbor < neighborCount; neighbor++)
        {
            double share = strongest > 0 ? SmoothNeighborDistances.Membership(distances[neighbor], rho, sigma) / strongest : 1;
            uint rate = (uint)Math.Min(uint.MaxValue, share * 4294967296.0);
            rates[(point * stride) + neighbor] = rate;
            phases[(point * stride) + neighbor] = unchecked((uint)neighbor * PhaseStep);
            rateSums[point] += rate;
        }
    }

    /// <summary>The points that were added, those that draw most first: sixteen that draw alike waste least.</summary>
    public int[] ByRate()
        => [.. Enumerable.Range(0, capacity).Where(point => rateSums[point] > 0).OrderByDescending(point => rateSums[point])];

    /// <summary>Puts a group's points at the weighted means of their neighbours' places, one plane of sixteen per dimension.</summary>
    public void Start(ReadOnlySpan<int> group, Matrix embedding, Span<float> own)
    {
        own.Clear();
        for (int lane = 0; lane < group.Length; lane++)
        {
            ReadOnlySpan<int> neighbors = Rows(group[lane]);
            for (int axis = 0; axis < embedding.ColumnCount; axis++)
            {
                double sum = 0;
                for (int neighbor = 0; neighbor < neighbors.Length; neighbor++)
                {
                    sum += rates[(group[lane] * stride) + neighbor] * embedding[neighbors[neighbor], axis];
                }

                own[(axis * Group) + lane] = (float)(sum / rateSums[group[lane]]);
            }
        }
    }

    /// <summary>
    /// The neighbours drawn in the next epoch, sixteen a step; lane l of one that draws nothing holds <paramref name="idle"/> + l. An edge is
    /// drawn when its rate, a fraction of 2³², carries its phase over a whole.
    /// </summary>
    public ReadOnlySpan<int> Draws(ReadOnlySpan<int> group, int idle)
    {
        int steps = 0;
        for (int lane = 0; lane < group.Length; lane++)
        {
            int step = 0;
            int point = group[lane];
            ReadOnlySpan<Vector256<uint>> rate = MemoryMarshal.Cast<uint, Vector256<uint>>(rates.AsSpan(point * stride, stride));
            Span<Vector256<uint>> phase = MemoryMarshal.Cast<uint, Vector256<uint>>(phases.AsSpan(point * stride, stride));
            for (int eight = 0; eight < phase.Length; eight++)
            {
                Vector256<uint> after = phase[eight] + rate[eight];
                uint drawn = Vector256.LessThan(after, phase[eight]).ExtractMostSignificantBits();
                phase[eight] = after;
                for (; drawn != 0; drawn &= drawn - 1)
                {
                    if (step == steps)
                    {
                        FillIdle(steps++, idle);
                    }

                    draws[(step++ * Group) + lane] = rows[(point * neighborCount) + (8 * eight) + BitOperations.TrailingZeroCount(drawn)];
                }
            }
        }

        return draws.AsSpan(0, steps * Group);
    }

    private void FillIdle(int step, int idle)
    {
        for (int lane = 0; lane < Group; lane++)
        {
            draws[(step * Group) + lane] = idle + lane;
        }
    }
}
