namespace Neuropil.Hdbscan;

/// <summary>Chooses clusters from the condensed tree. No chosen cluster lies in another.</summary>
internal static class ClusterSelector
{
    /// <param name="Selected">Whether each cluster of the tree is chosen.</param>
    /// <param name="Stabilities">Each cluster's own stability, or the sum below it where excess of mass preferred that.</param>
    internal readonly record struct Choice(bool[] Selected, double[] Stabilities);

    public static Choice Select(CondensedHierarchy hierarchy, HdbscanOptions options)
    {
        Choice choice = options.Selection == ClusterSelection.Leaf
            ? new Choice(Leaves(hierarchy, options.AllowSingleCluster), hierarchy.Stabilities)
            : ExcessOfMass(hierarchy, options);
        return options.ClusterSelectionEpsilon > 0 && hierarchy.ClusterCount > 1
            ? choice with { Selected = AtLeastEpsilon(hierarchy, choice.Selected, options) }
            : choice;
    }

    /// <summary>Campello et al. 2013, §5: from the leaves up, a cluster is chosen if it is at least as stable as the best choice below it.</summary>
    private static Choice ExcessOfMass(CondensedHierarchy hierarchy, HdbscanOptions options)
    {
        int count = hierarchy.ClusterCount;
        (int[] starts, int[] children) = hierarchy.Children();
        double[] stabilities = (double[])hierarchy.Stabilities.Clone();
        bool[] preferred = new bool[count];
        double[] below = new double[count];
        for (int cluster = count - 1; cluster >= (options.AllowSingleCluster ? 0 : 1); cluster--)
        {
            double sum = AscendingSum(children.AsSpan(starts[cluster]..starts[cluster + 1]), stabilities, below);
            preferred[cluster] = !(sum > stabilities[cluster]) && !(hierarchy.Weights[cluster] > options.MaxClusterSize);
            stabilities[cluster] = preferred[cluster] ? stabilities[cluster] : sum;
        }

        return new Choice(Topmost(hierarchy, preferred), stabilities);
    }

    /// <summary>The sum of the children's stabilities in ascending order, so that the order of the children has no say.</summary>
    private static double AscendingSum(ReadOnlySpan<int> children, double[] stabilities, double[] room)
    {
        Span<double> values = room.AsSpan(0, children.Length);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = stabilities[children[index]];
        }

        values.Sort();
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>The preferred clusters that lie in no other preferred cluster.</summary>
    private static bool[] Topmost(CondensedHierarchy hierarchy, bool[] preferred)
    {
        bool[] selected = new bool[preferred.Length];
        bool[] covered = new bool[preferred.Length];
        for (int cluster = 0; cluster < preferred.Length; cluster++)
        {
            bool coveredAbove = cluster > 0 && covered[hierarchy.Parents[cluster]];
            selected[cluster] = preferred[cluster] && !coveredAbove;
            covered[cluster] = coveredAbove || preferred[cluster];
        }

        return selected;
    }

    private static bool[] Leaves(CondensedHierarchy hierarchy, bool allowSingleCluster)
    {
        bool[] leaves = new bool[hierarchy.ClusterCount];
        leaves.AsSpan().Fill(true);
        for (int cluster = 1; cluster < leaves.Length; cluster++)
        {
            leaves[hierarchy.Parents[cluster]] = false;
        }

        leaves[0] &= allowSingleCluster;
        return leaves;
    }

    /// <summary>
    /// Malzer and Baum 2020: a chosen cluster born at a distance below epsilon gives way to its nearest ancestor born at epsilon or more; where there
    /// is none, to the root if that may be a cluster, else to the root's child.
    /// </summary>
    private static bool[] AtLeastEpsilon(CondensedHierarchy hierarchy, bool[] chosen, HdbscanOptions options)
    {
        if (chosen[0])
        {
            return chosen;
        }

        bool[] selected = new bool[chosen.Length];
        for (int cluster = 1; cluster < chosen.Length; cluster++)
        {
            if (!chosen[cluster])
            {
                continue;
            }

            int kept = cluster;
            while (kept > 0 && 1 / hierarchy.Births[kept] < options.ClusterSelectionEpsilon
                && (options.AllowSingleCluster || hierarchy.Parents[kept] > 0))
            {
                kept = hierarchy.Parents[kept];
            }

            selected[kept] = true;
        }

        return selected;
    }
}
