namespace Neuropil.Hdbscan;

/// <summary>
/// The minimum spanning tree of the points under mutual reachability, edges ascending by (weight, plain distance, lower point, higher point), points in
/// canonical order: the one tree that is least in that order of edges.
/// </summary>
internal sealed class MinimumSpanningTree
{
    private MinimumSpanningTree(int[] lower, int[] higher, double[] weights)
    {
        Lower = lower;
        Higher = higher;
        Weights = weights;
    }

    /// <summary>Each edge's end that comes first in canonical order.</summary>
    public int[] Lower { get; }

    /// <summary>Its other end.</summary>
    public int[] Higher { get; }

    /// <summary>Its mutual reachability distance.</summary>
    public double[] Weights { get; }

    public int EdgeCount => Weights.Length;

    /// <summary>Sorts edges that were found in any order; the arrays become the tree's.</summary>
    public static MinimumSpanningTree FromEdges(int[] oneEnd, int[] otherEnd, double[] weights, Func<int, int, double> plainDistance)
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

        Array.Sort(weights, order);
        for (int first = 0; first < count;)
        {
            int next = first + 1;
            while (next < count && weights[next] == weights[first])
            {
                next++;
            }

            if (next - first > 1)
            {
                SortTies(order, first, next, oneEnd, otherEnd, plainDistance);
            }

            first = next;
        }

        int[] lower = new int[count];
        int[] higher = new int[count];
        for (int edge = 0; edge < count; edge++)
        {
            lower[edge] = oneEnd[order[edge]];
            higher[edge] = otherEnd[order[edge]];
        }

        return new MinimumSpanningTree(lower, higher, weights);
    }

    private static void SortTies(int[] order, int first, int next, int[] oneEnd, int[] otherEnd, Func<int, int, double> plainDistance)
    {
        (double Distance, int Lower, int Higher, int Edge)[] ties = new (double, int, int, int)[next - first];
        for (int index = first; index < next; index++)
        {
            int edge = order[index];
            ties[index - first] = (plainDistance(oneEnd[edge], otherEnd[edge]), oneEnd[edge], otherEnd[edge], edge);
        }

        Array.Sort(ties);
        for (int index = first; index < next; index++)
        {
            order[index] = ties[index - first].Edge;
        }
    }
}
