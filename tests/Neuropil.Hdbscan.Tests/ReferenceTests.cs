using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

public sealed class ReferenceTests
{
    public static TheoryData<string> All => ReferenceFixture.All;

    public static TheoryData<string> StableLabels => ReferenceFixture.Where(fixture => fixture.Ties.LabelsStable);

    public static TheoryData<string> UnstableLabels => ReferenceFixture.Where(fixture => !fixture.Ties.LabelsStable);

    public static TheoryData<string> StableStrengths => ReferenceFixture.Where(fixture => fixture.Ties.ProbabilitiesStable);

    public static TheoryData<string> StableScores => ReferenceFixture.Where(fixture => fixture.Ties.OutlierScoresStable);

    public static TheoryData<string> Untied => ReferenceFixture.Where(fixture => fixture.NothingTies);

    [Theory]
    [MemberData(nameof(StableLabels))]
    public void Labels_are_those_of_the_reference_where_its_ties_do_not_matter(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        Agreement.SameUpToNumbering(fixture.Labels, Hdbscan.Fit(fixture.Points(), fixture.Options()).Labels);
    }

    [Theory]
    [MemberData(nameof(UnstableLabels))]
    public void Labels_are_as_near_as_those_of_the_reference_among_themselves_where_its_ties_matter(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        HdbscanModel model = Hdbscan.Fit(fixture.Points(), fixture.Options());
        double index = Agreement.AdjustedRandIndex(fixture.Labels, model.Labels);
        Assert.True(index >= fixture.Ties.SmallestAdjustedRandIndex - 0.02, $"{index} < {fixture.Ties.SmallestAdjustedRandIndex}");
        Assert.Contains(model.ClusterCount, fixture.Ties.ClusterCounts);
    }

    [Theory]
    [MemberData(nameof(StableStrengths))]
    public void Strengths_are_those_of_the_reference_where_its_ties_do_not_matter(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        Agreement.Close(fixture.Probabilities, Hdbscan.Fit(fixture.Points(), fixture.Options()).MembershipStrengths, 1e-6);
    }

    [Theory]
    [MemberData(nameof(StableScores))]
    public void Outlier_scores_are_those_of_the_reference_where_its_ties_do_not_matter(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        Agreement.Close(fixture.OutlierScores, Hdbscan.Fit(fixture.Points(), fixture.Options()).OutlierScores, 1e-6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Spanning_tree_weights_are_those_of_the_reference(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        HdbscanModel model = Hdbscan.Fit(fixture.Points(), fixture.Options());
        Agreement.Close(fixture.MstWeightsSorted, model.SpanningTree.Select(edge => edge.Distance).ToArray(), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Untied))]
    public void Persistence_is_that_of_the_reference_where_nothing_ties(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        HdbscanModel model = Hdbscan.Fit(fixture.Points(), fixture.Options());
        Dictionary<int, int> labels = Agreement.SameUpToNumbering(fixture.Labels, model.Labels);
        for (int label = 0; label < model.ClusterCount; label++)
        {
            Assert.Equal(fixture.ClusterPersistence[label], model.Persistence.Span[labels[label]], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Untied))]
    public void Condensed_tree_is_that_of_the_reference_where_nothing_ties(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        HdbscanModel model = Hdbscan.Fit(fixture.Points(), fixture.Options());
        if (fixture.CondensedTree is not double[][] expected)
        {
            return;
        }

        Assert.Equal(expected.Length, model.CondensedTree.Rows.Count());
        Agreement.Close(
            expected.Where(row => row[3] == 1).OrderBy(row => row[1]).Select(row => row[2]).ToArray(),
            model.CondensedTree.PointLambdas,
            1e-6);
        var clusters = model.CondensedTree.Rows.Where(row => row.ChildSize > 1).OrderBy(row => row.Lambda).ThenBy(row => row.ChildSize).ToArray();
        double[][] expectedClusters = [.. expected.Where(row => row[3] > 1).OrderBy(row => row[2]).ThenBy(row => row[3])];
        Agreement.Close(expectedClusters.Select(row => row[2]).ToArray(), clusters.Select(row => row.Lambda).ToArray(), 1e-6);
        Assert.Equal(expectedClusters.Select(row => (int)row[3]), clusters.Select(row => row.ChildSize));
    }

    [Theory]
    [MemberData(nameof(StableLabels))]
    public void Approximate_prediction_is_that_of_the_reference(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        HdbscanModel model = Hdbscan.Fit(fixture.Points(), fixture.Options());
        HdbscanPrediction prediction = model.Predict(fixture.New(), PredictionMode.ApproximatePredict);
        Dictionary<int, int> labels = Agreement.SameUpToNumbering(fixture.Labels, model.Labels);
        Assert.Equal(fixture.ApproximatePredict.Labels.Select(label => labels[label]), prediction.Labels.ToArray());
        if (fixture.Ties.ProbabilitiesStable)
        {
            Agreement.Close(fixture.ApproximatePredict.Probabilities, prediction.MembershipStrengths, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Density_based_validity_is_that_of_the_reference_for_rows_in_the_order_of_coordinates(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);

        // The reference lets the lower row decide: written down here from the paper, that rule gives its value for the fixture's own order.
        double? inItsOrder = LowerRowsFirst.DensityBasedValidity(fixture.Data, fixture.Labels);
        Assert.Equal(fixture.Dbcv is null, inItsOrder is null);
        Assert.Equal(fixture.Dbcv ?? 0, inItsOrder ?? 0, 1e-6);

        int[] order = [.. Enumerable.Range(0, fixture.Data.Length)];
        Array.Sort(order, (a, b) => fixture.Data[a].AsSpan().SequenceCompareTo(fixture.Data[b]));
        double? expected = LowerRowsFirst.DensityBasedValidity([.. order.Select(row => fixture.Data[row])], [.. order.Select(row => fixture.Labels[row])]);
        double? validity = DensityBasedValidity.Of(fixture.Points(), fixture.Labels);
        Assert.Equal(expected is null, validity is null);
        Assert.Equal(expected ?? 0, validity ?? 0, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Untied))]
    public void Relative_validity_is_that_of_the_reference_where_nothing_ties(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        Assert.Equal(fixture.RelativeValidity, Hdbscan.Fit(fixture.Points(), fixture.Options()).RelativeValidity, 1e-6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Any_order_of_the_rows_gives_the_same_result(string name)
    {
        ReferenceFixture fixture = ReferenceFixture.Named(name);
        HdbscanModel expected = Hdbscan.Fit(fixture.Points(), fixture.Options());
        int[] order = TestPoints.Shuffled(fixture.Data.Length, 11);
        HdbscanModel model = Hdbscan.Fit(fixture.Points().SelectRows(order), fixture.Options());
        Assert.Equal(order.Select(row => expected.Labels[row]), model.Labels.ToArray());
        Assert.Equal(order.Select(row => expected.MembershipStrengths[row]), model.MembershipStrengths.ToArray());
        Assert.Equal(order.Select(row => expected.OutlierScores[row]), model.OutlierScores.ToArray());
        Assert.Equal(expected.Persistence.ToArray(), model.Persistence.ToArray());
        Assert.Equal(expected.RelativeValidity, model.RelativeValidity);
    }
}
