namespace Neuropil.Hdbscan;

/// <summary>
/// Where large groups part, what becomes of the groups too small for a cluster that part from them at the very same distance. Such a group goes with
/// the large one it is nearest to: of the merges at that distance, those of lesser plain distance (not mutual reachability) come first, and the small
/// group goes with the first large one it meets. One that meets several at once stays behind in the parent.
/// </summary>
/// <remarks>
/// A point between two clusters whose core distance is the distance at which they meet ties with both. The reference gives it to the one it happens
/// to meet first.
/// </remarks>
internal sealed class SmallParts(SingleLinkage linkage, double[] plainDistances, int minClusterSize)
{
    private readonly Dictionary<int, (int LargeCount, int Large)> largeOf = [];
    private readonly List<int> tied = [];
    private readonly List<(int Small, int Large)> homes = [];
    private readonly Stack<int> pending = [];
    private readonly List<int> parts = [];
    private readonly Stack<int> inside = [];

    /// <summary>The small groups that a merge of large ones gives away, and the large group each goes with.</summary>
    /// <param name="merge">A merge that is not part of a larger one at its distance.</param>
    public IReadOnlyList<(int Small, int Large)> Homes(int merge)
    {
        homes.Clear();
        double distance = linkage.Distances[merge];
        CountLargeGroups(merge);
        pending.Push(merge);
        while (pending.TryPop(out int next))
        {
            Collect(next);
            int partsWithLarge = parts.Count(part => LargeOf(part, distance).LargeCount > 0);
            int home = partsWithLarge == 1 ? parts.Find(part => LargeOf(part, distance).LargeCount > 0) : -1;
            foreach (int part in parts)
            {
                if (LargeOf(part, distance).LargeCount == 0 && home >= 0 && LargeOf(home, distance).LargeCount == 1)
                {
                    GiveAway(part, LargeOf(home, distance).Large);
                }
                else if (LargeOf(part, distance).LargeCount > 0 && IsTied(part, merge))
                {
                    pending.Push(part - linkage.PointCount);
                }
            }
        }

        return homes;
    }

    /// <summary>For each merge at the distance of this one that is part of it, how many large groups it joins.</summary>
    private void CountLargeGroups(int merge)
    {
        largeOf.Clear();
        tied.Clear();
        tied.Add(merge);
        for (int index = 0; index < tied.Count; index++)
        {
            AddTied(linkage.Left[tied[index]], merge);
            AddTied(linkage.Right[tied[index]], merge);
        }

        tied.Sort();
        double distance = linkage.Distances[merge];
        foreach (int part in tied)
        {
            (int leftCount, int left) = LargeOf(linkage.Left[part], distance);
            (int rightCount, int right) = LargeOf(linkage.Right[part], distance);
            largeOf[linkage.PointCount + part] = (leftCount + rightCount, leftCount > 0 ? left : right);
        }
    }

    private void AddTied(int node, int merge)
    {
        if (IsTied(node, merge))
        {
            tied.Add(node - linkage.PointCount);
        }
    }

    private bool IsTied(int node, int merge)
        => node >= linkage.PointCount && linkage.Distances[node - linkage.PointCount] == linkage.Distances[merge];

    private (int LargeCount, int Large) LargeOf(int node, double distance)
        => largeOf.TryGetValue(node, out (int, int) counted) ? counted : (linkage.IsLarge(node, distance, minClusterSize) ? 1 : 0, node);

    /// <summary>The parts a merge joins, those of equal plain distance at once.</summary>
    private void Collect(int merge)
    {
        parts.Clear();
        double plain = plainDistances[merge];
        inside.Push(linkage.Right[merge]);
        inside.Push(linkage.Left[merge]);
        while (inside.TryPop(out int node))
        {
            if (IsTied(node, merge) && plainDistances[node - linkage.PointCount] == plain)
            {
                inside.Push(linkage.Right[node - linkage.PointCount]);
                inside.Push(linkage.Left[node - linkage.PointCount]);
            }
            else
            {
                parts.Add(node);
            }
        }
    }

    /// <summary>All groups in a part that holds none that is large.</summary>
    private void GiveAway(int part, int large)
    {
        inside.Push(part);
        while (inside.TryPop(out int node))
        {
            if (largeOf.ContainsKey(node))
            {
                inside.Push(linkage.Right[node - linkage.PointCount]);
                inside.Push(linkage.Left[node - linkage.PointCount]);
            }
            else
            {
                homes.Add((node, large));
            }
        }
    }
}
