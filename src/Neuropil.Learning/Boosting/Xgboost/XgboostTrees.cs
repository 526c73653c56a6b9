using System.Globalization;

namespace Neuropil.Learning;

/// <summary>Trees to and from XGBoost's fields.</summary>
internal static class XgboostTrees
{
    private const int NoParent = int.MaxValue;

    public static RegressionTree Read(XgboostFields fields, int featureCount)
    {
        int nodeCount = fields.LengthOf("left_children");
        if (nodeCount == 0)
        {
            throw fields.Bad("left_children", "is empty");
        }

        if (fields.Has("split_type") && fields.Integers("split_type", nodeCount).Any(type => type != 0))
        {
            throw fields.Categorical();
        }

        if (!fields.IsEmptyOrMissing("categories"))
        {
            throw fields.Categorical();
        }

        int[] left = fields.Integers("left_children", nodeCount);
        int[] right = fields.Integers("right_children", nodeCount);
        int[] order = Reachable(fields, left, right);
        int[] place = new int[nodeCount];
        for (int node = 0; node < order.Length; node++)
        {
            place[order[node]] = node;
        }

        int[] feature = fields.Integers("split_indices", nodeCount);
        float[] value = fields.Singles("split_conditions", nodeCount);
        int[] defaultLeft = fields.Integers("default_left", nodeCount);
        float[] gain = fields.Singles("loss_changes", nodeCount);
        float[] cover = fields.Singles("sum_hessian", nodeCount);
        float[] baseWeight = fields.Singles("base_weights", nodeCount);
        RegressionTree tree = new()
        {
            Feature = [.. order.Select(node => left[node] < 0 ? RegressionTree.Leaf : feature[node])],
            Value = [.. order.Select(node => value[node])],
            Left = [.. order.Select(node => left[node] < 0 ? RegressionTree.Leaf : place[left[node]])],
            Right = [.. order.Select(node => left[node] < 0 ? RegressionTree.Leaf : place[right[node]])],
            DefaultLeft = [.. order.Select(node => left[node] >= 0 && defaultLeft[node] != 0)],
            Gain = [.. order.Select(node => left[node] < 0 ? 0 : gain[node])],
            Cover = [.. order.Select(node => cover[node])],
            BaseWeight = [.. order.Select(node => baseWeight[node])],
        };
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Left[node] >= 0 && !(tree.Feature[node] >= 0 && tree.Feature[node] < featureCount))
            {
                throw fields.Bad("split_indices", string.Create(CultureInfo.InvariantCulture, $"holds feature {tree.Feature[node]}; expected 0 to {featureCount - 1}"));
            }
        }

        return tree;
    }

    public static XgboostValue Write(RegressionTree tree, int number, int featureCount)
    {
        int count = tree.NodeCount;
        int[] parents = new int[count];
        parents[0] = NoParent;
        for (int node = 0; node < count; node++)
        {
            if (tree.Feature[node] >= 0)
            {
                parents[tree.Left[node]] = node;
                parents[tree.Right[node]] = node;
            }
        }

        return new XgboostValue.Map(new Dictionary<string, XgboostValue>
        {
            ["base_weights"] = new XgboostValue.Singles(tree.BaseWeight),
            ["categories"] = new XgboostValue.Integers([]),
            ["categories_nodes"] = new XgboostValue.Integers([]),
            ["categories_segments"] = new XgboostValue.Longs([]),
            ["categories_sizes"] = new XgboostValue.Longs([]),
            ["default_left"] = new XgboostValue.Bytes([.. tree.DefaultLeft.Select(left => (byte)(left ? 1 : 0))]),
            ["id"] = new XgboostValue.Number(number),
            ["left_children"] = new XgboostValue.Integers(tree.Left),
            ["loss_changes"] = new XgboostValue.Singles(tree.Gain),
            ["parents"] = new XgboostValue.Integers(parents),
            ["right_children"] = new XgboostValue.Integers(tree.Right),
            ["split_conditions"] = new XgboostValue.Singles(tree.Value),
            ["split_indices"] = new XgboostValue.Integers([.. tree.Feature.Select(feature => Math.Max(feature, 0))]),
            ["split_type"] = new XgboostValue.Bytes(new byte[count]),
            ["sum_hessian"] = new XgboostValue.Singles(tree.Cover),
            ["tree_param"] = new XgboostValue.Map(new Dictionary<string, XgboostValue>
            {
                ["num_deleted"] = new XgboostValue.Text("0"),
                ["num_feature"] = new XgboostValue.Text(featureCount.ToString(CultureInfo.InvariantCulture)),
                ["num_nodes"] = new XgboostValue.Text(count.ToString(CultureInfo.InvariantCulture)),
                ["size_leaf_vector"] = new XgboostValue.Text("0"),
            }),
        });
    }

    /// <summary>The nodes that a walk from the root can meet, level by level; those that pruning has left behind are not among them.</summary>
    private static int[] Reachable(XgboostFields fields, int[] left, int[] right)
    {
        bool[] met = new bool[left.Length];
        List<int> order = [0];
        met[0] = true;
        for (int next = 0; next < order.Count; next++)
        {
            int node = order[next];
            if (left[node] < 0)
            {
                continue;
            }

            foreach (int child in (ReadOnlySpan<int>)[left[node], right[node]])
            {
                if (child < 0 || child >= left.Length || met[child])
                {
                    throw fields.Bad("left_children", string.Create(CultureInfo.InvariantCulture, $"or 'right_children' leads node {node} astray"));
                }

                met[child] = true;
                order.Add(child);
            }
        }

        return [.. order];
    }
}
