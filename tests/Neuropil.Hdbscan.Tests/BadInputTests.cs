using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class BadInputTests
{
    private static readonly Matrix Blobs = TestPoints.Named("blobs");

    [Fact]
    public void Options_cannot_hold_bad_values()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { MinClusterSize = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { MinSamples = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { MaxClusterSize = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { ClusterSelectionEpsilon = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { ClusterSelectionEpsilon = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { ClusterSelectionEpsilon = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { Selection = (ClusterSelection)7 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HdbscanOptions { Metric = (Metric)77 });
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Number_that_is_not_finite_is_named_by_row_and_column(double value)
    {
        Matrix points = TestPoints.Rows(50, 3, (row, column) => row == 17 && column == 2 ? value : row + column);
        NonFiniteValueException problem = Assert.Throws<NonFiniteValueException>(() => Hdbscan.Fit(points));
        Assert.Equal((17, 2), (problem.Row, problem.Column));
        HdbscanModel model = Hdbscan.Fit(TestPoints.Rows(50, 3, (row, column) => row * column));
        Assert.Throws<NonFiniteValueException>(() => model.Predict(points));
        Assert.Throws<NonFiniteValueException>(() => model.NearestClustersOf(points));
        Assert.Throws<NonFiniteValueException>(() => model.MembershipVectors(points));
    }

    [Fact]
    public void Too_few_points_are_refused_with_what_is_needed()
    {
        Matrix five = TestPoints.Rows(5, 2, (row, column) => row - column);
        Assert.Contains("at least MinSamples + 1 = 6", Assert.Throws<ArgumentException>(() => Hdbscan.Fit(five)).Message, StringComparison.Ordinal);
        HdbscanModel model = Hdbscan.Fit(five, new HdbscanOptions { MinSamples = 4 });
        Assert.Equal([-1, -1, -1, -1, -1], model.Labels.ToArray());
        Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new Matrix(0, 2, [])));
        Assert.Throws<ArgumentException>(() => Hdbscan.Sweep(five, [new HdbscanOptions { MinSamples = 2 }, new HdbscanOptions { MinSamples = 5 }]));
    }

    [Fact]
    public void Points_without_columns_are_refused() => Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new Matrix(20, 0, [])));

    [Fact]
    public void Distances_that_overflow_are_refused()
    {
        Matrix points = TestPoints.Rows(30, 2, (row, column) => row % 2 == 0 ? 1e200 * row : -1e200);
        Assert.Contains("overflows", Assert.Throws<ArgumentException>(() => Hdbscan.Fit(points)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_points_than_a_cluster_needs_are_all_noise()
    {
        HdbscanModel model = Hdbscan.Fit(Blobs, new HdbscanOptions { MinClusterSize = 1000, MinSamples = 5 });
        Assert.Equal(0, model.ClusterCount);
        Assert.All(model.Labels.ToArray(), label => Assert.Equal(ClusterLabel.Noise, label));
        Assert.All(model.Predict(Blobs).Labels.ToArray(), label => Assert.Equal(ClusterLabel.Noise, label));
    }

    [Fact]
    public void Points_that_all_coincide_are_noise_or_the_one_cluster_if_that_is_allowed()
    {
        Matrix points = TestPoints.Named("coincident");
        Assert.Equal(0, Hdbscan.Fit(points).ClusterCount);
        HdbscanModel single = Hdbscan.Fit(points, new HdbscanOptions { AllowSingleCluster = true });
        Assert.All(single.Labels.ToArray(), label => Assert.Equal(0, label));
        Assert.All(single.MembershipStrengths.ToArray(), strength => Assert.Equal(1, strength));
        Assert.All(single.OutlierScores.ToArray(), score => Assert.Equal(0, score));
    }

    [Fact]
    public void Points_of_another_width_are_refused()
    {
        HdbscanModel model = Hdbscan.Fit(Blobs);
        Matrix wide = TestPoints.Rows(10, 3, (row, column) => row + column);
        Assert.Contains("3 columns; expected 2", Assert.Throws<ArgumentException>(() => model.Predict(wide)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.NearestClustersOf(wide));
        Assert.Throws<ArgumentException>(() => model.MembershipVectors(wide));
    }

    [Fact]
    public void Tree_of_other_samples_is_not_reused()
    {
        HdbscanModel model = Hdbscan.Fit(Blobs, new HdbscanOptions { MinSamples = 5 });
        Assert.Equal(model.Labels.ToArray(), model.With(new HdbscanOptions { MinSamples = 5 }).Labels.ToArray());
        Assert.Throws<ArgumentException>(() => model.With(new HdbscanOptions { MinSamples = 6 }));
        Assert.Throws<ArgumentException>(() => model.With(new HdbscanOptions { Metric = Metric.Manhattan }));
        Assert.Throws<ArgumentException>(() => Hdbscan.Sweep(Blobs, [new HdbscanOptions(), new HdbscanOptions { Metric = Metric.Manhattan }]));
    }

    [Fact]
    public void Cancelled_fit_stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Hdbscan.Fit(Blobs, execution: Execution.With(cancellation: source.Token)));
    }

    [Fact]
    public void Progress_ends_at_one()
    {
        List<StepProgress> steps = [];
        Hdbscan.Fit(Blobs, execution: Execution.With(progress: new Listener(steps.Add)));
        Assert.Equal(new StepProgress("hierarchy", 1), steps[^1]);
        Assert.Contains(steps, step => step.Step == "spanning tree");
    }

    [Fact]
    public void Memory_grows_with_the_points_and_what_cannot_be_is_refused()
    {
        Assert.True(Hdbscan.EstimateMemory(10_000_000, 2) > Hdbscan.EstimateMemory(1_000_000, 2));
        Assert.InRange(Hdbscan.EstimateMemory(1_000_000, 2), 100_000_000, 1_000_000_000);
        Assert.Contains("array", Assert.Throws<ArgumentException>(() => MemoryNeed.Check(int.MaxValue / 2, 4, new HdbscanOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_model_is_refused()
    {
        using MemoryStream stream = new();
        Hdbscan.Fit(TestPoints.Rows(12, 1, (row, _) => row), new HdbscanOptions { MinSamples = 2 }).Save(stream);
        string text = Neuropil.Tests.ModelText.Unsealed(stream.ToArray());
        Assert.Equal(12, Load(text).PointCount);
        foreach ((string from, string to) in new[]
        {
            ("neuropil-hdbscan", "neuropil-umap"),
            ("\"version\": 1", "\"version\": 99"),
            ("\"minClusterSize\": 5", "\"minClusterSize\": 1"),
            ("\"clusterSelectionEpsilon\": 0", "\"clusterSelectionEpsilon\": -1"),
            ("\"metric\": \"Euclidean\"", "\"metric\": \"Nearest\""),
            ("\"rows\": 12", "\"rows\": 13"),
            ("\"distances\": [", "\"distances\": [0,"),
            ("coreDistances", "cores"),
        })
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            Assert.Throws<ModelFormatException>(() => Load(text.Replace(from, to, StringComparison.Ordinal)));
        }

        Assert.Throws<ModelFormatException>(() => Load(text[..(text.Length / 2)]));
    }

    private static HdbscanModel Load(string text) => HdbscanModel.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "model.json");

    private sealed class Listener(Action<StepProgress> hear) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => hear(value);
    }
}
