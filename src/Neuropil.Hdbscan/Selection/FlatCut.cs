namespace Neuropil.Hdbscan;

/// <summary>The groups that hang together at one distance.</summary>
internal static class FlatCut
{
    /// <summary>DBSCAN*: groups at a distance, the larger first, equal sizes by first point in canonical order; in canonical order.</summary>
    public static int[] At(SingleLinkage linkage, double[] cores, double distance, double minClusterSize)
    {
        int[] groups = Groups(linkage, distance);
        double[] sizes = new double[groups.Length];
        int[] pointCounts = new int[groups.Length];
        int[] firstPoints = new int[groups.Length];
        for (int point = groups.Length - 1; point >= 0; point--)
        {
            sizes[groups[point]] += linkage.WeightOf(point);
            pointCounts[groups[point]]++;
            firstPoints[groups[point]] = point;
        }

        int[] kept =
        [
            .. Enumerable.Range(0, groups.Length).Where(group =>
                sizes[group] >= minClusterSize && (pointCounts[group] > 1 || (pointCounts[group] == 1 && cores[firstPoints[group]] <= distance))),
        ];
        Array.Sort(kept, (a, b) => sizes[a] != sizes[b] ? sizes[b].CompareTo(sizes[a]) : firstPoints[a].CompareTo(firstPoints[b]));
        int[] labelOf = new int[groups.Length];
        labelOf.AsSpan().Fill(ClusterLabel.Noise);
        for (int label = 0; label < kept.Length; label++)
        {
            labelOf[kept[label]] = label;
        }

        return [.. groups.Select(group => labelOf[group])];
    }

    /// <summary>
    /// The largest distance at which there is a number of groups of at least a size, and the numbers that there are at other distances; NaN where there is
    /// no such distance.
    /// </summary>
    public static (double Distance, SortedSet<int> Counts) DistanceOf(SingleLinkage linkage, double[] cores, int groupCount, double minClusterSize)
    {
        // From single points up: each point that is a group by itself from its core distance on, each merge at its distance.
        int[] alone = [.. Enumerable.Range(0, linkage.PointCount).Where(point => linkage.WeightOf(point) >= minClusterSize)];
        Array.Sort(alone, (a, b) => cores[a].CompareTo(cores[b]));
        double found = double.NaN;
        SortedSet<int> counts = [];
        int count = 0;
        int next = 0;
        for (int merge = 0; merge < linkage.MergeCount; merge++)
        {
            double distance = linkage.Distances[merge];
            count += CountOf(linkage.PointCount + merge) - CountOf(linkage.Left[merge]) - CountOf(linkage.Right[merge]);
            if (merge + 1 < linkage.MergeCount && linkage.Distances[merge + 1] == distance)
            {
                continue;
            }

            // Points that have become groups since, and that no merge has taken up, are counted by the merges that take them up.
            for (; next < alone.Length && cores[alone[next]] <= distance; next++)
            {
                count++;
            }

            counts.Add(count);
            found = count == groupCount ? distance : found;
        }

        return (found, counts);

        // A point was counted, or will be at this very distance, if it is a group by itself.
        int CountOf(int node) => linkage.WeightOf(node) >= minClusterSize ? 1 : 0;
    }

    /// <summary>A number for each point, the same for points that hang together.</summary>
    private static int[] Groups(SingleLinkage linkage, double distance)
    {
        int[] groups = new int[linkage.PointCount];
        int[] groupOfMerge = new int[linkage.MergeCount];
        groups.AsSpan().Fill(-1);
        groupOfMerge.AsSpan().Fill(-1);
        int next = 0;
        for (int merge = linkage.MergeCount - 1; merge >= 0; merge--)
        {
            if (linkage.Distances[merge] <= distance)
            {
                int group = groupOfMerge[merge] >= 0 ? groupOfMerge[merge] : next++;
                Put(linkage.Left[merge], group);
                Put(linkage.Right[merge], group);
            }
        }

        for (int point = 0; point < groups.Length; point++)
        {
            groups[point] = groups[point] >= 0 ? groups[point] : next++;
        }

        return groups;

        void Put(int node, int group)
        {
            if (node < linkage.PointCount)
            {
                groups[node] = group;
            }
            else
            {
                groupOfMerge[node - linkage.PointCount] = group;
            }
        }
    }
}
