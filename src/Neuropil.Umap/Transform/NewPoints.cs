using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>A block of new points: their neighbours in the model, how strongly they hang on each, and which are drawn in an epoch.</summary>
internal sealed class NewPoints(int capacity, int neighborCount)
{
    private const int Group = EdgeSampler.GroupSize;
    private readonly int[] rows = new int[capacity * neighborCount];
    private readonly double[] distances = new double[neighborCount];
    private readonly uint[] rates = new uint[capacity * neighborCount];
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
            rates[(point * neighborCount) + neighbor] = rate;
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
                    sum += rates[(group[lane] * neighborCount) + neighbor] * embedding[neighbors[neighbor], axis];
                }

                own[(axis * Group) + lane] = (float)(sum / rateSums[group[lane]]);
            }
        }
    }

    /// <summary>The neighbours drawn in an epoch, sixteen a step; lane l of one that draws nothing holds <paramref name="idle"/> + l.</summary>
    public ReadOnlySpan<int> Draws(ReadOnlySpan<int> group, int epoch, int idle)
    {
        int steps = 0;
        for (int lane = 0; lane < group.Length; lane++)
        {
            int step = 0;
            uint phase = 0;
            for (int edge = group[lane] * neighborCount; edge < (group[lane] + 1) * neighborCount; edge++)
            {
                ulong before = ((ulong)rates[edge] * (uint)epoch) + phase;
                if ((before + rates[edge]) >> 32 != before >> 32)
                {
                    if (step == steps)
                    {
                        FillIdle(steps++, idle);
                    }

                    draws[(step++ * Group) + lane] = rows[edge];
                }

                phase += 0x9E3779B9;
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
