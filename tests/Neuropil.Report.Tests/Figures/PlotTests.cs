namespace Neuropil.Report.Tests;

public sealed class PlotTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 3)]
    [InlineData(0.02, 7)]
    public void A_unit_is_as_long_across_as_up(double wide, double high)
    {
        (Scale across, Scale up) = PointPlot.EqualScales([0, wide], [5, 5 + high], (40, 600), (400, 20));

        Assert.Equal(across[wide] - across[0], (up[5] - up[5 + high]) * wide / high, 1e-6 * 600);
        Assert.True(across[0] >= 40 && across[wide] <= 600 && up[5] <= 400 && up[5 + high] >= 20);
    }

    [Fact]
    public void Nearer_points_are_drawn_later_and_larger()
    {
        // The second point lies a box's depth in front of the first.
        Chart chart = PointView.Of("", [[0, 10], [10, 0], [0, 10]], [PointClass.Of(0, "a", [0, 1])], ["x", "y", "z"], 300, 300);

        double[] radii = [.. chart.Marks.OfType<Mark.Points>().Where(points => points.Radius > 1.5).Select(points => points.Radius)];

        Assert.Equal(2, radii.Length);
        Assert.True(radii[1] > radii[0]);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 90 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 9, 5, 4, 1 }, -1)]
    [InlineData(new double[] { 1, 2, 2, 4, 5 }, new double[] { 1, 3, 2, 2, 5 }, 0.7631578947368421)]
    [InlineData(new[] { 1, double.NaN, 2, 3 }, new double[] { 3, 9, 2, 1 }, -1)]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 1, 2, 3 }, double.NaN)]
    public void Rank_correlation_is_Spearmans(double[] first, double[] second, double expected)
        => Assert.Equal(expected, CorrelationChart.Spearman(first, second), 12);

    [Fact]
    public void Totals_of_a_confusion_add_up_with_rejections()
    {
        Chart chart = ConfusionChart.Of("c", new PageConfusion("RF", ModelEstimate.Test, [1, 2], [[5, 1], [0, 7]], [2, 3]));

        string[] texts = [.. chart.Marks.OfType<Mark.Text>().Select(text => text.Content)];

        Assert.Contains("rejected", texts);
        Assert.Equal(["5", "8", "5", "18"], texts.SkipWhile(text => text != "all").Skip(1).Take(4));
    }

    [Fact]
    public void New_synapses_are_told_once_in_the_legend()
    {
        PointClass[] classes = [PointClass.Of(0, "a 1", [0, 1]), new("new", Ink.OfClass(0), MarkShape.Disc, [2], IsNew: true), new("new", Ink.OfClass(1), MarkShape.Square, [3, 4], IsNew: true)];

        string[] texts = [.. Legend.Beside("clusters of a", classes, 300).Marks.OfType<Mark.Text>().Select(text => text.Content)];

        Assert.Equal(["clusters of a", "a 1 (2)", "new (3)"], texts);
    }
}
