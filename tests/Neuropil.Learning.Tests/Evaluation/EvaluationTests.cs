using System.Text.Json;
using CsCheck;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;

public sealed class EvaluationTests
{
    private static readonly Gen<int[]> Labels = Gen.Int[-1, 5].Array[12, 120];

    [Fact]
    public void A_split_covers_every_row_once_and_keeps_each_class_in_training()
        => Gen.Select(Labels, Gen.Double[0.05, 0.6], Gen.Long).Sample((labels, share, seed) =>
        {
            TrainTestSplit split = StratifiedSplit.Of(labels, share, seed);
            Assert.Equal(Enumerable.Range(0, labels.Length), split.TrainingRows.Concat(split.TestRows).Order());
            Assert.Equal(labels.Distinct().Order(), split.TrainingRows.Select(row => labels[row]).Distinct().Order());
            Assert.Equal(split.Stratified, labels.GroupBy(label => label).All(members => members.Count() >= 3));
            if (split.Stratified)
            {
                foreach (IGrouping<int, int> members in labels.GroupBy(label => label))
                {
                    int tested = split.TestRows.Count(row => labels[row] == members.Key);
                    double proportion = members.Count() * Math.Ceiling((labels.Length * share) - 1e-9) / labels.Length;
                    Assert.InRange(tested, Math.Floor(proportion) - 1, Math.Ceiling(proportion) + 1);
                }
            }

            foreach (int single in labels.GroupBy(label => label).Where(members => members.Count() == 1).Select(members => members.Key))
            {
                Assert.Contains(split.Warnings, warning => warning.Contains($"Class {single} has one member", StringComparison.Ordinal));
            }
        });

    [Fact]
    public void A_split_tests_the_share_asked_for_and_depends_on_the_seed_alone()
    {
        int[] labels = ClassifierFixture.Load("emb_as").TrainingLabels;
        TrainTestSplit split = StratifiedSplit.Of(labels, seed: 7);
        Assert.Equal((int)Math.Ceiling(labels.Length * 0.2), split.TestRows.Length);
        Assert.Equal(split.TestRows, StratifiedSplit.Of(labels, seed: 7).TestRows);
        Assert.NotEqual(split.TestRows, StratifiedSplit.Of(labels, seed: 8).TestRows);
        Assert.Empty(split.Warnings);
    }

    [Fact]
    public void Folds_test_every_row_once_with_each_class_spread_evenly()
        => Gen.Select(Labels, Gen.Int[2, 5], Gen.Int[0, 3]).Where((labels, folds, _) => labels.GroupBy(label => label).Max(members => members.Count()) >= folds)
            .Sample((labels, foldCount, repeat) =>
            {
                foreach (FoldSet set in (FoldSet[])[StratifiedFolds.InOrder(labels, foldCount), StratifiedFolds.Shuffled(labels, foldCount, 3, repeat)])
                {
                    Assert.Equal(foldCount, set.Folds.Count);
                    Assert.Equal(Enumerable.Range(0, labels.Length), set.Folds.SelectMany(fold => fold.TestRows).Order());
                    foreach (Fold fold in set.Folds)
                    {
                        Assert.Equal(Enumerable.Range(0, labels.Length), fold.TrainingRows.Concat(fold.TestRows).Order());
                        foreach (IGrouping<int, int> members in labels.GroupBy(label => label))
                        {
                            double even = members.Count() / (double)foldCount;
                            Assert.InRange(fold.TestRows.Count(row => labels[row] == members.Key), Math.Floor(even) - 1, Math.Ceiling(even) + 1);
                        }
                    }

                    Assert.Equal(labels.GroupBy(label => label).Count(members => members.Count() < foldCount), set.Warnings.Count);
                }
            });

    [Fact]
    public void Folds_without_shuffling_are_scikit_learns()
    {
        // StratifiedKFold(3).split of scikit-learn 1.2.1.
        int[] labels = [2, 0, 0, 1, 2, 2, 0, 1, 1, 0, 2, 0, 1];
        int[][] expected = [[0, 1, 3, 4, 7], [2, 5, 6, 8], [9, 10, 11, 12]];
        Assert.Equal(expected, StratifiedFolds.InOrder(labels, 3).Folds.Select(fold => fold.TestRows));
    }

    [Fact]
    public void Repeats_differ_and_too_many_folds_are_refused()
    {
        int[] labels = ClassifierFixture.Load("emb_pv").TrainingLabels;
        FoldSet repeated = StratifiedFolds.Repeated(labels, 5, 2);
        Assert.Equal(10, repeated.Folds.Count);
        Assert.NotEqual(repeated.Folds[0].TestRows, repeated.Folds[5].TestRows);
        Assert.Contains("fewer folds", Assert.Throws<ArgumentException>(() => StratifiedFolds.InOrder([1, 1, 2, 2, 3], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedFolds.InOrder(labels, 1));
    }

    [Fact]
    public void Scores_of_a_small_table_are_those_worked_out_by_hand()
    {
        int[] expected = [1, 1, 1, 2, 2, 3];
        int[] predicted = [1, 1, 2, 2, 4, 3];
        ClassificationReport report = ClassificationReport.Of(expected, predicted);
        Assert.Equal(4 / 6.0, report.Accuracy, 1e-15);
        Assert.Equal((0.8 + 0.5 + 1 + 0) / 4, report.MacroF1, 1e-15);
        Assert.Equal(((3 * 0.8) + (2 * 0.5) + 1) / 6, report.WeightedF1, 1e-15);
        Assert.Equal(((2 / 3.0) + 0.5 + 1) / 3, report.BalancedAccuracy, 1e-15);
        double byChance = ((3 * 2) + (2 * 2) + (1 * 1)) / 36.0;
        Assert.Equal(((4 / 6.0) - byChance) / (1 - byChance), report.CohensKappa!.Value, 1e-15);
        Assert.Equal([1, 2, 3, 4], report.Confusion.Classes);
    }

    [Fact]
    public void Kappa_of_one_class_is_null_and_the_report_is_plain_JSON()
    {
        ClassificationReport report = ClassificationReport.Of([5, 5], [5, 5], new Matrix(2, 1, [1, 1]), [5]);
        Assert.Null(report.CohensKappa);
        ClassificationReport? read = JsonSerializer.Deserialize<ClassificationReport>(JsonSerializer.Serialize(report));
        Assert.Equal(report.MacroF1, read!.MacroF1);
        Assert.Equal(report.Classes, read.Classes);
        Assert.NotEmpty(JsonSerializer.Serialize(BootstrapIntervals.Of([1, 2, 1], [1, 2, 2])));
        Assert.NotEmpty(JsonSerializer.Serialize(CrossValidation.Run([1, 2, 1, 2], new CrossValidationOptions { FoldCount = 2 }, fold => new int[fold.TestRows.Length])));
    }

    [Fact]
    public void Log_loss_is_the_mean_of_the_logarithms()
    {
        Matrix probabilities = new(2, 2, [0.9, 0.1, 0.4, 0.6]);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.6)) / 2, LogLoss.Of([1, 2], probabilities, [1, 2]), 1e-12);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(Math.Pow(2, -52))) / 2, LogLoss.Of([1, 7], probabilities, [1, 2]), 1e-12);
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => LogLoss.Of([1, 2], new Matrix(2, 2, [1, 0, double.NaN, 1]), [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LogLoss.Of([1], probabilities, [1, 2]));
    }

    [Fact]
    public void Bootstrap_intervals_hold_the_estimate_and_do_not_depend_on_threads()
    {
        JsonElement metrics = ClassifierFixture.Load("emb_as").Root.GetProperty("metrics");
        int[] expected = ClassifierFixture.Integers(metrics.GetProperty("y_true"));
        int[] predicted = ClassifierFixture.Integers(metrics.GetProperty("y_pred"));
        BootstrapIntervals one = BootstrapIntervals.Of(expected, predicted, null, Execution.With(threads: 1));
        Assert.Equal(one, BootstrapIntervals.Of(expected, predicted, null, Execution.With(threads: 7)));
        Assert.InRange(one.Accuracy.Estimate, one.Accuracy.Lower, one.Accuracy.Upper);
        Assert.True(one.Accuracy.Lower < one.Accuracy.Upper);
        BootstrapIntervals narrow = BootstrapIntervals.Of(expected, predicted, new BootstrapOptions { ConfidenceLevel = 0.5 });
        Assert.True(narrow.Accuracy.Upper - narrow.Accuracy.Lower < one.Accuracy.Upper - one.Accuracy.Lower);
    }

    [Fact]
    public void Bootstrap_of_accuracy_agrees_with_the_binomial_distribution()
    {
        int[] expected = new int[400];
        int[] predicted = [.. Enumerable.Range(0, 400).Select(row => row < 300 ? 0 : 1)];
        ConfidenceInterval accuracy = BootstrapIntervals.Of(expected, predicted, new BootstrapOptions { ResampleCount = 4000 }).Accuracy;
        double deviation = Math.Sqrt(0.75 * 0.25 / 400);
        Assert.Equal(0.75 - (1.96 * deviation), accuracy.Lower, 0.006);
        Assert.Equal(0.75 + (1.96 * deviation), accuracy.Upper, 0.006);
    }

    [Fact]
    public void Cross_validation_trains_on_the_other_folds_only()
    {
        ClassifierFixture fixture = ClassifierFixture.Load("emb_pv");
        HashSet<int> tested = [];
        CrossValidationResult result = CrossValidation.Run(fixture.TrainingLabels, new CrossValidationOptions { FoldCount = 4, RepeatCount = 2 }, fold =>
        {
            Assert.Empty(fold.TrainingRows.Intersect(fold.TestRows));
            tested.UnionWith(fold.TestRows);
            return Array.ConvertAll(fold.TestRows, row => fixture.TrainingLabels[row]);
        });
        Assert.Equal(fixture.TrainingLabels.Length, tested.Count);
        Assert.Equal(1, result.Accuracy.Mean);
        Assert.Equal(0, result.Accuracy.Deviation);
        Assert.Equal(8, result.Folds.Count);
        Assert.All(result.Predictions, repeat => Assert.Equal(fixture.TrainingLabels, repeat));
    }

    [Fact]
    public void A_learner_beats_the_majority_class()
    {
        ClassifierFixture fixture = ClassifierFixture.Load("emb_as");
        CrossValidationResult learner = CrossValidation.Run(fixture.Training, fixture.TrainingLabels, null, (points, labels) => KNearestNeighbors.Fit(points, labels));
        CrossValidationResult baseline = CrossValidation.Run(
            fixture.Training, fixture.TrainingLabels, null, (points, labels) => MajorityClassBaseline.Fit(labels, points.ColumnCount));
        Assert.True(learner.Accuracy.Mean > 0.9);
        Assert.Equal(fixture.TrainingLabels.GroupBy(label => label).Max(members => members.Count()) / (double)fixture.TrainingLabels.Length, baseline.Accuracy.Mean, 0.01);
    }

    [Fact]
    public void The_baseline_answers_with_the_commonest_label_and_the_shares()
    {
        MajorityClassBaseline baseline = MajorityClassBaseline.Fit([3, 1, 1, 3, 2], 2);
        Assert.Equal(1, baseline.Majority);
        Assert.Equal([1, 1], baseline.Predict(new Matrix(2, 2, [0, 0, 9, 9])));
        Assert.Equal([0.4, 0.2, 0.4], baseline.PredictProbabilities(new Matrix(1, 2, [0, 0])).Row(0).ToArray());
        Assert.Throws<ArgumentException>(() => baseline.Predict(new Matrix(1, 1, [0])));
        Assert.Throws<ArgumentException>(() => MajorityClassBaseline.Fit([], 2));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ClassificationReport.Of([], []));
        Assert.Throws<ArgumentException>(() => ClassificationReport.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => StratifiedSplit.Of([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Of([1, 2, 3], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Of([1, 2, 3], double.NaN));
        Assert.Throws<ArgumentException>(() => CrossValidation.Run([1, 1, 2, 2], new CrossValidationOptions { FoldCount = 2 }, _ => [1]));
    }
}
