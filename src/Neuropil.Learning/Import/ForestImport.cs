using System.Globalization;

namespace Neuropil.Learning;

/// <summary>Turns a pickled RandomForestClassifier into our forest.</summary>
internal static class ForestImport
{
    /// <summary>The forest: each tree's leaves hold the classes' shares, whatever counts or shares scikit-learn kept.</summary>
    public static (IClassifier Model, string[] Labels) Forest(PickleFields fields)
    {
        (int[] classes, string[] labels) = ImportedLabels.Of(fields, "classes_", least: 2);
        int featureCount = fields.Integer("n_features_in_", 1, ImportLimits.Features);
        fields.Integer("n_outputs_", 1, 1);
        if (fields.Any("estimators_") is not List<object?> { Count: > 0 } estimators)
        {
            throw fields.Bad("estimators_", "is not a list of trees");
        }

        ForestTree[] trees = new ForestTree[estimators.Count];
        for (int index = 0; index < trees.Length; index++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{fields.Path}.estimators_[{index}]");
            PickleObject estimator = estimators[index] as PickleObject ?? throw fields.Bad("estimators_", "holds what is no tree");
            PickleFields tree = fields.Of(estimator, place, "DecisionTreeClassifier").Nested("tree_", "Tree");
            trees[index] = Tree(tree, featureCount, classes.Length);
        }

        return (new RandomForestModel(classes, featureCount, trees).WithFeatureNames(fields.FeatureNames(featureCount)), labels);
    }

    private static ForestTree Tree(PickleFields fields, int featureCount, int classCount)
    {
        NumpyArray nodes = fields.Array("nodes");
        int count = nodes.Count;
        if (count == 0 || nodes.Integers("left_child") is not long[] left || nodes.Integers("right_child") is not long[] right
            || nodes.Integers("feature") is not long[] feature || nodes.Doubles("threshold") is not double[] threshold)
        {
            throw fields.Bad("nodes", "is not a table of nodes with left_child, right_child, feature and threshold");
        }

        NumpyArray values = fields.Array("values");
        if (values.Shape is not [int rows, 1, int columns] || rows != count || columns != classCount)
        {
            throw fields.Bad("values", "has not one number for each node and class");
        }

        double[] counts = fields.Numbers("values");
        int[] ownFeature = new int[count];
        int[] ownLeft = new int[count];
        int[] ownRight = new int[count];
        double[] ownThreshold = new double[count];
        List<double> shares = [];
        for (int node = 0; node < count; node++)
        {
            if (left[node] == -1)
            {
                ownFeature[node] = ForestTree.Leaf;
                ownLeft[node] = shares.Count / classCount;
                AddShares(fields, shares, counts.AsSpan(node * classCount, classCount));
                continue;
            }

            if (left[node] <= node || left[node] >= count || right[node] <= node || right[node] >= count
                || feature[node] < 0 || feature[node] >= featureCount || double.IsNaN(threshold[node]))
            {
                throw fields.Bad("nodes", string.Create(CultureInfo.InvariantCulture, $"leads astray at node {node}"));
            }

            ownFeature[node] = (int)feature[node];
            ownLeft[node] = (int)left[node];
            ownRight[node] = (int)right[node];
            ownThreshold[node] = LargestThatRoundsTo(threshold[node]);
        }

        return new ForestTree { Feature = ownFeature, Threshold = ownThreshold, Left = ownLeft, Right = ownRight, Shares = [.. shares] };
    }

    private static void AddShares(PickleFields fields, List<double> shares, ReadOnlySpan<double> counts)
    {
        double sum = 0;
        foreach (double count in counts)
        {
            sum += count >= 0 ? count : double.NaN;
        }

        if (!(sum > 0 && double.IsFinite(sum)))
        {
            throw fields.Bad("values", "holds a leaf without members");
        }

        foreach (double count in counts)
        {
            shares.Add(count / sum);
        }
    }

    /// <summary>
    /// scikit-learn rounds each number to 32 bits before it compares it with a threshold. The largest number of 64 bits that so goes left
    /// makes the same tree for numbers of 64 bits.
    /// </summary>
    internal static double LargestThatRoundsTo(double threshold)
    {
        float below = (float)threshold;
        if (below > threshold)
        {
            below = MathF.BitDecrement(below);
        }

        float above = MathF.BitIncrement(below);
        if (!float.IsFinite(below) || !float.IsFinite(above))
        {
            return Math.Clamp(threshold, -double.MaxValue, double.MaxValue);
        }

        double middle = ((double)below + above) / 2;
        return (float)middle == below ? middle : Math.BitDecrement(middle);
    }
}
