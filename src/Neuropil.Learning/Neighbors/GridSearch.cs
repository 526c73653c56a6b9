using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>The choice of a classifier's options by cross-validated accuracy.</summary>
public static class GridSearch
{
    /// <summary>Tries every metric and number of neighbours on the same folds.</summary>
    /// <param name="points">n × d, finite.</param>
    /// <param name="labels">n labels.</param>
    /// <param name="grid">What to try.</param>
    /// <param name="folds">As <see cref="StratifiedFolds"/> makes them. Each training part needs as many rows as the largest number of neighbours.</param>
    /// <param name="execution">Threads, cancellation; never changes the result.</param>
    /// <example><code>
    /// FoldSet folds = StratifiedFolds.InOrder(labels, 5);
    /// KNearestNeighborsOptions best = GridSearch.OverNeighbors(points, labels, new KNearestNeighborsGrid(), folds.Folds).Best.Options;
    /// </code></example>
    /// <remarks>
    /// The neighbours are searched once per fold and metric, for the largest number: the order of neighbours is total, so the first
    /// k of them are the k nearest. Of equal means the first of the table is the best, as in scikit-learn's GridSearchCV; means that
    /// differ by rounding only count as equal there and here where they are equal numbers.
    /// </remarks>
    /// <exception cref="ArgumentException">Points, labels and folds do not fit together.</exception>
    public static GridSearchResult OverNeighbors(
        Matrix points, ReadOnlySpan<int> labels, KNearestNeighborsGrid grid, IReadOnlyList<Fold> folds, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(folds);
        points.RequireFinite(nameof(points));
        ClassCodes coded = ClassCodes.For(points, labels);
        RequireUsable(folds, grid);
        List<GridSearchEntry> table = [];
        foreach (Metric metric in grid.Metrics)
        {
            double[][] accuracies = [.. folds.Select(fold => Accuracies(points, coded, metric, grid, fold, execution))];
            for (int choice = 0; choice < grid.NeighborCounts.Count; choice++)
            {
                KNearestNeighborsOptions options = new()
                {
                    NeighborCount = grid.NeighborCounts[choice],
                    Metric = metric,
                    Weights = grid.Weights,
                };
                double[] byFold = [.. accuracies.Select(fold => fold[choice])];
                table.Add(new GridSearchEntry(options, byFold, Mean(byFold)));
            }
        }

        GridSearchEntry best = table[0];
        foreach (GridSearchEntry entry in table)
        {
            best = entry.MeanAccuracy > best.MeanAccuracy ? entry : best;
        }

        return new GridSearchResult(table, best);
    }

    private static void RequireUsable(IReadOnlyList<Fold> folds, KNearestNeighborsGrid grid)
    {
        if (folds.Count == 0)
        {
            throw new ArgumentException("folds is empty; expected at least one fold.", nameof(folds));
        }

        int largest = grid.NeighborCounts.Max();
        for (int index = 0; index < folds.Count; index++)
        {
            if (folds[index].TrainingRows.Length < largest || folds[index].TestRows.Length == 0)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Fold {index} has {folds[index].TrainingRows.Length} training and {folds[index].TestRows.Length} test rows; expected at least {largest} training rows, the largest of NeighborCounts, and one test row. Try fewer neighbours or other folds."),
                    nameof(folds));
            }
        }
    }

    /// <summary>One fold's accuracy for each number of neighbours.</summary>
    private static double[] Accuracies(
        Matrix points, ClassCodes coded, Metric metric, KNearestNeighborsGrid grid, Fold fold, Execution? execution)
    {
        NeighborIndex index = NearestNeighbors.Index(points.SelectRows(fold.TrainingRows), metric, execution: execution);
        NeighborTable nearest = index.Nearest(points.SelectRows(fold.TestRows), grid.NeighborCounts.Max(), execution);
        int[] codes = Array.ConvertAll(fold.TrainingRows, row => coded.Codes[row]);
        double[] votes = new double[coded.Classes.Length];
        double[] accuracies = new double[grid.NeighborCounts.Count];
        for (int choice = 0; choice < accuracies.Length; choice++)
        {
            int neighborCount = grid.NeighborCounts[choice];
            int right = 0;
            for (int test = 0; test < fold.TestRows.Length; test++)
            {
                NeighborVotes.Count(nearest.Rows(test)[..neighborCount], nearest.Distances(test)[..neighborCount], codes, grid.Weights, votes);
                right += ClassProbabilities.IndexOfLargest(votes) == coded.Codes[fold.TestRows[test]] ? 1 : 0;
            }

            accuracies[choice] = (double)right / fold.TestRows.Length;
        }

        return accuracies;
    }

    private static double Mean(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
