namespace Neuropil.Hdbscan;

/// <summary>
/// The rules of <c>approximate_predict</c> of the Python package hdbscan 0.8.43, quirks included: the partner is the one of least mutual reachability among
/// the 2 · MinSamples nearest training points; a training point's core distance there counts the point itself, a new point's does not; a new point keeps
/// its own lambda even where its partner leaves earlier; and where the whole is the one cluster, only the child of the root that holds the first row
/// counts as it.
/// </summary>
internal sealed class ReferencePlacement
{
    private readonly NeighborIndex index;
    private readonly double[] cores;
    private readonly int minSamples;
    private readonly CondensedHierarchy hierarchy;
    private readonly ClusterAssignment assignment;
    private readonly int clusterOfTheWhole;

    /// <param name="index">Finds training points.</param>
    /// <param name="cores">The distance from each training point to its (minSamples − 1)-th nearest other.</param>
    /// <param name="minSamples">Neighbours that make a core distance.</param>
    /// <param name="hierarchy">The tree.</param>
    /// <param name="assignment">The chosen clusters.</param>
    /// <param name="firstRow">The training point of row 0.</param>
    public ReferencePlacement(
        NeighborIndex index, double[] cores, int minSamples, CondensedHierarchy hierarchy, ClusterAssignment assignment, int firstRow)
    {
        this.index = index;
        this.cores = cores;
        this.minSamples = minSamples;
        this.hierarchy = hierarchy;
        this.assignment = assignment;
        int cluster = hierarchy.PointClusters[firstRow];
        while (cluster > 0 && hierarchy.Parents[cluster] > 0)
        {
            cluster = hierarchy.Parents[cluster];
        }

        clusterOfTheWhole = cluster;
    }

    public (int Label, double Strength, double OutlierScore) Place(ReadOnlySpan<double> point)
    {
        (int partner, double reach) = Partner(point);
        double lambda = TreeCondenser.LambdaOf(reach);
        int cluster = hierarchy.PointClusters[partner];
        if (lambda < hierarchy.PointLambdas[partner])
        {
            cluster = hierarchy.AncestorAt(cluster, lambda);
        }

        double score = assignment.OutlierScoreOf(cluster, lambda);
        if (hierarchy.ClusterCount == 1)
        {
            return (ClusterLabel.Noise, 0, score);
        }

        int label = assignment.LabelOfCluster[cluster];
        if (label >= 0 && assignment.SelectedClusters[label] == 0)
        {
            return InTheWhole(cluster)
                ? (label, Math.Min(lambda / hierarchy.LargestLambdas[clusterOfTheWhole], 1), score)
                : (ClusterLabel.Noise, 0, score);
        }

        return (label, StrengthOf(label, lambda), score);
    }

    /// <summary>There, the strength beside an infinite largest lambda is 0 but for what coincides.</summary>
    private double StrengthOf(int label, double lambda)
    {
        double largest = label == ClusterLabel.Noise ? 0 : hierarchy.LargestLambdas[assignment.SelectedClusters[label]];
        return double.IsFinite(largest) || double.IsInfinity(lambda) ? assignment.StrengthOf(label, lambda) : 0;
    }

    private bool InTheWhole(int cluster)
    {
        while (cluster > clusterOfTheWhole)
        {
            cluster = hierarchy.Parents[cluster];
        }

        return cluster == clusterOfTheWhole;
    }

    private (int Partner, double Reach) Partner(ReadOnlySpan<double> point)
    {
        int count = Math.Min(2 * minSamples, index.RowCount);
        int[] rows = new int[count];
        double[] distances = new double[count];
        index.Nearest(point, rows, distances);
        double core = distances[Math.Min(minSamples, count - 1)];
        int partner = rows[0];
        double least = double.PositiveInfinity;
        for (int candidate = 0; candidate < count; candidate++)
        {
            double reach = Math.Max(Math.Max(core, cores[rows[candidate]]), distances[candidate]);
            if (reach < least)
            {
                (partner, least) = (rows[candidate], reach);
            }
        }

        return (partner, least);
    }
}
