namespace Neuropil.Learning.Tests.Evaluation;

using CsCheck;
using Neuropil.Learning;
using Neuropil.Numerics;

public sealed class SelectiveReportTests
{
    // Six rows: one of class 1 taken for 2, one of class 2 refused, one true noise refused.
    private static readonly int[] Truth = [1, 1, 1, 2, 2, -1];
    private static readonly Answers Mixed = new([1, 1, 2, 2, -1, -1], [false, false, false, false, true, true]);

    [Fact]
    public void Rejections_are_counted_apart_from_noise()
    {
        SelectiveReport report = SelectiveReport.Of(Truth, Mixed);
        Assert.Equal(6, report.RowCount);
        Assert.Equal(2, report.RejectedCount);
        Assert.Equal(2 / 6.0, report.RejectionRate);
        Assert.Equal(4 / 6.0, report.Coverage, 1e-15);
        Assert.Equal([-1, 1, 2], report.Confusion.Classes);
        Assert.Equal([1, 0, 1], report.Confusion.Rejected);
        Assert.Equal([[0, 0, 0], [0, 2, 1], [0, 0, 1]], report.Confusion.Counts);
    }

    [Fact]
    public void Scores_by_hand()
    {
        SelectiveReport report = SelectiveReport.Of(Truth, Mixed);

        // Over all rows: precision 2/2 and recall 2/3 of class 1, 1/2 and 1/2 of class 2, noise never answered.
        Assert.Equal(3 / 6.0, report.All.Accuracy);
        Assert.Equal((0.8 + 0.5 + 0) / 3, report.All.MacroAverage.F1, 1e-15);
        Assert.Equal(((2 / 3.0) + 0.5 + 0) / 3, report.All.BalancedAccuracy, 1e-15);
        Assert.Equal(((3 * 0.8) + (2 * 0.5)) / 6, report.All.WeightedAverage.F1, 1e-15);
        Assert.Equal([-1, 1, 2], report.All.Classes.Select(scores => scores.Label));

        // Among the four answered: class 2 has one row, found, and one false answer.
        Assert.Equal(3 / 4.0, report.Assigned!.Accuracy);
        Assert.Equal((0.8 + (2 / 3.0)) / 2, report.Assigned.MacroAverage.F1, 1e-15);
        Assert.Equal([1, 2], report.Assigned.Classes.Select(scores => scores.Label));
    }

    [Fact]
    public void A_rejection_may_stand_for_noise_where_all_rows_are_judged()
    {
        SelectiveReport report = SelectiveReport.Of(Truth, Mixed, rejectedAs: -1);
        Assert.Equal(4 / 6.0, report.All.Accuracy);
        Assert.Equal(new ClassScores(-1, 0.5, 1, 2 / 3.0, 1), report.All.Classes[0]);
        Assert.Equal(SelectiveReport.Of(Truth, Mixed).Assigned!.MacroAverage, report.Assigned!.MacroAverage);
        Assert.Equal([1, 0, 1], report.Confusion.Rejected);
    }

    [Fact]
    public void One_rejection_adds_no_class_that_nobody_has()
    {
        int[] truth = [1, 1, 2, 2, 3, 3];
        Answers answers = new([1, 1, 2, 2, 3, -1], [false, false, false, false, false, true]);
        double macro = SelectiveReport.Of(truth, answers, rejectedAs: -1).All.MacroAverage.F1;
        Assert.Equal((1 + 1 + (2 / 3.0)) / 3, macro, 1e-15);
        Assert.Equal(macro * 3 / 4, ClassificationReport.Of(truth, answers.Labels).MacroF1, 1e-15);
    }

    [Fact]
    public void Log_loss_is_over_the_answered_rows_only()
    {
        Matrix probabilities = new(3, 2, [0.9, 0.1, 0.2, 0.8, 1, 0]);
        Answers answers = new([1, 2, -1], [false, false, true]);
        SelectiveReport report = SelectiveReport.Of([1, 2, 2], answers, probabilities, [1, 2]);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.8)) / 2, report.Assigned!.LogLoss!.Value, 1e-12);
        Assert.Null(report.All.LogLoss);
    }

    [Fact]
    public void Where_all_is_refused_there_are_no_scores_among_the_answered()
    {
        SelectiveReport report = SelectiveReport.Of([1, 2], new Answers([0, 0], [true, true]), new Matrix(2, 2, [1, 0, 0, 1]), [1, 2]);
        Assert.Null(report.Assigned);
        Assert.Equal(0, report.Coverage);
        Assert.Equal(0, report.All.Accuracy);
        Assert.Null(SelectiveIntervals.Of([1, 2], new Answers([0, 0], [true, true])).Assigned);
    }

    [Fact]
    public void Where_nothing_is_refused_and_every_class_is_true_it_is_the_ordinary_report()
        => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[4, 60].Sample(pairs =>
        {
            int[] truth = [0, 1, 2, 3, .. pairs.Select(pair => pair.Item1)];
            int[] answers = [3, 1, 2, 0, .. pairs.Select(pair => pair.Item2)];
            SelectiveReport ours = SelectiveReport.Of(truth, Answers.Complete(answers));
            ClassificationReport plain = ClassificationReport.Of(truth, answers);
            Assert.Equal(plain.Accuracy, ours.All.Accuracy, 1e-12);
            Assert.Equal(plain.MacroF1, ours.All.MacroAverage.F1, 1e-12);
            Assert.Equal(plain.WeightedF1, ours.All.WeightedAverage.F1, 1e-12);
            Assert.Equal(plain.BalancedAccuracy, ours.All.BalancedAccuracy, 1e-12);
            Assert.Equal(plain.CohensKappa!.Value, ours.All.CohensKappa!.Value, 1e-12);
            Assert.Equal(ours.All.MacroAverage, ours.Assigned!.MacroAverage);
            ConfidenceInterval expected = BootstrapIntervals.Of(truth, answers, new BootstrapOptions { ResampleCount = 50 }).Accuracy;
            Assert.Equal(expected, SelectiveIntervals.Of(truth, Answers.Complete(answers), options: new BootstrapOptions { ResampleCount = 50 }).All[ScoreKind.Accuracy]);
        }, iter: 200);

    [Fact]
    public void A_model_that_is_better_on_the_same_rows_is_told_where_the_intervals_of_both_overlap()
    {
        // Both miss the same hard rows; the other gets ten more of 400 right.
        int[] truth = [.. Enumerable.Range(0, 400).Select(row => row % 2)];
        int[] first = [.. truth.Select((label, row) => row % 4 == 0 ? 1 - label : label)];
        int[] other = [.. truth.Select((label, row) => row % 4 == 0 && row >= 40 ? 1 - label : label)];
        PairedBootstrap comparison = PairedBootstrap.Of(truth, Answers.Complete(first), Answers.Complete(other), ScoreKind.Accuracy);
        Assert.Equal(10 / 400.0, comparison.Difference.Estimate, 1e-12);
        Assert.True(comparison.OtherIsBetter);
        Assert.False(comparison.FirstIsBetter);
        Assert.InRange(comparison.ShareBetter, 0.99, 1);
        ConfidenceInterval own = BootstrapIntervals.Of(truth, first).Accuracy;
        Assert.True(own.Upper > BootstrapIntervals.Of(truth, other).Accuracy.Lower);
        PairedBootstrap reversed = PairedBootstrap.Of(truth, Answers.Complete(other), Answers.Complete(first), ScoreKind.Accuracy);
        Assert.True(reversed.FirstIsBetter);
        Assert.Equal(-comparison.Difference.Upper, reversed.Difference.Lower, 1e-12);
    }

    [Fact]
    public void Models_that_differ_by_chance_are_seldom_told_apart()
    {
        int told = 0;
        for (ulong trial = 0; trial < 100; trial++)
        {
            KeyedRandom random = KeyedRandom.At(5, trial);
            int[] truth = new int[120];
            int[] first = new int[120];
            int[] other = new int[120];
            for (int row = 0; row < truth.Length; row++)
            {
                truth[row] = random.NextInt32(3);
                first[row] = random.NextDouble() < 0.8 ? truth[row] : random.NextInt32(3);
                other[row] = random.NextDouble() < 0.8 ? truth[row] : random.NextInt32(3);
            }

            PairedBootstrap comparison = PairedBootstrap.Of(
                truth, Answers.Complete(first), Answers.Complete(other), options: new BootstrapOptions { ResampleCount = 400 });
            told += comparison.OtherIsBetter || comparison.FirstIsBetter ? 1 : 0;
        }

        Assert.InRange(told, 0, 12);
    }

    [Fact]
    public void The_same_bytes_for_any_number_of_threads()
    {
        Answers other = Answers.Complete([1, 2, 1, 2, 2, 1]);
        Assert.Equal(
            PairedBootstrap.Of(Truth, Mixed, other, execution: Execution.With(threads: 1)),
            PairedBootstrap.Of(Truth, Mixed, other, execution: Execution.With(threads: 7)));
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Answers([1], [true, false]));
        Assert.Throws<ArgumentException>(() => SelectiveReport.Of([1, 2, 3], Mixed));
        Assert.Throws<ArgumentException>(() => SelectiveReport.Of([], Answers.Complete([])));
        Assert.Throws<ArgumentException>(() => SelectiveReport.Of(Truth, Mixed, new Matrix(1, 2, [1, 0]), [1, 2]));
        Assert.Throws<ArgumentException>(() => PairedBootstrap.Of(Truth, Mixed, Answers.Complete([1])));
    }
}
