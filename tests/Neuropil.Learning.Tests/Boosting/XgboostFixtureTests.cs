using System.Text.Json;
using Neuropil.Numerics;

namespace Neuropil.Learning.Tests;

/// <summary>Our trees against those of xgboost 1.7.4 on the same data.</summary>
public sealed class XgboostFixtureTests
{
    public static TheoryData<string, int> Models()
    {
        TheoryData<string, int> data = [];
        foreach (string name in new[] { "emb_as", "emb_cr", "emb_pv" })
        {
            for (int index = 0; index < 4; index++)
            {
                data.Add(name, index);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Margins_and_probabilities_equal_those_of_xgboost(string name, int index)
    {
        ClassifierFixture fixture = ClassifierFixture.Load(name);
        JsonElement expected = fixture.Root.GetProperty("xgboost")[index];
        GradientBoostingOptions options = OptionsOf(expected.GetProperty("params"));
        GradientBoostingModel model = GradientBoosting.Fit(fixture.Training, fixture.TrainingLabels, options);

        double[][] margins = expected.GetProperty("test_margin").Deserialize<double[][]>()!;
        double[][] probabilities = expected.GetProperty("test_proba").Deserialize<double[][]>()!;
        if (options.TreeMethod == TreeMethod.Exact)
        {
            Assert.InRange(LargestDifference(margins, model.Margins(fixture.Test)), 0, 1e-4);
            Assert.InRange(LargestDifference(probabilities, model.PredictProbabilities(fixture.Test)), 0, 1e-4);
        }
        else
        {
            int[] theirs = [.. margins.Select(row => model.Classes[Array.IndexOf(row, row.Max())])];
            Assert.Equal(fixture.Accuracy(theirs), fixture.Accuracy(model.Predict(fixture.Test)));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Exact_trees_equal_those_of_xgboost(string name, int index)
    {
        ClassifierFixture fixture = ClassifierFixture.Load(name);
        JsonElement expected = fixture.Root.GetProperty("xgboost")[index];
        GradientBoostingOptions options = OptionsOf(expected.GetProperty("params"));
        if (options.TreeMethod != TreeMethod.Exact)
        {
            return;
        }

        GradientBoostingModel model = GradientBoosting.Fit(fixture.Training, fixture.TrainingLabels, options);
        JsonElement trees = expected.GetProperty("model").GetProperty("learner").GetProperty("gradient_booster").GetProperty("model").GetProperty("trees");
        Assert.Equal(trees.GetArrayLength(), model.TreeCount);
        List<string> different = [];
        for (int number = 0; number < model.TreeCount; number++)
        {
            string theirs = Describe(trees[number]);
            string ours = Describe(model.Trees[number]);
            if (theirs != ours)
            {
                different.Add($"tree {number}:\n{theirs}\n{ours}");
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} of {model.TreeCount} differ\n" + string.Join("\n", different.Take(3)));
    }

    private static GradientBoostingOptions OptionsOf(JsonElement parameters)
    {
        double Number(string name, double otherwise) => parameters.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : otherwise;
        return new GradientBoostingOptions
        {
            TreeMethod = parameters.GetProperty("tree_method").GetString() == "exact" ? TreeMethod.Exact : TreeMethod.Histogram,
            MaxDepth = parameters.GetProperty("max_depth").GetInt32(),
            RoundCount = parameters.GetProperty("n_estimators").GetInt32(),
            LearningRate = Number("learning_rate", 0.3),
            Lambda = Number("reg_lambda", 1),
            Gamma = Number("gamma", 0),
            MinChildWeight = Number("min_child_weight", 1),
        };
    }

    private static double LargestDifference(double[][] expected, Matrix found)
    {
        double largest = 0;
        for (int row = 0; row < expected.Length; row++)
        {
            for (int column = 0; column < expected[row].Length; column++)
            {
                largest = Math.Max(largest, Math.Abs(expected[row][column] - found[row, column]));
            }
        }

        return largest;
    }

    /// <summary>The splits, depth first: the same text, the same tree.</summary>
    private static string Describe(JsonElement tree)
    {
        int[] left = tree.GetProperty("left_children").Deserialize<int[]>()!;
        int[] right = tree.GetProperty("right_children").Deserialize<int[]>()!;
        int[] feature = tree.GetProperty("split_indices").Deserialize<int[]>()!;
        float[] value = tree.GetProperty("split_conditions").Deserialize<float[]>()!;
        return Walk(0);

        string Walk(int node) => left[node] < 0 ? "leaf" : $"({feature[node]}<{value[node]:R} {Walk(left[node])} {Walk(right[node])})";
    }

    private static string Describe(RegressionTree tree)
    {
        return Walk(0);

        string Walk(int node) => tree.Feature[node] < 0
            ? "leaf"
            : $"({tree.Feature[node]}<{tree.Value[node]:R} {Walk(tree.Left[node])} {Walk(tree.Right[node])})";
    }
}
