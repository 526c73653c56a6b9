namespace Neuropil.Hdbscan;

/// <summary>The groups that hang together at one distance.</summary>
internal static class FlatCut
{
    /// <summary>DBSCAN*: groups at a distance, the larger first, equal sizes by first point in canonical order; in canonical order.</summary>
    public static int[] At(SingleLinkage linkage, double[] cores, double distance, int minClusterSize)
    {
        int[] groups = Groups(linkage, distance);
        int[] sizes = new int[groups.Length];
        int[] firstPoints = new int[groups.Length];
        for (int point = groups.Length - 1; point >= 0; point--)
        {
            sizes[groups[point]]++;
            firstPoints[groups[point]] = point;
        }

        int[] kept = [.. Enumerable.Range(0, groups.Length).Where(group => sizes[group] >= minClusterSize && (sizes[group] > 1 || (sizes[group] == 1 && cores[firstPoints[group]] <= distance)))];
        Array.Sort(kept, (a, b) => sizes[a] != sizes[b] ? sizes[b].CompareTo(sizes[a]) : firstPoints[a].CompareTo(firstPoints[b]));
        int[] labelOf = new int[groups.Length];
        labelOf.AsSpan().Fill(ClusterLabel.Noise);
        for (int label = 0; label < kept.Length; label++)
        {
            labelOf[kept[label]] = label;
        }

        return [.. groups.Select(group => labelOf[group])];
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
