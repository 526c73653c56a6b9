namespace Neuropil.Learning.Tests;

/// <summary>Shapley values straight from their definition: every subset of features, with tree expectations by cover.</summary>
internal static class ShapleyByEnumeration
{
    public static double[] Of(GradientBoostingModel model, int output, ReadOnlySpan<double> row)
    {
        int featureCount = row.Length;
        double[] point = row.ToArray();
        double[] value = new double[1 << featureCount];
        for (int subset = 0; subset < value.Length; subset++)
        {
            value[subset] = GradientBoostingModel.BaseMarginOf(model.Objective, model.BaseScores[0]);
            for (int tree = 0; tree < model.TreeCount; tree++)
            {
                value[subset] += model.TreeOutputs[tree] == output ? Expectation(model.Trees[tree], 0, subset, point) : 0;
            }
        }

        double[] shapley = new double[featureCount + 1];
        for (int feature = 0; feature < featureCount; feature++)
        {
            for (int subset = 0; subset < value.Length; subset++)
            {
                if ((subset & (1 << feature)) == 0)
                {
                    int size = System.Numerics.BitOperations.PopCount((uint)subset);
                    double weight = Factorial(size) * Factorial(featureCount - size - 1) / Factorial(featureCount);
                    shapley[feature] += weight * (value[subset | (1 << feature)] - value[subset]);
                }
            }
        }

        shapley[featureCount] = value[0];
        return shapley;
    }

    private static double Expectation(RegressionTree tree, int node, int known, double[] row)
    {
        int feature = tree.Feature[node];
        if (feature < 0)
        {
            return tree.Value[node];
        }

        (int left, int right) = (tree.Left[node], tree.Right[node]);
        if ((known & (1 << feature)) != 0)
        {
            bool goesLeft = double.IsNaN(row[feature]) ? tree.DefaultLeft[node] : (float)row[feature] < tree.Value[node];
            return Expectation(tree, goesLeft ? left : right, known, row);
        }

        return ((Expectation(tree, left, known, row) * tree.Cover[left]) + (Expectation(tree, right, known, row) * tree.Cover[right])) / tree.Cover[node];
    }

    private static double Factorial(int number) => number < 2 ? 1 : number * Factorial(number - 1);
}
