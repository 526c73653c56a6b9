using System.Text.Json;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;

public sealed class NeighborsFixtureTests
{
    public static TheoryData<string> Names => ClassifierFixture.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Grid_search_gives_the_reference_table_and_choice(string name)
    {
        ClassifierFixture fixture = ClassifierFixture.Load(name);
        JsonElement[] expected = [.. fixture.Root.GetProperty("knn").GetProperty("table").EnumerateArray()];
        KNearestNeighborsGrid grid = new()
        {
            NeighborCounts = [.. expected.Select(entry => entry.GetProperty("n_neighbors").GetInt32()).Distinct()],
            Metrics = [.. expected.Select(MetricOf).Distinct()],
        };

        GridSearchResult result = GridSearch.OverNeighbors(
            fixture.Training, fixture.TrainingLabels, grid, StratifiedFolds.InOrder(fixture.TrainingLabels, 3).Folds);

        Assert.Equal(expected.Length, result.Table.Count);
        foreach ((JsonElement entry, GridSearchEntry ours) in expected.Zip(result.Table))
        {
            Assert.Equal(entry.GetProperty("n_neighbors").GetInt32(), ours.Options.NeighborCount);
            Assert.Equal(MetricOf(entry), ours.Options.Metric);
            Assert.Equal(entry.GetProperty("mean").GetDouble(), ours.MeanAccuracy, 1e-9);
        }

        JsonElement best = fixture.Root.GetProperty("knn").GetProperty("best");
        Assert.Equal(best.GetProperty("n_neighbors").GetInt32(), result.Best.Options.NeighborCount);
        Assert.Equal(MetricOf(best), result.Best.Options.Metric);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predictions_and_probabilities_equal_the_reference(string name)
    {
        ClassifierFixture fixture = ClassifierFixture.Load(name);
        JsonElement knn = fixture.Root.GetProperty("knn");
        JsonElement best = knn.GetProperty("best");
        KNearestNeighborsOptions options = new() { NeighborCount = best.GetProperty("n_neighbors").GetInt32(), Metric = MetricOf(best) };

        KNearestNeighborsModel model = KNearestNeighbors.Fit(fixture.Training, fixture.TrainingLabels, options);

        Assert.Equal(ClassifierFixture.Integers(knn.GetProperty("test_predict")), model.Predict(fixture.Test));
        double[][] expected = ClassifierFixture.Rows(knn.GetProperty("test_proba"));
        Matrix actual = model.PredictProbabilities(fixture.Test);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.Equal(expected[row], actual.Row(row).ToArray(), (left, right) => Math.Abs(left - right) <= 1e-9);
        }
    }

    private static Metric MetricOf(JsonElement entry)
        => entry.GetProperty("metric").GetString() == "manhattan" ? Metric.Manhattan : Metric.Euclidean;
}
