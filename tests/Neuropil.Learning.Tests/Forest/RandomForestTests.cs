using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning.Tests;

public sealed class RandomForestTests
{
    [Fact]
    public void Model_has_the_same_bytes_for_any_thread_count()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(300, 5, 4, 1);
        RandomForestOptions options = new() { TreeCount = 21 };
        byte[] single = TreeSamples.Bytes(RandomForest.Fit(points, labels, options, Execution.With(threads: 1)).Save);
        foreach (int threads in new[] { 2, 3, 7 })
        {
            Assert.Equal(single, TreeSamples.Bytes(RandomForest.Fit(points, labels, options, Execution.With(threads: threads)).Save));
        }
    }

    [Fact]
    public void Model_survives_its_file()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(200, 3, 3, 2);
        RandomForestModel model = RandomForest.Fit(points, labels, new RandomForestOptions { TreeCount = 12, MaxDepth = 5 });
        byte[] bytes = TreeSamples.Bytes(model.Save);
        RandomForestModel copy = RandomForestModel.Load(new MemoryStream(bytes));
        Assert.Equal(model.PredictProbabilities(points).Values.ToArray(), copy.PredictProbabilities(points).Values.ToArray());
        Assert.Equal(bytes, TreeSamples.Bytes(copy.Save));
    }

    [Fact]
    public void A_single_full_tree_without_bootstrap_knows_its_training_rows()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(250, 3, 4, 3);
        RandomForestModel model = RandomForest.Fit(points, labels, new RandomForestOptions { TreeCount = 1, Bootstrap = false });
        Assert.Equal(labels, model.Predict(points));
    }

    [Fact]
    public void The_first_split_is_the_best_of_all_by_Gini_impurity()
    {
        for (long seed = 0; seed < 30; seed++)
        {
            (Matrix points, int[] labels) = TreeSamples.Of(40, 3, 3, seed);
            RandomForestModel stump = RandomForest.Fit(
                points, labels, new RandomForestOptions { TreeCount = 1, Bootstrap = false, MaxDepth = 1, FeaturesPerSplit = 3, Seed = seed });
            Matrix probabilities = stump.PredictProbabilities(points);
            double found = 0;
            for (int row = 0; row < 40; row++)
            {
                found += 1 - probabilities.Row(row).ToArray().Sum(share => share * share);
            }

            Assert.Equal(LeastImpurity(points, labels), found, 1e-9);
        }
    }

    [Fact]
    public void Probabilities_sum_to_one_and_shallow_trees_stay_shallow()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(200, 2, 5, 4);
        RandomForestModel model = RandomForest.Fit(points, labels, new RandomForestOptions { TreeCount = 9, MaxDepth = 2, MinLeafSize = 20 });
        Matrix probabilities = model.PredictProbabilities(points);
        for (int row = 0; row < 200; row++)
        {
            Assert.Equal(1, probabilities.Row(row).ToArray().Sum(), 1e-12);
        }
    }

    /// <summary>On emb_cr (96 rows, classes of 3 to 24) it reaches .833 for every seed and leaf size where scikit-learn reaches 1: one reason why it is not the default.</summary>
    [Theory]
    [InlineData("emb_as", true)]
    [InlineData("emb_cr", false)]
    [InlineData("emb_pv", true)]
    public void FastTree_stays_selectable_saves_and_repeats_itself(string name, bool reachesScikitLearn)
    {
        ClassifierFixture fixture = ClassifierFixture.Load(name);
        RandomForestOptions options = new() { Trainer = ForestTrainer.FastTree, TreeCount = 50 };
        RandomForestModel model = RandomForest.Fit(fixture.Training, fixture.TrainingLabels, options);
        byte[] bytes = TreeSamples.Bytes(model.Save);
        Assert.Equal(bytes, TreeSamples.Bytes(RandomForest.Fit(fixture.Training, fixture.TrainingLabels, options, Execution.With(threads: 1)).Save));
        RandomForestModel copy = RandomForestModel.Load(new MemoryStream(bytes));
        Assert.Equal(model.Predict(fixture.Test), copy.Predict(fixture.Test));
        double[] theirs = ClassifierFixture.Numbers(fixture.Root.GetProperty("random_forest_accuracy_10_seeds"));
        double twoRows = 2.0 / fixture.TestLabels.Length;
        double least = reachesScikitLearn ? theirs.Min() - twoRows : 0.8;
        Assert.InRange(fixture.Accuracy(copy.Predict(fixture.Test)), least - 1e-9, theirs.Max() + twoRows + 1e-9);
    }

    [Fact]
    public void Our_own_forest_does_not_load_the_assemblies_of_FastTree()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(50, 2, 2, 5);
        RandomForest.Fit(points, labels, new RandomForestOptions { TreeCount = 2 });
        string[] references = [.. typeof(GiniForest).Assembly.GetTypes()
            .Where(type => type.Namespace == "Neuropil.Learning" && type.DeclaringType is null && type != typeof(FastTreeForest))
            .SelectMany(type => type.GetFields((System.Reflection.BindingFlags)60).Select(field => field.FieldType.Namespace ?? ""))];
        Assert.DoesNotContain(references, space => space.StartsWith("Microsoft.ML", StringComparison.Ordinal));
    }

    [Fact]
    public void Bad_input_is_told()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(40, 2, 2, 6);
        Assert.ThrowsAny<ArgumentException>(() => RandomForest.Fit(points, new int[40]));
        Assert.ThrowsAny<ArgumentException>(() => RandomForest.Fit(points, labels, new RandomForestOptions { FeaturesPerSplit = 3 }));
        double[] broken = points.Values.ToArray();
        broken[5] = double.NaN;
        Assert.Throws<NonFiniteValueException>(() => RandomForest.Fit(new Matrix(40, 2, broken), labels));
        RandomForestModel model = RandomForest.Fit(points, labels, new RandomForestOptions { TreeCount = 3 });
        Assert.ThrowsAny<ArgumentException>(() => model.Predict(new Matrix(1, 1, [1])));
        Assert.Throws<NonFiniteValueException>(() => model.Predict(new Matrix(1, 2, [1, double.NaN])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomForestOptions { TreeCount = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomForestOptions { MaxDepth = 0 });
        Assert.Throws<ModelFormatException>(() => RandomForestModel.Load(new MemoryStream([1, 2, 3])));
    }

    [Fact]
    public void Damaged_files_load_or_throw_ModelFormatException()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(40, 2, 3, 7);
        RandomForestModel model = RandomForest.Fit(points, labels, new RandomForestOptions { TreeCount = 2, MaxDepth = 2 });
        XgboostFileTests.Fuzz(TreeSamples.Bytes(model.Save), bytes => RandomForestModel.Load(new MemoryStream(bytes)));
    }

    private static double LeastImpurity(Matrix points, int[] labels)
    {
        double least = double.PositiveInfinity;
        for (int feature = 0; feature < points.ColumnCount; feature++)
        {
            foreach (double threshold in points.Column(feature).Distinct().SkipLast(0))
            {
                int[] left = [.. Enumerable.Range(0, labels.Length).Where(row => points[row, feature] <= threshold).Select(row => labels[row])];
                int[] right = [.. Enumerable.Range(0, labels.Length).Where(row => points[row, feature] > threshold).Select(row => labels[row])];
                if (right.Length > 0)
                {
                    least = Math.Min(least, Impurity(left) + Impurity(right));
                }
            }
        }

        return least;
    }

    private static double Impurity(int[] labels)
        => labels.Length * (1 - labels.GroupBy(label => label).Sum(group => Math.Pow(group.Count() / (double)labels.Length, 2)));
}
