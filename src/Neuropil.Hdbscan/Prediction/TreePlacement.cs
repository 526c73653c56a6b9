namespace Neuropil.Hdbscan;

/// <summary>Where a new point hangs in the tree of the training points; see <see cref="HdbscanModel.Predict(Matrix, Execution?)"/>.</summary>
internal sealed class TreePlacement(
    NeighborIndex index, double[] cores, double[]? weights, int minSamples, CondensedHierarchy hierarchy, ClusterAssignment assignment)
{
    public (int Label, double Strength, double OutlierScore) Place(ReadOnlySpan<double> point)
    {
        (int cluster, double lambda) = PlaceInTree(point);
        int label = assignment.LabelOf(cluster, lambda);
        return (label, assignment.StrengthOf(label, lambda), assignment.OutlierScoreOf(cluster, lambda));
    }

    /// <summary>The cluster of the tree a new point leaves, and the lambda at which it does.</summary>
    public (int Cluster, double Lambda) PlaceInTree(ReadOnlySpan<double> point)
    {
        (int partner, double reach) = Partner(point);
        double lambda = TreeCondenser.LambdaOf(reach);
        int cluster = hierarchy.PointClusters[partner];
        return lambda < hierarchy.PointLambdas[partner]
            ? (hierarchy.AncestorAt(cluster, lambda), lambda)
            : (cluster, hierarchy.PointLambdas[partner]);
    }

    /// <summary>The training point of least mutual reachability, then least distance, then first in canonical order.</summary>
    private (int Partner, double Reach) Partner(ReadOnlySpan<double> point)
    {
        double weightedCore = weights is null ? 0 : CoreDistancesOf.Core(index, point, weights, minSamples);

        // Twice as many neighbours each time, until none farther can be nearer in mutual reachability.
        for (int count = Math.Min(2 * (minSamples + 1), index.RowCount); ; count = (int)Math.Min(2L * count, index.RowCount))
        {
            int[] rows = new int[count];
            double[] distances = new double[count];
            index.Nearest(point, rows, distances);
            double core = weights is null ? distances[Math.Min(minSamples, count - 1)] : weightedCore;
            int partner = rows[0];
            double least = double.PositiveInfinity;
            for (int candidate = 0; candidate < count && distances[candidate] < least; candidate++)
            {
                double reach = Math.Max(Math.Max(core, cores[rows[candidate]]), distances[candidate]);
                if (reach < least)
                {
                    (partner, least) = (rows[candidate], reach);
                }
            }

            if (count == index.RowCount || distances[^1] >= least)
            {
                return (partner, least);
            }
        }
    }
}
