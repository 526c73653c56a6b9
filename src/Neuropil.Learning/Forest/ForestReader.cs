using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>Reads the trees of a forest and checks that every walk through them ends in a leaf.</summary>
internal static class ForestReader
{
    public static ForestTree[] Trees(ModelReader reader, int featureCount, int classCount)
    {
        int[] nodeCounts = reader.Integers("nodeCounts", least: 1);
        long total = nodeCounts.Sum(count => (long)count);
        if (nodeCounts.Length == 0 || total > int.MaxValue)
        {
            throw reader.Bad("nodeCounts", "holds no trees, or too many nodes");
        }

        int[] features = reader.Integers("features", (int)total, ForestTree.Leaf, featureCount - 1);
        double[] thresholds = ModelChecks.Finite(reader, "thresholds", (int)total);
        int[] left = reader.Integers("left", (int)total, 0);
        int[] right = reader.Integers("right", (int)total, 0);
        double[] shares = ModelChecks.Finite(reader, "shares");
        ForestTree[] trees = new ForestTree[nodeCounts.Length];
        int firstNode = 0;
        int firstShare = 0;
        for (int number = 0; number < trees.Length; number++)
        {
            Range nodes = firstNode..(firstNode + nodeCounts[number]);
            int leafCount = CheckNodes(reader, number, features.AsSpan()[nodes], left.AsSpan()[nodes], right.AsSpan()[nodes]);
            if ((long)leafCount * classCount > shares.Length - firstShare)
            {
                throw reader.Bad("shares", "is too short for the leaves");
            }

            Range own = firstShare..(firstShare + (leafCount * classCount));
            trees[number] = new ForestTree
            {
                Feature = features[nodes],
                Threshold = thresholds[nodes],
                Left = left[nodes],
                Right = right[nodes],
                Shares = shares[own],
            };
            firstNode += nodeCounts[number];
            firstShare += leafCount * classCount;
        }

        return firstShare == shares.Length && shares.All(share => share >= 0)
            ? trees
            : throw reader.Bad("shares", "is too long for the leaves, or holds negative numbers");
    }

    private static int CheckNodes(ModelReader reader, int tree, ReadOnlySpan<int> features, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int leafCount = 0;
        foreach (int feature in features)
        {
            leafCount += feature == ForestTree.Leaf ? 1 : 0;
        }

        for (int node = 0; node < features.Length; node++)
        {
            bool sound = features[node] == ForestTree.Leaf
                ? left[node] < leafCount
                : left[node] > node && left[node] < features.Length && right[node] > node && right[node] < features.Length;
            if (!sound)
            {
                throw reader.Bad("left", string.Create(CultureInfo.InvariantCulture, $"or 'right' leads node {node} of tree {tree} astray"));
            }
        }

        return leafCount;
    }
}
