namespace Neuropil.Hdbscan;

/// <summary>How much something that hangs in the tree belongs to each cluster.</summary>
/// <remarks>
/// As the Python package hdbscan describes its soft clustering: for each cluster the product of two shares, each made to sum to 1 over the clusters, then
/// made to sum to 1 itself and multiplied by the strength with which the point is in any cluster. One share is 1 / the distance to the cluster's nearest
/// exemplar; the other is m / (m − h + 10⁻⁸ m), where h is the lambda at which the point and the cluster part and m the largest lambda of the point's own
/// cluster of the tree. The strength is the largest h over the larger of the point's lambda and that cluster's largest lambda.
/// </remarks>
internal sealed class SoftMembership(
    CondensedHierarchy hierarchy, ClusterAssignment assignment, int[][] exemplars, Func<ReadOnlyMemory<double>, int, double> distanceTo)
{
    private int ClusterCount => assignment.SelectedClusters.Length;

    /// <param name="point">Its coordinates.</param>
    /// <param name="cluster">The cluster of the tree it leaves.</param>
    /// <param name="lambda">The lambda at which it does.</param>
    /// <param name="membership">Receives a number for each label.</param>
    public void Of(ReadOnlyMemory<double> point, int cluster, double lambda, Span<double> membership)
    {
        if (ClusterCount == 0)
        {
            return;
        }

        double[] heights = new double[ClusterCount];
        double[] nearness = new double[ClusterCount];
        for (int label = 0; label < ClusterCount; label++)
        {
            heights[label] = MergeLambda(cluster, lambda, assignment.SelectedClusters[label]);
            nearness[label] = Nearness(point, exemplars[label]);
        }

        MakeShares(nearness);
        double own = hierarchy.LargestLambdas[cluster];
        for (int label = 0; label < ClusterCount; label++)
        {
            membership[label] = 1 / (1 + 1e-8 - Ratio(heights[label], own));
        }

        MakeShares(membership);
        for (int label = 0; label < ClusterCount; label++)
        {
            membership[label] *= nearness[label];
        }

        MakeShares(membership);
        double strength = IsInClusterOfCopies(cluster, lambda) ? 1 : StrengthInAny(heights, lambda);
        for (int label = 0; label < ClusterCount; label++)
        {
            membership[label] *= strength;
        }
    }

    /// <summary>The lambda at which a point that leaves one cluster of the tree parts from another.</summary>
    private double MergeLambda(int cluster, double lambda, int other)
    {
        double parted = double.PositiveInfinity;
        while (cluster != other)
        {
            // The larger number lies no higher in the tree: climb from there.
            if (cluster > other)
            {
                parted = Math.Min(parted, hierarchy.Births[cluster]);
                cluster = hierarchy.Parents[cluster];
            }
            else
            {
                parted = Math.Min(parted, hierarchy.Births[other]);
                other = hierarchy.Parents[other];
            }
        }

        return Math.Min(parted, lambda);
    }

    private double Nearness(ReadOnlyMemory<double> point, int[] ofCluster)
    {
        double nearest = double.PositiveInfinity;
        foreach (int exemplar in ofCluster)
        {
            nearest = Math.Min(nearest, distanceTo(point, exemplar));
        }

        return nearest > 0 ? Math.Min(1 / nearest, double.MaxValue) : double.PositiveInfinity;
    }

    /// <summary>Such a cluster's largest lambda is infinite: all that is in it is fully in it (<see cref="ClusterAssignment.StrengthOf"/>).</summary>
    private bool IsInClusterOfCopies(int cluster, double lambda)
    {
        int label = assignment.LabelOf(cluster, lambda);
        return label != ClusterLabel.Noise && double.IsInfinity(hierarchy.LargestLambdas[assignment.SelectedClusters[label]]);
    }

    private double StrengthInAny(double[] heights, double lambda)
    {
        int nearest = 0;
        for (int label = 1; label < heights.Length; label++)
        {
            nearest = heights[label] > heights[nearest] ? label : nearest;
        }

        return Ratio(heights[nearest], Math.Max(lambda, hierarchy.LargestLambdas[assignment.SelectedClusters[nearest]]));
    }

    /// <summary>At most 1, also where both are infinite.</summary>
    private static double Ratio(double height, double largest)
        => height >= largest ? 1 : double.IsFinite(largest) ? height / largest : 0;

    /// <summary>Makes weights sum to 1; infinite ones share it among themselves.</summary>
    private static void MakeShares(Span<double> weights)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            largest = Math.Max(largest, weight);
        }

        double sum = 0;
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = weights[index] == largest ? 1 : weights[index] / largest;
            sum += weights[index];
        }

        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] /= sum;
        }
    }
}
