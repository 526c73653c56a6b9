namespace Neuropil.Hdbscan;

/// <summary>
/// What the chosen clusters mean for anything that leaves a cluster of the tree at some lambda, a training point or a new one: label, strength and
/// outlier score. Labels count the chosen clusters in the tree's order.
/// </summary>
internal sealed class ClusterAssignment
{
    private readonly CondensedHierarchy hierarchy;
    private readonly int[] labelOfCluster;
    private readonly double[] largestBelow;
    private readonly double singleClusterLambda;

    public ClusterAssignment(CondensedHierarchy hierarchy, ClusterSelector.Choice choice, double epsilon)
    {
        this.hierarchy = hierarchy;
        largestBelow = hierarchy.LargestLambdasBelow();
        singleClusterLambda = epsilon > 0 ? 1 / epsilon : hierarchy.LargestLambdas[0];
        labelOfCluster = new int[hierarchy.ClusterCount];
        List<int> selected = [];
        for (int cluster = 0; cluster < labelOfCluster.Length; cluster++)
        {
            if (choice.Selected[cluster])
            {
                labelOfCluster[cluster] = selected.Count;
                selected.Add(cluster);
            }
            else
            {
                labelOfCluster[cluster] = cluster == 0 ? ClusterLabel.Noise : labelOfCluster[hierarchy.Parents[cluster]];
            }
        }

        SelectedClusters = [.. selected];
    }

    /// <summary>The cluster of the tree behind each label.</summary>
    public int[] SelectedClusters { get; }

    /// <summary>The label of each cluster of the tree: that of the chosen cluster it is or lies in, else noise.</summary>
    public ReadOnlySpan<int> LabelOfCluster => labelOfCluster;

    /// <summary>
    /// The label of what leaves a cluster at a lambda. Where the root is the one cluster, those belong to it that were still in it at its last event,
    /// or with an epsilon at that distance; the others are noise, as in the reference.
    /// </summary>
    public int LabelOf(int cluster, double lambda)
    {
        int label = labelOfCluster[cluster];
        bool inRoot = label >= 0 && SelectedClusters[label] == 0;
        return inRoot && lambda < singleClusterLambda ? ClusterLabel.Noise : label;
    }

    /// <summary>
    /// How long something was in its cluster, beside the cluster's own densest point: lambda / largest lambda, at most 1; 0 for noise. A cluster of points that
    /// coincide has no finite largest lambda to measure by: all that is in it is fully in it.
    /// </summary>
    public double StrengthOf(int label, double lambda)
    {
        if (label == ClusterLabel.Noise)
        {
            return 0;
        }

        double largest = hierarchy.LargestLambdas[SelectedClusters[label]];
        return !double.IsFinite(largest) || lambda >= largest ? 1 : lambda / largest;
    }

    /// <summary>GLOSH (Campello et al. 2015, §5): 1 − lambda / the largest lambda in the cluster that is left or below it.</summary>
    public double OutlierScoreOf(int cluster, double lambda)
    {
        double largest = largestBelow[cluster];
        if (!double.IsFinite(lambda) || lambda >= largest)
        {
            return 0;
        }

        return double.IsFinite(largest) ? (largest - lambda) / largest : 1;
    }
}
