using CsCheck;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;

public sealed class NeighborsTests
{
    private static readonly Gen<(Matrix Points, int[] Labels, Matrix Queries, KNearestNeighborsOptions Options)> Problems =
        from rows in Gen.Int[4, 40]
        from columns in Gen.Int[1, 3]
        from values in Gen.Int[-3, 3].Array[rows * columns]
        from labels in Gen.Int[-1, 2].Array[rows]
        from queries in Gen.Int[-3, 3].Array[10 * columns]
        from count in Gen.Int[1, rows]
        from metric in Gen.Int[0, 2].Select(kind => (Metric)kind)
        from weights in Gen.Enum<NeighborWeights>()
        select (Table(rows, columns, values), labels, Table(10, columns, queries), new KNearestNeighborsOptions { NeighborCount = count, Metric = metric, Weights = weights });

    [Fact]
    public void Votes_equal_brute_force_on_points_full_of_ties()
        => Problems.Where(problem => problem.Labels.Distinct().Count() > 1).Sample(
            problem =>
            {
                KNearestNeighborsModel model = KNearestNeighbors.Fit(problem.Points, problem.Labels, problem.Options);
                int[] classes = [.. problem.Labels.Distinct().Order()];
                Assert.Equal(classes, model.Classes.ToArray());
                Matrix probabilities = model.PredictProbabilities(problem.Queries);
                int[] predicted = model.Predict(problem.Queries);
                for (int query = 0; query < problem.Queries.RowCount; query++)
                {
                    double[] expected = Votes(problem.Points, problem.Labels, problem.Queries.Row(query).ToArray(), problem.Options, classes);
                    Assert.Equal(expected, probabilities.Row(query).ToArray(), (left, right) => Math.Abs(left - right) < 1e-12);
                    Assert.Equal(classes[Array.IndexOf(expected, expected.Max())], predicted[query]);
                }
            },
            iter: 500);

    [Fact]
    public void Equally_many_votes_go_to_the_lower_label()
    {
        Matrix points = new(4, 1, [-1, 1, -2, 2]);
        KNearestNeighborsModel model = KNearestNeighbors.Fit(points, [7, -1, 7, -1], new KNearestNeighborsOptions { NeighborCount = 4 });
        Assert.Equal(-1, Assert.Single(model.Predict(new Matrix(1, 1, [0]))));
    }

    [Fact]
    public void Equally_far_points_vote_by_lower_row()
    {
        Matrix points = new(4, 1, [1, -1, 1, -1]);
        KNearestNeighborsModel model = KNearestNeighbors.Fit(points, [5, 3, 4, 3], new KNearestNeighborsOptions { NeighborCount = 1 });
        Assert.Equal(5, Assert.Single(model.Predict(new Matrix(1, 1, [0]))));
    }

    [Fact]
    public void Points_at_distance_zero_vote_alone_when_votes_count_by_distance()
    {
        Matrix points = new(4, 1, [0, 0, 1, 1]);
        KNearestNeighborsOptions options = new() { NeighborCount = 4, Weights = NeighborWeights.Distance };
        Matrix probabilities = KNearestNeighbors.Fit(points, [1, 2, 3, 3], options).PredictProbabilities(new Matrix(1, 1, [0]));
        Assert.Equal([0.5, 0.5, 0], probabilities.Row(0).ToArray());
    }

    [Fact]
    public void A_fine_grid_gives_what_separate_fits_give()
    {
        ClassifierFixture fixture = ClassifierFixture.Load("emb_cr");
        KNearestNeighborsGrid grid = new() { NeighborCounts = [1, 4, 11], Metrics = [Metric.Manhattan, Metric.Chebyshev], Weights = NeighborWeights.Distance };
        FoldSet folds = StratifiedFolds.Shuffled(fixture.TrainingLabels, 4, seed: 5);
        GridSearchResult result = GridSearch.OverNeighbors(fixture.Training, fixture.TrainingLabels, grid, folds.Folds);
        foreach (GridSearchEntry entry in result.Table)
        {
            for (int fold = 0; fold < folds.Folds.Count; fold++)
            {
                Fold own = folds.Folds[fold];
                KNearestNeighborsModel model = KNearestNeighbors.Fit(
                    fixture.Training.SelectRows(own.TrainingRows), Array.ConvertAll(own.TrainingRows, row => fixture.TrainingLabels[row]), entry.Options);
                int[] predicted = model.Predict(fixture.Training.SelectRows(own.TestRows));
                double accuracy = predicted.Where((label, index) => label == fixture.TrainingLabels[own.TestRows[index]]).Count() / (double)predicted.Length;
                Assert.Equal(accuracy, entry.FoldAccuracies[fold]);
            }
        }

        Assert.Same(result.Table.First(entry => entry.MeanAccuracy == result.Table.Max(other => other.MeanAccuracy)), result.Best);
    }

    [Fact]
    public void Saving_and_loading_keeps_everything()
    {
        ClassifierFixture fixture = ClassifierFixture.Load("emb_as");
        KNearestNeighborsModel model = KNearestNeighbors.Fit(
            fixture.Training, fixture.TrainingLabels, new KNearestNeighborsOptions { NeighborCount = 7, Metric = Metric.Manhattan, Weights = NeighborWeights.Distance });
        using MemoryStream file = new();
        model.Save(file);
        file.Position = 0;
        KNearestNeighborsModel loaded = KNearestNeighborsModel.Load(file);
        Assert.Equal(model.Options, loaded.Options);
        Assert.Equal(fixture.TrainingLabels, loaded.TrainingLabels);
        Assert.Equal(model.PredictProbabilities(fixture.Test).Values.ToArray(), loaded.PredictProbabilities(fixture.Test).Values.ToArray());
    }

    [Fact]
    public void Bad_input_is_refused_with_a_reason()
    {
        Matrix points = new(3, 1, [1, 2, 3]);
        Assert.Contains("one class only", Assert.Throws<ArgumentException>(() => KNearestNeighbors.Fit(points, [4, 4, 4])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => KNearestNeighbors.Fit(points, [1, 2]));
        Assert.Contains(
            "NeighborCount = 5", Assert.Throws<ArgumentException>(() => KNearestNeighbors.Fit(points, [1, 2, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<NonFiniteValueException>(() => KNearestNeighbors.Fit(new Matrix(2, 1, [1, double.NaN]), [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KNearestNeighborsOptions { NeighborCount = 0 });
        Assert.Throws<ArgumentException>(() => new KNearestNeighborsGrid { NeighborCounts = [] });
        Assert.Throws<ArgumentException>(() => new KNearestNeighborsGrid { NeighborCounts = [3, 0] });
        Assert.Throws<ArgumentException>(() => new KNearestNeighborsGrid { Metrics = [] });
        KNearestNeighborsModel model = KNearestNeighbors.Fit(points, [1, 2, 1], new KNearestNeighborsOptions { NeighborCount = 1 });
        Assert.Throws<ArgumentException>(() => model.Predict(new Matrix(1, 2, [1, 2])));
        Assert.Contains(
            "fewer neighbours",
            Assert.Throws<ArgumentException>(() => GridSearch.OverNeighbors(points, [1, 2, 1], new KNearestNeighborsGrid(), [new Fold([0, 1], [2])])).Message,
            StringComparison.Ordinal);
    }

    private static Matrix Table(int rows, int columns, int[] values) => new(rows, columns, [.. values.Select(value => (double)value)]);

    private static double[] Votes(Matrix points, int[] labels, double[] query, KNearestNeighborsOptions options, int[] classes)
    {
        (double Distance, int Row)[] nearest =
        [
            .. Enumerable.Range(0, points.RowCount).Select(row => (Distance(points.Row(row).ToArray(), query, options.Metric), row))
                .Order().Take(options.NeighborCount),
        ];
        bool anyAtZero = nearest[0].Distance == 0;
        double[] votes = new double[classes.Length];
        double sum = 0;
        foreach ((double distance, int row) in nearest)
        {
            double vote = options.Weights == NeighborWeights.Uniform
                ? 1
                : anyAtZero ? distance == 0 ? 1 : 0 : nearest[0].Distance / distance;
            votes[Array.IndexOf(classes, labels[row])] += vote;
            sum += vote; // Nearest first, as documented: another order rounds differently and could part what ties.
        }

        return [.. votes.Select(vote => vote / sum)];
    }

    private static double Distance(double[] left, double[] right, Metric metric)
    {
        double[] differences = [.. left.Zip(right, (a, b) => Math.Abs(a - b))];
        return metric switch
        {
            Metric.Euclidean => Math.Sqrt(differences.Sum(difference => difference * difference)),
            Metric.Manhattan => differences.Sum(),
            _ => differences.Max(),
        };
    }
}
