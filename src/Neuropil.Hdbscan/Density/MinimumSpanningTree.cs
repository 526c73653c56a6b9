namespace Neuropil.Hdbscan;

/// <summary>
/// The minimum spanning tree of the points under mutual reachability, edges ascending by (weight, plain distance, lower point, higher point), points in
/// canonical order: the one tree that is least in that order of edges.
/// </summary>
internal sealed class MinimumSpanningTree
{
    private MinimumSpanningTree(int[] lower, int[] higher, double[] weights, double[] distances)
    {
        Lower = lower;
        Higher = higher;
        Weights = weights;
        Distances = distances;
    }

    /// <summary>Each edge's end that comes first in canonical order.</summary>
    public int[] Lower { get; }

    /// <summary>Its other end.</summary>
    public int[] Higher { get; }

    /// <summary>Its mutual reachability distance.</summary>
    public double[] Weights { get; }

    /// <summary>The plain distance of its ends.</summary>
    public double[] Distances { get; }

    public int EdgeCount => Weights.Length;

    /// <summary>Sorts edges that were found in any order; the arrays become the tree's.</summary>
    /// <param name="oneEnd">One end of each edge.</param>
    /// <param name="otherEnd">Its other end.</param>
    /// <param name="weights">Its mutual reachability distance.</param>
    /// <param name="distances">Its plain distance.</param>
    public static MinimumSpanningTree FromEdges(int[] oneEnd, int[] otherEnd, double[] weights, double[] distances)
    {
        int count = weights.Length;
        int[] order = new int[count];
        for (int edge = 0; edge < count; edge++)
        {
            order[edge] = edge;
            if (oneEnd[edge] > otherEnd[edge])
            {
                (oneEnd[edge], otherEnd[edge]) = (otherEnd[edge], oneEnd[edge]);
            }
        }

        RadixSort.Sort(weights, order);
        Comparison<int> inOrder = (a, b) =>
        {
            int byDistance = distances[a].CompareTo(distances[b]);
            int byLower = byDistance != 0 ? byDistance : oneEnd[a].CompareTo(oneEnd[b]);
            return byLower != 0 ? byLower : otherEnd[a].CompareTo(otherEnd[b]);
        };
        for (int first = 0; first < count;)
        {
            int next = first + 1;
            while (next < count && weights[next] == weights[first])
            {
                next++;
            }

            if (next - first > 1)
            {
                order.AsSpan(first, next - first).Sort(inOrder);
            }

            first = next;
        }

        int[] lower = new int[count];
        int[] higher = new int[count];
        double[] plain = new double[count];
        for (int edge = 0; edge < count; edge++)
        {
            lower[edge] = oneEnd[order[edge]];
            higher[edge] = otherEnd[order[edge]];
            plain[edge] = distances[order[edge]];
        }

        return new MinimumSpanningTree(lower, higher, weights, plain);
    }
}
