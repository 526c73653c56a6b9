namespace Neuropil.Hdbscan;

/// <summary>
/// How the clusters part as the distance shrinks (lambda = 1 / distance grows): the tree of groups of at least MinClusterSize points, and for each point
/// where and when it falls out.
/// </summary>
/// <remarks>
/// Campello et al. 2013, §4. Clusters are numbered parents first: by birth lambda, larger size, larger stability, first point in the order of
/// coordinates. A cluster may have more than two children: groups that part at one distance part at once.
/// </remarks>
public sealed class CondensedTree
{
    private readonly CondensedCluster[] clusters;
    private readonly int[] pointClusters;
    private readonly double[] pointLambdas;

    internal CondensedTree(CondensedHierarchy hierarchy, ClusterAssignment assignment, CanonicalPoints points)
    {
        int[] labels = new int[hierarchy.ClusterCount];
        labels.AsSpan().Fill(ClusterLabel.Noise);
        for (int label = 0; label < assignment.SelectedClusters.Length; label++)
        {
            labels[assignment.SelectedClusters[label]] = label;
        }

        clusters = new CondensedCluster[hierarchy.ClusterCount];
        for (int cluster = 0; cluster < clusters.Length; cluster++)
        {
            clusters[cluster] = new CondensedCluster(
                hierarchy.Parents[cluster],
                hierarchy.Births[cluster],
                hierarchy.LargestLambdas[cluster],
                hierarchy.Sizes[cluster],
                hierarchy.Weights[cluster],
                hierarchy.Stabilities[cluster],
                labels[cluster]);
        }

        pointClusters = points.ToRowOrder<int>(hierarchy.PointClusters);
        pointLambdas = points.ToRowOrder<double>(hierarchy.PointLambdas);
    }

    /// <summary>Every cluster of the tree, the root first.</summary>
    public IReadOnlyList<CondensedCluster> Clusters => clusters;

    /// <summary>For each row the number of the cluster it leaves last.</summary>
    public ReadOnlySpan<int> PointClusters => pointClusters;

    /// <summary>For each row the lambda at which it does.</summary>
    public ReadOnlySpan<double> PointLambdas => pointLambdas;

    /// <summary>The tree as a table: a row for each cluster but the root, by number, then a row for each point.</summary>
    public IEnumerable<CondensedTreeRow> Rows
    {
        get
        {
            int count = pointClusters.Length;
            for (int cluster = 1; cluster < clusters.Length; cluster++)
            {
                CondensedCluster child = clusters[cluster];
                yield return new CondensedTreeRow(count + child.Parent, count + cluster, child.BirthLambda, child.Size);
            }

            for (int point = 0; point < count; point++)
            {
                yield return new CondensedTreeRow(count + pointClusters[point], point, pointLambdas[point], 1);
            }
        }
    }
}
