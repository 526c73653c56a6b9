using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>How well a way of fitting predicts rows that it has not seen.</summary>
public static class CrossValidation
{
    /// <summary>Tests each fold with whatever is fitted on the others.</summary>
    /// <param name="labels">One per row.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="fitAndPredict">
    /// Fits on the fold's training rows, predicts its test rows, a label each, in order. Everything that learns from data belongs inside:
    /// what was fitted on all rows before has seen the test rows.
    /// </param>
    /// <exception cref="ArgumentException">There are too few labels for the folds, or a prediction has another length.</exception>
    public static CrossValidationResult Run(ReadOnlySpan<int> labels, CrossValidationOptions? options, Func<Fold, int[]> fitAndPredict)
    {
        ArgumentNullException.ThrowIfNull(fitAndPredict);
        options ??= new CrossValidationOptions();
        FoldSet set = StratifiedFolds.Repeated(labels, options.FoldCount, options.RepeatCount, options.Seed);
        int[] all = labels.ToArray();
        int[][] predictions = [.. Enumerable.Range(0, options.RepeatCount).Select(_ => new int[all.Length])];
        FoldReport[] reports = new FoldReport[set.Folds.Count];
        for (int index = 0; index < reports.Length; index++)
        {
            Fold fold = set.Folds[index];
            int repeat = index / options.FoldCount;
            int[] predicted = fitAndPredict(fold);
            if (predicted.Length != fold.TestRows.Length)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"fitAndPredict gave {predicted.Length} labels for {fold.TestRows.Length} test rows; expected one each."),
                    nameof(fitAndPredict));
            }

            for (int test = 0; test < predicted.Length; test++)
            {
                predictions[repeat][fold.TestRows[test]] = predicted[test];
            }

            int[] expected = Array.ConvertAll(fold.TestRows, row => all[row]);
            reports[index] = new FoldReport(repeat, index % options.FoldCount, ClassificationReport.Of(expected, predicted));
        }

        return Summary(all, predictions, reports, set.Warnings);
    }

    /// <summary>Tests each fold with a classifier fitted on the others.</summary>
    /// <param name="points">n × d.</param>
    /// <param name="labels">n labels.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="fit">Fits a classifier on some points and their labels.</param>
    /// <param name="execution">Threads, cancellation; never changes the result.</param>
    /// <example><code>
    /// CrossValidationResult result = CrossValidation.Run(points, labels, null, (training, own) => KNearestNeighbors.Fit(training, own));
    /// </code></example>
    /// <exception cref="ArgumentException">Labels and points do not fit together, or there are too few labels for the folds.</exception>
    public static CrossValidationResult Run(
        Matrix points, ReadOnlySpan<int> labels, CrossValidationOptions? options, Func<Matrix, int[], IClassifier> fit, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(fit);
        if (labels.Length != points.RowCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"labels has {labels.Length} entries for {points.RowCount} points; expected one label a point."),
                nameof(labels));
        }

        int[] all = labels.ToArray();
        return Run(all, options, fold =>
        {
            execution?.Cancellation.ThrowIfCancellationRequested();
            IClassifier model = fit(points.SelectRows(fold.TrainingRows), Array.ConvertAll(fold.TrainingRows, row => all[row]));
            return model.Predict(points.SelectRows(fold.TestRows), execution);
        });
    }

    private static CrossValidationResult Summary(int[] labels, int[][] predictions, FoldReport[] reports, IReadOnlyList<string> warnings)
    {
        int[] expected = [.. predictions.SelectMany(_ => labels)];
        int[] predicted = [.. predictions.SelectMany(repeat => repeat)];
        return new CrossValidationResult
        {
            Accuracy = MeanAndDeviation.Of(reports.Select(fold => fold.Report.Accuracy)),
            MacroF1 = MeanAndDeviation.Of(reports.Select(fold => fold.Report.MacroF1)),
            WeightedF1 = MeanAndDeviation.Of(reports.Select(fold => fold.Report.WeightedF1)),
            BalancedAccuracy = MeanAndDeviation.Of(reports.Select(fold => fold.Report.BalancedAccuracy)),
            Folds = reports,
            Predictions = predictions,
            Pooled = ClassificationReport.Of(expected, predicted),
            Warnings = warnings,
        };
    }
}
