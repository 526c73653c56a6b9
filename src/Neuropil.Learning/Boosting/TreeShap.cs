namespace Neuropil.Learning;

/// <summary>
/// Shapley values of one tree's output for one row, in time polynomial in the tree's size (Lundberg, Erion and Lee 2018, "Consistent individualized feature
/// attribution for tree ensembles", algorithm 2).
/// </summary>
/// <remarks>Rows reach a child with the probability of its share of the parent's cover, as in XGBoost.</remarks>
internal sealed class TreeShap
{
    /// <summary>The work grows with the square of the depth: trees deeper than this are refused.</summary>
    public const int MaxDepth = 1000;

    private readonly RegressionTree tree;
    private readonly double[] means;
    private readonly PathElement[] paths;

    public TreeShap(RegressionTree tree)
    {
        this.tree = tree;
        means = Means(tree);
        int depth = DepthOf(tree);
        if (depth > MaxDepth)
        {
            throw new NotSupportedException(
                $"Contributions cannot be computed for this model: one of its trees asks {depth} questions one after the other, and they are computed for at most {MaxDepth}. Predictions can.");
        }

        paths = new PathElement[(depth + 2) * (depth + 3) / 2];
    }

    /// <summary>The tree's mean output over its training rows.</summary>
    public double Mean => means[0];

    /// <summary>Adds the row's Shapley values to those of its features.</summary>
    public void AddTo(ReadOnlySpan<float> row, Span<double> contributions) => Recurse(0, 0, 0, 1, 1, -1, row, contributions);

    private struct PathElement
    {
        public int Feature;
        public double ZeroFraction;
        public double OneFraction;
        public double Weight;
    }

    private void Recurse(
        int node, int start, int length, double zeroFraction, double oneFraction, int feature, ReadOnlySpan<float> row, Span<double> contributions)
    {
        Span<PathElement> path = paths.AsSpan(start, length + 1);
        Extend(path, zeroFraction, oneFraction, feature);
        int split = tree.Feature[node];
        if (split < 0)
        {
            for (int element = 1; element < path.Length; element++)
            {
                ref PathElement own = ref path[element];
                contributions[own.Feature] += UnwoundSum(path, element) * (own.OneFraction - own.ZeroFraction) * tree.Value[node];
            }

            return;
        }

        float value = row[split];
        bool goesLeft = float.IsNaN(value) ? tree.DefaultLeft[node] : value < tree.Value[node];
        (int hot, int cold) = goesLeft ? (tree.Left[node], tree.Right[node]) : (tree.Right[node], tree.Left[node]);
        double zero = 1;
        double one = 1;
        int known = 1;
        while (known < path.Length && path[known].Feature != split)
        {
            known++;
        }

        if (known < path.Length)
        {
            zero = path[known].ZeroFraction;
            one = path[known].OneFraction;
            Unwind(path, known);
            path = path[..^1];
        }

        int next = start + length + 1;
        double cover = tree.Cover[node];
        path.CopyTo(paths.AsSpan(next));
        Recurse(hot, next, path.Length, zero * Share(tree.Cover[hot], cover), one, split, row, contributions);
        path.CopyTo(paths.AsSpan(next));
        Recurse(cold, next, path.Length, zero * Share(tree.Cover[cold], cover), 0, split, row, contributions);
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

    private static void Extend(Span<PathElement> path, double zeroFraction, double oneFraction, int feature)
    {
        int last = path.Length - 1;
        path[last] = new PathElement { Feature = feature, ZeroFraction = zeroFraction, OneFraction = oneFraction, Weight = last == 0 ? 1 : 0 };
        for (int element = last - 1; element >= 0; element--)
        {
            path[element + 1].Weight += oneFraction * path[element].Weight * (element + 1) / (last + 1);
            path[element].Weight = zeroFraction * path[element].Weight * (last - element) / (last + 1);
        }
    }

    private static void Unwind(Span<PathElement> path, int element)
    {
        int last = path.Length - 1;
        double one = path[element].OneFraction;
        double zero = path[element].ZeroFraction;
        double next = path[last].Weight;
        for (int index = last - 1; index >= 0; index--)
        {
            if (one != 0)
            {
                double weight = path[index].Weight;
                path[index].Weight = next * (last + 1) / ((index + 1) * one);
                next = weight - (path[index].Weight * zero * (last - index) / (last + 1));
            }
            else
            {
                path[index].Weight = zero == 0 ? 0 : path[index].Weight * (last + 1) / (zero * (last - index));
            }
        }

        for (int index = element; index < last; index++)
        {
            path[index].Feature = path[index + 1].Feature;
            path[index].ZeroFraction = path[index + 1].ZeroFraction;
            path[index].OneFraction = path[index + 1].OneFraction;
        }
    }

    private static double UnwoundSum(ReadOnlySpan<PathElement> path, int element)
    {
        int last = path.Length - 1;
        double one = path[element].OneFraction;
        double zero = path[element].ZeroFraction;
        double next = path[last].Weight;
        double sum = 0;
        for (int index = last - 1; index >= 0; index--)
        {
            if (one != 0)
            {
                double weight = next * (last + 1) / ((index + 1) * one);
                sum += weight;
                next = path[index].Weight - (weight * zero * (last - index) / (last + 1));
            }
            else if (zero != 0)
            {
                sum += path[index].Weight * (last + 1) / (zero * (last - index));
            }
        }

        return sum;
    }

    /// <summary>Children stand behind their parents, so one pass from the end suffices.</summary>
    private static double[] Means(RegressionTree tree)
    {
        double[] means = new double[tree.NodeCount];
        for (int node = means.Length - 1; node >= 0; node--)
        {
            means[node] = tree.Feature[node] < 0
                ? tree.Value[node]
                : (means[tree.Left[node]] * Share(tree.Cover[tree.Left[node]], tree.Cover[node]))
                    + (means[tree.Right[node]] * Share(tree.Cover[tree.Right[node]], tree.Cover[node]));
        }

        return means;
    }

    private static int DepthOf(RegressionTree tree)
    {
        int[] depth = new int[tree.NodeCount];
        int deepest = 0;
        for (int node = 0; node < depth.Length; node++)
        {
            deepest = Math.Max(deepest, depth[node]);
            if (tree.Feature[node] >= 0)
            {
                depth[tree.Left[node]] = depth[node] + 1;
                depth[tree.Right[node]] = depth[node] + 1;
            }
        }

        return deepest;
    }
}
