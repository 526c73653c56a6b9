namespace Neuropil.Hdbscan;

/// <summary>
/// The condensed tree as arrays. Clusters are numbered parents first, in the order (birth, larger size, larger stability, first point in canonical
/// order); 0 is the root. Points are in canonical order.
/// </summary>
internal sealed class CondensedHierarchy
{
    public required int[] Parents { get; init; }

    public required double[] Births { get; init; }

    public required int[] Sizes { get; init; }

    /// <summary>How many points each counts as: <see cref="Sizes"/>, where points have no weights.</summary>
    public required double[] Weights { get; init; }

    public required double[] Stabilities { get; init; }

    /// <summary>The largest lambda at which anything leaves the cluster: where it splits or ends.</summary>
    public required double[] LargestLambdas { get; init; }

    /// <summary>The cluster each point leaves last.</summary>
    public required int[] PointClusters { get; init; }

    /// <summary>The lambda at which it leaves.</summary>
    public required double[] PointLambdas { get; init; }

    public int ClusterCount => Parents.Length;

    public int PointCount => PointClusters.Length;

    /// <summary>The children of each cluster: those of cluster c are Items[Starts[c] … Starts[c + 1]), ascending.</summary>
    public (int[] Starts, int[] Items) Children()
    {
        int[] starts = new int[ClusterCount + 1];
        for (int cluster = 1; cluster < ClusterCount; cluster++)
        {
            starts[Parents[cluster] + 1]++;
        }

        for (int cluster = 0; cluster < ClusterCount; cluster++)
        {
            starts[cluster + 1] += starts[cluster];
        }

        int[] next = starts[..^1];
        int[] items = new int[ClusterCount - 1];
        for (int cluster = 1; cluster < ClusterCount; cluster++)
        {
            items[next[Parents[cluster]]++] = cluster;
        }

        return (starts, items);
    }

    /// <summary>The largest lambda in each cluster or any below it.</summary>
    public double[] LargestLambdasBelow()
    {
        double[] largest = (double[])LargestLambdas.Clone();
        for (int cluster = ClusterCount - 1; cluster > 0; cluster--)
        {
            largest[Parents[cluster]] = Math.Max(largest[Parents[cluster]], largest[cluster]);
        }

        return largest;
    }

    /// <summary>The cluster in which something that leaves at a lambda was, if it lies in <paramref name="cluster"/> or above.</summary>
    public int AncestorAt(int cluster, double lambda)
    {
        while (cluster > 0 && Births[cluster] >= lambda)
        {
            cluster = Parents[cluster];
        }

        return cluster;
    }
}
