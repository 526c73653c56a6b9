using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>Reads boosted trees from Neuropil's own file and checks that every walk through them ends in a leaf.</summary>
internal static class BoostedTreeReader
{
    public static RegressionTree[] Trees(ModelReader reader, int featureCount)
    {
        int[] nodeCounts = reader.Integers("nodeCounts", least: 1);
        long total = nodeCounts.Sum(count => (long)count);
        if (total > int.MaxValue)
        {
            throw reader.Bad("nodeCounts", "holds too many nodes");
        }

        int length = (int)total;
        int[] features = reader.Integers("features", length, RegressionTree.Leaf, featureCount - 1);
        float[] values = Finite(reader, "values", length);
        int[] left = reader.Integers("left", length);
        int[] right = reader.Integers("right", length);
        bool[] defaultLeft = [.. reader.Integers("defaultLeft", length, 0, 1).Select(flag => flag == 1)];
        float[] gains = Finite(reader, "gains", length);
        float[] covers = Finite(reader, "covers", length);
        float[] baseWeights = Finite(reader, "baseWeights", length);
        RegressionTree[] trees = new RegressionTree[nodeCounts.Length];
        int first = 0;
        for (int number = 0; number < trees.Length; number++)
        {
            Range own = first..(first + nodeCounts[number]);
            trees[number] = new RegressionTree
            {
                Feature = features[own],
                Value = values[own],
                Left = left[own],
                Right = right[own],
                DefaultLeft = defaultLeft[own],
                Gain = gains[own],
                Cover = covers[own],
                BaseWeight = baseWeights[own],
            };
            if (FirstStrayNode(trees[number]) is int node)
            {
                throw reader.Bad("left", string.Create(CultureInfo.InvariantCulture, $"or 'right' leads node {node} of tree {number} astray"));
            }

            first += nodeCounts[number];
        }

        return trees;
    }

    /// <summary>The first split with a child that is not behind it in the tree; null: none.</summary>
    public static int? FirstStrayNode(RegressionTree tree)
    {
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] >= 0
                && !(tree.Left[node] > node && tree.Left[node] < tree.NodeCount && tree.Right[node] > node && tree.Right[node] < tree.NodeCount))
            {
                return node;
            }
        }

        return null;
    }

    private static float[] Finite(ModelReader reader, string name, int length)
    {
        float[] values = reader.Singles(name, length);
        return values.All(float.IsFinite) ? values : throw reader.Bad(name, "holds NaN or infinity; expected finite numbers");
    }
}
