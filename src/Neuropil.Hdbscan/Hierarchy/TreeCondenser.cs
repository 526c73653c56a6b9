namespace Neuropil.Hdbscan;

/// <summary>
/// Condenses the merges: read from the root down, a group splits only where two or more of its parts have at least the smallest cluster's size;
/// where one has, the cluster goes on in it; all other parts fall out as points.
/// </summary>
/// <remarks>
/// Campello et al. 2013, §4; McInnes and Healy 2017, §2.3. Parts that part at one distance part at once: with ties, the reference takes them two at a
/// time in the order it meets them, and its result depends on that order; ours does not. <see cref="SmallParts"/> tells what becomes of small parts
/// where large ones part.
/// </remarks>
internal sealed class TreeCondenser
{
    private const double NotFallen = -1;
    private const int Absorbed = -1;

    private readonly SingleLinkage linkage;
    private readonly int minClusterSize;
    private readonly int[] clusterOfMerge;
    private readonly double[] fallOfMerge;
    private readonly int[] pointClusters;
    private readonly double[] pointLambdas;
    private readonly List<int> parents = [-1];
    private readonly List<double> births = [0];
    private readonly List<int> sizes;
    private readonly List<double> weights;
    private readonly List<double> stabilities = [0];
    private readonly List<double> largestLambdas = [0];
    private readonly SmallParts smallParts;

    private TreeCondenser(SingleLinkage linkage, double[] plainDistances, int minClusterSize)
    {
        smallParts = new SmallParts(linkage, plainDistances, minClusterSize);
        this.linkage = linkage;
        this.minClusterSize = minClusterSize;
        clusterOfMerge = new int[linkage.MergeCount];
        fallOfMerge = new double[linkage.MergeCount];
        pointClusters = new int[linkage.PointCount];
        pointLambdas = new double[linkage.PointCount];
        sizes = [linkage.PointCount];
        weights = [linkage.WeightOf(linkage.PointCount + linkage.MergeCount - 1)];
    }

    /// <param name="linkage">The merges.</param>
    /// <param name="plainDistances">For each merge the plain distance between the two points whose edge it came from.</param>
    /// <param name="minClusterSize">The smallest cluster's size.</param>
    public static CondensedHierarchy Condense(SingleLinkage linkage, double[] plainDistances, int minClusterSize)
    {
        TreeCondenser condenser = new(linkage, plainDistances, minClusterSize);
        condenser.WalkDown();
        return condenser.InCanonicalOrder();
    }

    /// <summary>1 / distance; infinite for points that coincide.</summary>
    public static double LambdaOf(double distance) => distance > 0 ? Math.Min(1 / distance, double.MaxValue) : double.PositiveInfinity;

    private void WalkDown()
    {
        List<int> children = [];
        Stack<int> pending = [];
        Action<int> absorb = merge => clusterOfMerge[merge] = Absorbed;
        fallOfMerge[^1] = NotFallen;
        for (int merge = linkage.MergeCount - 1; merge >= 0; merge--)
        {
            int cluster = clusterOfMerge[merge];
            if (cluster == Absorbed)
            {
                continue;
            }

            double fall = fallOfMerge[merge];
            if (fall != NotFallen)
            {
                Assign(linkage.Left[merge], cluster, fall);
                Assign(linkage.Right[merge], cluster, fall);
                continue;
            }

            linkage.ChildrenOf(merge, children, pending, absorb);
            Split(merge, cluster, children);
        }
    }

    private void Split(int merge, int cluster, List<int> children)
    {
        double lambda = LambdaOf(linkage.Distances[merge]);
        double distance = linkage.Distances[merge];
        int largeCount = children.Count(child => linkage.IsLarge(child, distance, minClusterSize));
        double leaving = 0;
        foreach (int child in children)
        {
            if (!linkage.IsLarge(child, distance, minClusterSize))
            {
                Assign(child, cluster, lambda);
                leaving += linkage.WeightOf(child);
            }
            else
            {
                GoOn(child, largeCount == 1 ? cluster : Begin(cluster, lambda, child));
            }
        }

        if (largeCount >= 2)
        {
            if (leaving > 0)
            {
                GiveToLargeParts(merge, lambda);
            }

            leaving = linkage.WeightOf(linkage.PointCount + merge);
        }

        if (leaving > 0)
        {
            Leave(cluster, lambda, leaving);
        }

        // A single point of some weight is a group until its core distance.
        foreach (int child in children)
        {
            if (child < linkage.PointCount && linkage.IsLarge(child, distance, minClusterSize))
            {
                Leave(pointClusters[child], pointLambdas[child], linkage.WeightOf(child));
            }
        }
    }

    private void GoOn(int node, int cluster) => Assign(node, cluster, node < linkage.PointCount ? LambdaOf(linkage.CoreOf(node)) : NotFallen);

    private void Leave(int cluster, double lambda, double leaving)
    {
        double life = lambda - births[cluster];
        stabilities[cluster] += life > 0 ? leaving * life : 0;
        largestLambdas[cluster] = Math.Max(largestLambdas[cluster], lambda);
    }

    private void GiveToLargeParts(int merge, double lambda)
    {
        foreach ((int small, int large) in smallParts.Homes(merge))
        {
            int cluster = large < linkage.PointCount ? pointClusters[large] : clusterOfMerge[large - linkage.PointCount];
            Assign(small, cluster, lambda);
            sizes[cluster] += linkage.SizeOf(small);
            weights[cluster] += linkage.WeightOf(small);
        }
    }

    private int Begin(int parent, double birth, int node)
    {
        parents.Add(parent);
        births.Add(birth);
        sizes.Add(linkage.SizeOf(node));
        weights.Add(linkage.WeightOf(node));
        stabilities.Add(0);
        largestLambdas.Add(birth);
        return parents.Count - 1;
    }

    private void Assign(int node, int cluster, double fall)
    {
        if (node < linkage.PointCount)
        {
            pointClusters[node] = cluster;
            pointLambdas[node] = fall;
        }
        else
        {
            clusterOfMerge[node - linkage.PointCount] = cluster;
            fallOfMerge[node - linkage.PointCount] = fall;
        }
    }

    private CondensedHierarchy InCanonicalOrder()
    {
        int count = parents.Count;
        int[] firstPoints = FirstPoints();
        int[] order = new int[count];
        for (int cluster = 0; cluster < count; cluster++)
        {
            order[cluster] = cluster;
        }

        order.AsSpan(1).Sort((a, b) =>
        {
            int byBirth = births[a].CompareTo(births[b]);
            int bySize = byBirth != 0 ? byBirth : weights[b].CompareTo(weights[a]);
            int byStability = bySize != 0 ? bySize : stabilities[b].CompareTo(stabilities[a]);
            return byStability != 0 ? byStability : firstPoints[a].CompareTo(firstPoints[b]);
        });
        int[] number = new int[count];
        for (int cluster = 0; cluster < count; cluster++)
        {
            number[order[cluster]] = cluster;
        }

        for (int point = 0; point < pointClusters.Length; point++)
        {
            pointClusters[point] = number[pointClusters[point]];
        }

        return new CondensedHierarchy
        {
            Parents = [.. order.Select(cluster => parents[cluster] < 0 ? -1 : number[parents[cluster]])],
            Births = [.. order.Select(cluster => births[cluster])],
            Sizes = [.. order.Select(cluster => sizes[cluster])],
            Weights = [.. order.Select(cluster => weights[cluster])],
            Stabilities = [.. order.Select(cluster => stabilities[cluster])],
            LargestLambdas = [.. order.Select(cluster => largestLambdas[cluster])],
            PointClusters = pointClusters,
            PointLambdas = pointLambdas,
        };
    }

    /// <summary>The first point of each cluster in canonical order; no two clusters of one birth share it, for none lies in the other.</summary>
    private int[] FirstPoints()
    {
        int[] first = new int[parents.Count];
        first.AsSpan().Fill(int.MaxValue);
        for (int point = pointClusters.Length - 1; point >= 0; point--)
        {
            first[pointClusters[point]] = point;
        }

        for (int cluster = first.Length - 1; cluster > 0; cluster--)
        {
            first[parents[cluster]] = Math.Min(first[parents[cluster]], first[cluster]);
        }

        return first;
    }
}
