using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>A symmetric weighted graph in compressed rows, with the sum of each row; loops are allowed.</summary>
internal sealed class WeightedGraph
{
    private const int BlockSize = 1024;

    /// <summary>A group takes in at most this many neighbours of the vertex it grows from.</summary>
    private const int MostTakenIn = 7;

    public WeightedGraph(int[] offsets, int[] columns, float[] weights)
    {
        Offsets = offsets;
        Columns = columns;
        Weights = weights;
        Degrees = new double[offsets.Length - 1];
        for (int vertex = 0; vertex < Degrees.Length; vertex++)
        {
            for (int edge = offsets[vertex]; edge < offsets[vertex + 1]; edge++)
            {
                Degrees[vertex] += weights[edge];
            }
        }
    }

    public int[] Offsets { get; }

    public int[] Columns { get; }

    public float[] Weights { get; }

    public double[] Degrees { get; }

    public int Count => Degrees.Length;

    /// <summary>The connected part of each vertex, numbered by lowest vertex, and the number of parts.</summary>
    public (int[] Parts, int Count) ConnectedParts()
    {
        int[] parts = new int[Count];
        Array.Fill(parts, -1);
        int[] queue = new int[Count];
        int partCount = 0;
        for (int start = 0; start < Count; start++)
        {
            if (parts[start] >= 0)
            {
                continue;
            }

            int end = 0;
            queue[end++] = start;
            parts[start] = partCount;
            for (int next = 0; next < end; next++)
            {
                foreach (int neighbor in Columns.AsSpan(Offsets[queue[next]]..Offsets[queue[next] + 1]))
                {
                    if (parts[neighbor] < 0)
                    {
                        parts[neighbor] = partCount;
                        queue[end++] = neighbor;
                    }
                }
            }

            partCount++;
        }

        return (parts, partCount);
    }

    /// <summary>The graph among some vertices, which must have no edges to others.</summary>
    public WeightedGraph Part(ReadOnlySpan<int> vertices)
    {
        int[] newNumbers = new int[vertices.Length == 0 ? 0 : vertices[^1] - vertices[0] + 1];
        int[] offsets = new int[vertices.Length + 1];
        for (int index = 0; index < vertices.Length; index++)
        {
            newNumbers[vertices[index] - vertices[0]] = index;
            offsets[index + 1] = offsets[index] + Offsets[vertices[index] + 1] - Offsets[vertices[index]];
        }

        int[] columns = new int[offsets[^1]];
        float[] weights = new float[offsets[^1]];
        for (int index = 0; index < vertices.Length; index++)
        {
            int from = Offsets[vertices[index]];
            for (int edge = offsets[index]; edge < offsets[index + 1]; edge++, from++)
            {
                columns[edge] = newNumbers[Columns[from] - vertices[0]];
                weights[edge] = Weights[from];
            }
        }

        return new WeightedGraph(offsets, columns, weights);
    }

    /// <summary>
    /// The group of each vertex: in order, a vertex without one takes in its strongest neighbours without one; if none is left it
    /// joins the group of its strongest neighbour.
    /// </summary>
    public (int[] Groups, int Count) Aggregated()
    {
        int[] groups = new int[Count];
        Array.Fill(groups, -1);
        int groupCount = 0;
        for (int vertex = 0; vertex < Count; vertex++)
        {
            if (groups[vertex] >= 0)
            {
                continue;
            }

            float strongest = 0;
            int strongestNeighbor = vertex;
            bool anyFree = false;
            for (int edge = Offsets[vertex]; edge < Offsets[vertex + 1]; edge++)
            {
                if (Columns[edge] != vertex && Weights[edge] > strongest)
                {
                    strongest = Weights[edge];
                    strongestNeighbor = Columns[edge];
                }

                anyFree |= Columns[edge] != vertex && groups[Columns[edge]] < 0;
            }

            if (!anyFree && strongestNeighbor != vertex)
            {
                groups[vertex] = groups[strongestNeighbor];
                continue;
            }

            groups[vertex] = groupCount;
            int taken = 0;
            for (int edge = Offsets[vertex]; edge < Offsets[vertex + 1] && taken < MostTakenIn; edge++)
            {
                if (groups[Columns[edge]] < 0 && Weights[edge] >= 0.25f * strongest)
                {
                    groups[Columns[edge]] = groupCount;
                    taken++;
                }
            }

            groupCount++;
        }

        return (groups, groupCount);
    }

    /// <summary>The graph of the groups: weights between and within them summed.</summary>
    public WeightedGraph Coarse(int[] groups, int groupCount)
    {
        int[] memberOffsets = new int[groupCount + 1];
        foreach (int group in groups)
        {
            memberOffsets[group + 1]++;
        }

        for (int group = 0; group < groupCount; group++)
        {
            memberOffsets[group + 1] += memberOffsets[group];
        }

        int[] members = new int[Count];
        int[] next = memberOffsets.AsSpan(0, groupCount).ToArray();
        for (int vertex = 0; vertex < Count; vertex++)
        {
            members[next[groups[vertex]]++] = vertex;
        }

        int[] offsets = new int[groupCount + 1];
        List<int> columns = new(Columns.Length / 4);
        List<float> weights = new(Columns.Length / 4);
        double[] sums = new double[groupCount];
        int[] seenBy = new int[groupCount];
        for (int group = 0; group < groupCount; group++)
        {
            for (int member = memberOffsets[group]; member < memberOffsets[group + 1]; member++)
            {
                for (int edge = Offsets[members[member]]; edge < Offsets[members[member] + 1]; edge++)
                {
                    int other = groups[Columns[edge]];
                    if (seenBy[other] != group + 1)
                    {
                        seenBy[other] = group + 1;
                        sums[other] = 0;
                        columns.Add(other);
                    }

                    sums[other] += Weights[edge];
                }
            }

            for (int edge = offsets[group]; edge < columns.Count; edge++)
            {
                weights.Add((float)sums[columns[edge]]);
            }

            offsets[group + 1] = columns.Count;
        }

        return new WeightedGraph(offsets, [.. columns], [.. weights]);
    }

    /// <summary>
    /// D^−½ W D^−½ times <paramref name="x"/>, then scaled and added:
    /// result = factor · (product − centre · x) − <paramref name="before"/>.
    /// </summary>
    /// <param name="inverseRoots">1 / √degree.</param>
    /// <param name="x">Count × width, row by row.</param>
    /// <param name="before">As large; is overwritten by the result.</param>
    /// <param name="width">Columns of x.</param>
    /// <param name="centre">Multiple of x to take off.</param>
    /// <param name="factor">Scale.</param>
    /// <param name="beforeFactor">1 to take the earlier values off, 0 to forget them.</param>
    /// <param name="execution">Threads.</param>
    public void Multiply(
        double[] inverseRoots,
        double[] x,
        double[] before,
        int width,
        double centre,
        double factor,
        double beforeFactor,
        Execution execution)
        => Blocks.For(Count, BlockSize, execution, (start, end) =>
        {
            Span<double> sums = stackalloc double[width];
            for (int vertex = start; vertex < end; vertex++)
            {
                sums.Clear();
                for (int edge = Offsets[vertex]; edge < Offsets[vertex + 1]; edge++)
                {
                    double weight = Weights[edge] * inverseRoots[Columns[edge]];
                    ReadOnlySpan<double> other = x.AsSpan(Columns[edge] * width, sums.Length);
                    for (int column = 0; column < sums.Length; column++)
                    {
                        sums[column] += weight * other[column];
                    }
                }

                Span<double> result = before.AsSpan(vertex * width, sums.Length);
                ReadOnlySpan<double> own = x.AsSpan(vertex * width, sums.Length);
                for (int column = 0; column < sums.Length; column++)
                {
                    double product = sums[column] * inverseRoots[vertex];
                    result[column] = (factor * (product - (centre * own[column]))) - (beforeFactor * result[column]);
                }
            }
        });
}
