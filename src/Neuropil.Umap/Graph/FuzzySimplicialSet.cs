using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// The symmetric graph of memberships that UMAP lays out, in compressed rows: each row's columns ascend, weights lie in (0, 1], and no
/// point is its own neighbour.
/// </summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, §3.1 and algorithm 2. With w the membership of j in i's neighbourhood and v that of i in j's, an
/// edge weighs mix·(w + v − w·v) + (1 − mix)·w·v.
/// </remarks>
public sealed class FuzzySimplicialSet
{
    private const int BlockSize = 1024;
    private readonly int[] offsets;
    private readonly int[] columns;
    private readonly float[] weights;

    internal FuzzySimplicialSet(int[] offsets, int[] columns, float[] weights)
    {
        this.offsets = offsets;
        this.columns = columns;
        this.weights = weights;
    }

    /// <summary>Number of points.</summary>
    public int PointCount => offsets.Length - 1;

    /// <summary>Number of edges; each is counted from both its ends.</summary>
    public int EdgeCount => columns.Length;

    /// <summary>The points that <paramref name="point"/> is connected with, ascending.</summary>
    public ReadOnlySpan<int> Columns(int point) => columns.AsSpan(offsets[point], offsets[point + 1] - offsets[point]);

    /// <summary>How strongly, in the order of <see cref="Columns"/>; more than 0, at most 1.</summary>
    public ReadOnlySpan<float> Weights(int point) => weights.AsSpan(offsets[point], offsets[point + 1] - offsets[point]);

    /// <summary>The graph of a table of neighbours.</summary>
    /// <param name="neighbors">n × k, nearest first, each row's first neighbour itself.</param>
    /// <param name="options">LocalConnectivity and SetOperationMixRatio are used; null: the defaults.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static FuzzySimplicialSet From(NeighborTable neighbors, UmapOptions? options = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(neighbors);
        options ??= UmapOptions.Default;
        execution ??= Execution.Default;
        SmoothNeighborDistances smooth = SmoothNeighborDistances.From(neighbors, options.LocalConnectivity, execution);
        float[] memberships = Memberships(neighbors, smooth, execution);
        return Symmetric(neighbors, memberships, options.SetOperationMixRatio, execution);
    }

    internal WeightedGraph ToWeightedGraph() => new(offsets, columns, weights);

    internal float LargestWeight
    {
        get
        {
            float largest = 0;
            foreach (float weight in weights)
            {
                largest = Math.Max(largest, weight);
            }

            return largest;
        }
    }

    internal double SmallestWeight
    {
        get
        {
            float smallest = float.PositiveInfinity;
            foreach (float weight in weights)
            {
                smallest = Math.Min(smallest, weight);
            }

            return smallest;
        }
    }

    /// <summary>The edges with other weights; those of weight 0 are left out.</summary>
    /// <param name="weigh">Gets row, column and weight of an edge, from each of its ends.</param>
    internal FuzzySimplicialSet Select(Func<int, int, float, float> weigh)
    {
        int[] newOffsets = new int[offsets.Length];
        int[] newColumns = new int[columns.Length];
        float[] newWeights = new float[columns.Length];
        int count = 0;
        for (int row = 0; row < PointCount; row++)
        {
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++)
            {
                float weight = weigh(row, columns[edge], weights[edge]);
                if (weight > 0)
                {
                    newColumns[count] = columns[edge];
                    newWeights[count++] = weight;
                }
            }

            newOffsets[row + 1] = count;
        }

        return new FuzzySimplicialSet(newOffsets, newColumns[..count], newWeights[..count]);
    }

    /// <summary>The edges that either graph has.</summary>
    /// <param name="other">Of as many points.</param>
    /// <param name="missing">What an edge weighs that this graph does not have.</param>
    /// <param name="missingInOther">What an edge weighs that the other does not have.</param>
    /// <param name="join">From both weights to one.</param>
    internal FuzzySimplicialSet Union(FuzzySimplicialSet other, float missing, float missingInOther, Func<float, float, float> join)
    {
        int[] newOffsets = new int[offsets.Length];
        List<int> newColumns = new(columns.Length + other.columns.Length);
        List<float> newWeights = new(newColumns.Capacity);
        for (int row = 0; row < PointCount; row++)
        {
            int edge = offsets[row];
            int otherEdge = other.offsets[row];
            while (edge < offsets[row + 1] || otherEdge < other.offsets[row + 1])
            {
                int own = edge < offsets[row + 1] ? columns[edge] : int.MaxValue;
                int others = otherEdge < other.offsets[row + 1] ? other.columns[otherEdge] : int.MaxValue;
                float a = own <= others ? weights[edge++] : missing;
                float b = others <= own ? other.weights[otherEdge++] : missingInOther;
                float joined = join(a, b);
                if (joined > 0)
                {
                    newColumns.Add(Math.Min(own, others));
                    newWeights.Add(joined);
                }
            }

            newOffsets[row + 1] = newColumns.Count;
        }

        return new FuzzySimplicialSet(newOffsets, [.. newColumns], [.. newWeights]);
    }

    /// <summary>Each point's edges scaled so that its strongest weighs 1, then joined from both ends as fuzzy sets.</summary>
    internal FuzzySimplicialSet WithStrongestAsOne()
    {
        float[] strongest = new float[PointCount];
        for (int row = 0; row < PointCount; row++)
        {
            foreach (float weight in Weights(row))
            {
                strongest[row] = Math.Max(strongest[row], weight);
            }
        }

        FuzzySimplicialSet scaled = Select((row, _, weight) => weight / strongest[row]);
        return scaled.Union(scaled.Transposed(), 0, 0, static (w, v) => Join(w, v, 1));
    }

    /// <summary>The memberships of each point's neighbours as they are, not joined with those from the other end.</summary>
    internal static FuzzySimplicialSet Directed(NeighborTable neighbors, UmapOptions options, Execution execution)
    {
        SmoothNeighborDistances smooth = SmoothNeighborDistances.From(neighbors, options.LocalConnectivity, execution);
        float[] memberships = Memberships(neighbors, smooth, execution);
        int count = neighbors.NeighborCount;
        int[] all = new int[memberships.Length];
        int[] starts = new int[neighbors.RowCount + 1];
        for (int row = 0; row < neighbors.RowCount; row++)
        {
            neighbors.Rows(row).CopyTo(all.AsSpan(row * count));
            all.AsSpan(row * count, count).Sort(memberships.AsSpan(row * count, count));
            starts[row + 1] = (row + 1) * count;
        }

        return new FuzzySimplicialSet(starts, all, memberships).Select(static (_, _, weight) => weight);
    }

    private FuzzySimplicialSet Transposed()
    {
        int[] newOffsets = new int[offsets.Length];
        foreach (int column in columns)
        {
            newOffsets[column + 1]++;
        }

        for (int row = 0; row < PointCount; row++)
        {
            newOffsets[row + 1] += newOffsets[row];
        }

        int[] next = newOffsets[..PointCount];
        int[] newColumns = new int[columns.Length];
        float[] newWeights = new float[columns.Length];
        for (int row = 0; row < PointCount; row++)
        {
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++)
            {
                int place = next[columns[edge]]++;
                newColumns[place] = row;
                newWeights[place] = weights[edge];
            }
        }

        return new FuzzySimplicialSet(newOffsets, newColumns, newWeights);
    }

    /// <summary>
    /// Edges as the points at their far ends count, from 0 to 1; each point's edges keep their sum. Those of a point whose neighbours all
    /// count nothing stay as they are.
    /// </summary>
    internal FuzzySimplicialSet Weighted(double[] pointWeights)
    {
        float[] weighted = new float[weights.Length];
        for (int row = 0; row < PointCount; row++)
        {
            double sum = 0;
            double weightedSum = 0;
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++)
            {
                sum += weights[edge];
                weightedSum += weights[edge] * pointWeights[columns[edge]];
            }

            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++)
            {
                weighted[edge] = weightedSum > 0 ? (float)(weights[edge] * pointWeights[columns[edge]] * (sum / weightedSum)) : weights[edge];
            }
        }

        return new FuzzySimplicialSet(offsets, columns, weighted);
    }

    private static float[] Memberships(NeighborTable neighbors, SmoothNeighborDistances smooth, Execution execution)
    {
        int count = neighbors.NeighborCount;
        float[] memberships = new float[neighbors.RowCount * count];
        Blocks.For(neighbors.RowCount, BlockSize, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<int> rows = neighbors.Rows(row);
                ReadOnlySpan<double> distances = neighbors.Distances(row);
                for (int neighbor = 0; neighbor < count; neighbor++)
                {
                    memberships[(row * count) + neighbor] = rows[neighbor] == row
                        ? 0
                        : (float)SmoothNeighborDistances.Membership(distances[neighbor], smooth.Rhos[row], smooth.Sigmas[row]);
                }
            }
        });
        return memberships;
    }

    private static FuzzySimplicialSet Symmetric(NeighborTable neighbors, float[] memberships, double mix, Execution execution)
    {
        int pointCount = neighbors.RowCount;
        int neighborCount = neighbors.NeighborCount;
        bool[] answered = new bool[memberships.Length];
        float[] joined = new float[memberships.Length];
        Blocks.For(pointCount, BlockSize, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                ReadOnlySpan<int> rows = neighbors.Rows(row);
                for (int neighbor = 0; neighbor < neighborCount; neighbor++)
                {
                    int edge = (row * neighborCount) + neighbor;
                    int back = rows[neighbor] == row ? -1 : neighbors.Rows(rows[neighbor]).IndexOf(row);
                    answered[edge] = back >= 0;
                    float other = back >= 0 ? memberships[(rows[neighbor] * neighborCount) + back] : 0;
                    joined[edge] = Join(memberships[edge], other, mix);
                }
            }
        });

        int[] offsets = OffsetsOf(neighbors, joined, answered);
        int[] columns = new int[offsets[^1]];
        float[] weights = new float[offsets[^1]];
        Fill(neighbors, joined, answered, offsets, columns, weights);
        Blocks.For(pointCount, BlockSize, execution, (start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                int length = offsets[row + 1] - offsets[row];
                columns.AsSpan(offsets[row], length).Sort(weights.AsSpan(offsets[row], length));
            }
        });
        return new FuzzySimplicialSet(offsets, columns, weights);
    }

    private static float Join(float w, float v, double mix)
    {
        double product = (double)w * v;
        return (float)((mix * (w + v - product)) + ((1 - mix) * product));
    }

    /// <summary>An edge that only one end knows of is written from both; one that both know of is written by each.</summary>
    private static int[] OffsetsOf(NeighborTable neighbors, float[] joined, bool[] answered)
    {
        int[] offsets = new int[neighbors.RowCount + 1];
        for (int row = 0, edge = 0; row < neighbors.RowCount; row++)
        {
            foreach (int other in neighbors.Rows(row))
            {
                if (joined[edge] > 0)
                {
                    offsets[row + 1]++;
                    offsets[other + 1] += answered[edge] ? 0 : 1;
                }

                edge++;
            }
        }

        for (int row = 0; row < neighbors.RowCount; row++)
        {
            offsets[row + 1] = checked(offsets[row + 1] + offsets[row]);
        }

        return offsets;
    }

    private static void Fill(NeighborTable neighbors, float[] joined, bool[] answered, int[] offsets, int[] columns, float[] weights)
    {
        int[] next = offsets.AsSpan(0, neighbors.RowCount).ToArray();
        for (int row = 0, edge = 0; row < neighbors.RowCount; row++)
        {
            foreach (int other in neighbors.Rows(row))
            {
                float weight = joined[edge];
                if (weight > 0)
                {
                    columns[next[row]] = other;
                    weights[next[row]++] = weight;
                    if (!answered[edge])
                    {
                        columns[next[other]] = row;
                        weights[next[other]++] = weight;
                    }
                }

                edge++;
            }
        }
    }
}
