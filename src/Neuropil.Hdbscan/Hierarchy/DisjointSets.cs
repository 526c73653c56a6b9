namespace Neuropil.Hdbscan;

/// <summary>Sets of points that are joined one after another (union by size, path halving).</summary>
internal sealed class DisjointSets
{
    // A set's representative holds −size; any other point holds a point nearer to its representative.
    private readonly int[] links;

    public DisjointSets(int count)
    {
        links = new int[count];
        links.AsSpan().Fill(-1);
    }

    public int Find(int point)
    {
        while (links[point] >= 0)
        {
            int next = links[point];
            if (links[next] >= 0)
            {
                links[point] = links[next];
            }

            point = next;
        }

        return point;
    }

    public int SizeOf(int representative) => -links[representative];

    /// <summary>Joins the sets of two different representatives; the representative of what results.</summary>
    public int Join(int one, int other)
    {
        if (links[one] > links[other])
        {
            (one, other) = (other, one);
        }

        links[one] += links[other];
        links[other] = one;
        return one;
    }
}
