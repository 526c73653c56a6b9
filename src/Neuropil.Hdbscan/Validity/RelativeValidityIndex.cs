namespace Neuropil.Hdbscan;

/// <summary>
/// DBCV's quick relative, from the fitted spanning tree instead of one a cluster. As in the Python package hdbscan, whose <c>relative_validity_</c> it is: where no
/// edge leads from a cluster to another, twice the longest edge stands for its separation.
/// </summary>
internal static class RelativeValidityIndex
{
    /// <param name="tree">The tree, in canonical order.</param>
    /// <param name="labels">Labels, in canonical order.</param>
    /// <param name="clusterCount">Number of clusters.</param>
    /// <param name="linkage">Knows how many points each counts as.</param>
    public static double Of(MinimumSpanningTree tree, int[] labels, int clusterCount, SingleLinkage linkage)
    {
        double[] sparseness = new double[clusterCount];
        double[] separation = new double[clusterCount];
        separation.AsSpan().Fill(double.PositiveInfinity);
        double longest = tree.Weights[^1];
        double toNoise = double.PositiveInfinity;
        for (int edge = 0; edge < tree.EdgeCount; edge++)
        {
            int one = labels[tree.Lower[edge]];
            int other = labels[tree.Higher[edge]];
            double length = tree.Weights[edge];
            if (one == ClusterLabel.Noise || other == ClusterLabel.Noise)
            {
                toNoise = one == other ? toNoise : Math.Min(toNoise, length);
            }
            else if (one == other)
            {
                sparseness[one] = Math.Max(sparseness[one], length);
            }
            else
            {
                separation[one] = Math.Min(separation[one], length);
                separation[other] = Math.Min(separation[other], length);
            }
        }

        double farthest = 2 * (clusterCount > 1 || !double.IsFinite(toNoise) ? longest : toNoise);
        double[] sizes = new double[clusterCount];
        for (int point = 0; point < labels.Length; point++)
        {
            if (labels[point] != ClusterLabel.Noise)
            {
                double weight = linkage.WeightOf(point);
                sizes[labels[point]] += weight;

                // The copies that a weight stands for hang together at their core distance.
                sparseness[labels[point]] = weight > 1 ? Math.Max(sparseness[labels[point]], linkage.CoreOf(point)) : sparseness[labels[point]];
            }
        }

        double all = linkage.WeightOf(linkage.PointCount + linkage.MergeCount - 1);

        double sum = 0;
        for (int label = 0; label < clusterCount; label++)
        {
            double apart = double.IsFinite(separation[label]) ? separation[label] : farthest;
            double larger = Math.Max(apart, sparseness[label]);
            sum += larger > 0 ? sizes[label] * ((apart - sparseness[label]) / larger) / all : 0;
        }

        return sum;
    }
}
