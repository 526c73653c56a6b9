using Neuropil.Numerics;

namespace Neuropil.Learning.Tests;

public sealed class GradientBoostingTests
{
    private static readonly GradientBoostingOptions Small = new() { RoundCount = 8, MaxDepth = 4 };

    [Theory]
    [InlineData(TreeMethod.Exact)]
    [InlineData(TreeMethod.Histogram)]
    public void Model_has_the_same_bytes_for_any_thread_count(TreeMethod method)
    {
        (Matrix points, int[] labels) = TreeSamples.Of(700, 5, 3, 1, missing: 0.05);
        GradientBoostingOptions options = Small with
        {
            TreeMethod = method, MissingValues = MissingValues.Learnt, Subsample = 0.7, ColumnSample = 0.6, MaxBinCount = 32,
        };
        byte[] single = TreeSamples.Bytes(GradientBoosting.Fit(points, labels, options, Execution.With(threads: 1)).SaveXgboostUbjson);
        foreach (int threads in new[] { 2, 3, 7 })
        {
            Assert.Equal(single, TreeSamples.Bytes(GradientBoosting.Fit(points, labels, options, Execution.With(threads: threads)).SaveXgboostUbjson));
        }
    }

    [Fact]
    public void Histograms_counted_in_parts_give_the_same_bytes()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(60_000, 6, 2, 2);
        GradientBoostingOptions options = Small with { TreeMethod = TreeMethod.Histogram, RoundCount = 2 };
        byte[] single = TreeSamples.Bytes(GradientBoosting.Fit(points, labels, options, Execution.With(threads: 1)).SaveXgboostUbjson);
        Assert.Equal(single, TreeSamples.Bytes(GradientBoosting.Fit(points, labels, options, Execution.With(threads: 3)).SaveXgboostUbjson));
    }

    [Fact]
    public void Model_survives_its_files()
    {
        foreach (int classCount in new[] { 2, 3 })
        {
            (Matrix points, int[] labels) = TreeSamples.Of(150, 3, classCount, 3, missing: 0.1);
            GradientBoostingModel model = GradientBoosting.Fit(points, labels, Small with { MissingValues = MissingValues.Learnt });
            GradientBoostingModel[] copies =
            [
                GradientBoostingModel.Load(new MemoryStream(TreeSamples.Bytes(model.Save))),
                GradientBoostingModel.LoadXgboost(new MemoryStream(TreeSamples.Bytes(model.SaveXgboostJson))),
                GradientBoostingModel.LoadXgboost(new MemoryStream(TreeSamples.Bytes(model.SaveXgboostUbjson))),
            ];
            foreach (GradientBoostingModel copy in copies)
            {
                Assert.Equal(model.Classes.ToArray(), copy.Classes.ToArray());
                Assert.Equal(model.Margins(points).Values.ToArray(), copy.Margins(points).Values.ToArray());
                Assert.Equal(model.PredictProbabilities(points).Values.ToArray(), copy.PredictProbabilities(points).Values.ToArray());
                Assert.Equal(model.Importance(ImportanceKind.TotalGain), copy.Importance(ImportanceKind.TotalGain));
                Assert.Equal(TreeSamples.Bytes(model.Save), TreeSamples.Bytes(copy.Save));
                Assert.Equal(TreeSamples.Bytes(model.SaveXgboostJson), TreeSamples.Bytes(copy.SaveXgboostJson));
            }
        }
    }

    [Fact]
    public void A_point_alone_and_in_a_batch_gets_the_same_answer()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(600, 3, 4, 4);
        GradientBoostingModel model = GradientBoosting.Fit(points, labels, Small);
        Matrix batch = model.PredictProbabilities(points);
        for (int row = 0; row < 600; row += 97)
        {
            Assert.Equal(batch.Row(row).ToArray(), model.PredictProbabilities(points.SelectRows([row])).Row(0).ToArray());
        }
    }

    [Theory]
    [InlineData(TreeMethod.Exact)]
    [InlineData(TreeMethod.Histogram)]
    public void A_row_of_weight_three_counts_as_three_rows(TreeMethod method)
    {
        (Matrix points, int[] labels) = TreeSamples.Of(120, 2, 3, 5);
        double[] weights = [.. Enumerable.Range(0, 120).Select(row => row % 4 == 0 ? 3.0 : 1.0)];
        int[] repeated = [.. Enumerable.Range(0, 120).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        GradientBoostingOptions options = Small with { TreeMethod = method };
        Matrix weighted = GradientBoosting.Fit(points, labels, weights, null, options).Margins(points);
        Matrix copied = GradientBoosting.Fit(points.SelectRows(repeated), [.. repeated.Select(row => labels[row])], options).Margins(points);
        for (int index = 0; index < weighted.Values.Length; index++)
        {
            Assert.Equal(copied.Values[index], weighted.Values[index], 1e-4);
        }
    }

    [Fact]
    public void Missing_values_go_where_their_labels_are()
    {
        double[] values = [.. Enumerable.Range(0, 90).Select(row => row % 3 == 2 ? double.NaN : row % 3)];
        int[] labels = [.. Enumerable.Range(0, 90).Select(row => row % 3 == 0 ? 0 : 1)];
        Matrix points = new(90, 1, values);
        GradientBoostingOptions options = Small with { MissingValues = MissingValues.Learnt };
        Assert.Equal(labels, GradientBoosting.Fit(points, labels, options).Predict(points));
        int[] turned = [.. labels.Select((label, row) => row % 3 == 2 ? 0 : label)];
        Assert.Equal(turned, GradientBoosting.Fit(points, turned, options).Predict(points));
    }

    [Fact]
    public void Early_stopping_ends_the_model_with_its_best_round()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(200, 2, 3, 6);
        (Matrix other, int[] otherLabels) = TreeSamples.Of(100, 2, 3, 7);
        GradientBoostingModel model = GradientBoosting.Fit(
            points, labels, default, new EvaluationSet(other, otherLabels), Small with { RoundCount = 200, LearningRate = 0.5, EarlyStoppingRounds = 5 });
        int best = model.EvaluationLosses.ToList().IndexOf(model.EvaluationLosses.Min());
        Assert.Equal(best + 1, model.TreeCount / 3);
        Assert.Equal(best + 1 + 5, model.EvaluationLosses.Count);
    }

    [Fact]
    public void Contributions_sum_to_the_margins_and_equal_Shapley_values_by_enumeration()
    {
        foreach (int classCount in new[] { 2, 3 })
        {
            (Matrix points, int[] labels) = TreeSamples.Of(160, 3, classCount, 8, missing: 0.1);
            GradientBoostingModel model = GradientBoosting.Fit(
                points, labels, Small with { RoundCount = 4, MissingValues = MissingValues.Learnt });
            Matrix sample = points.SelectRows([0, 5, 17, 40]);
            Matrix found = model.Contributions(sample);
            Matrix margins = model.Margins(sample);
            for (int row = 0; row < sample.RowCount; row++)
            {
                for (int output = 0; output < model.OutputCount; output++)
                {
                    double[] expected = ShapleyByEnumeration.Of(model, output, sample.Row(row));
                    double sum = 0;
                    for (int feature = 0; feature <= 3; feature++)
                    {
                        double value = found[row, (output * 4) + feature];
                        sum += value;
                        Assert.Equal(expected[feature], value, 1e-9);
                    }

                    Assert.Equal(margins[row, output], sum, 1e-5);
                }
            }
        }
    }

    [Fact]
    public void Bad_input_is_told_by_name_place_and_remedy()
    {
        (Matrix points, int[] labels) = TreeSamples.Of(40, 2, 2, 9);
        Assert.Contains("at least two", Assert.ThrowsAny<ArgumentException>(() => GradientBoosting.Fit(points, new int[40])).Message);
        Assert.ThrowsAny<ArgumentException>(() => GradientBoosting.Fit(points, labels.AsSpan(1)));
        double[] broken = points.Values.ToArray();
        broken[7] = double.NaN;
        NonFiniteValueException failure = Assert.Throws<NonFiniteValueException>(() => GradientBoosting.Fit(new Matrix(40, 2, broken), labels));
        Assert.Equal((3, 1), (failure.Row, failure.Column));
        broken[7] = double.PositiveInfinity;
        Assert.Throws<NonFiniteValueException>(
            () => GradientBoosting.Fit(new Matrix(40, 2, broken), labels, new GradientBoostingOptions { MissingValues = MissingValues.Learnt }));
        GradientBoostingModel model = GradientBoosting.Fit(points, labels, Small);
        Assert.Contains("3 columns", Assert.ThrowsAny<ArgumentException>(() => model.Predict(new Matrix(1, 3, new double[3]))).Message);
        Assert.Throws<NonFiniteValueException>(() => model.Predict(new Matrix(1, 2, [0, double.NaN])));
        Assert.ThrowsAny<ArgumentException>(() => GradientBoosting.Fit(points, labels, new GradientBoostingOptions { EarlyStoppingRounds = 3 }));
        Assert.ThrowsAny<ArgumentException>(() => GradientBoosting.Fit(points, labels, new double[39]));
        Assert.ThrowsAny<ArgumentException>(() => GradientBoosting.Fit(points, labels, Enumerable.Repeat(-1.0, 40).ToArray()));
        Assert.Contains(
            "99", Assert.ThrowsAny<ArgumentException>(() => GradientBoosting.Fit(points, labels, default, new EvaluationSet(points, Enumerable.Repeat(99, 40).ToArray()))).Message);
        int[] three = [.. labels.Select((label, row) => row == 0 ? 77 : label)];
        Assert.ThrowsAny<ArgumentException>(
            () => GradientBoosting.Fit(points, three, new GradientBoostingOptions { Objective = BoostingObjective.BinaryLogistic }));
    }

    [Fact]
    public void Bad_options_cannot_be_held()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingOptions { LearningRate = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingOptions { Subsample = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingOptions { ColumnSample = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingOptions { MaxDepth = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingOptions { Gamma = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingOptions { MaxBinCount = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingOptions { TreeMethod = (TreeMethod)9 });
    }
}
