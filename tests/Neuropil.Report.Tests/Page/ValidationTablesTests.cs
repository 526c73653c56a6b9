using System.Text.Json.Nodes;
using Neuropil.Tables;

namespace Neuropil.Report.Tests;

public sealed class ValidationTablesTests
{
    [Fact]
    public void Validation_of_other_clusters_is_not_shown()
    {
        Table clusters = Clusters(1, 2, -1);

        Assert.True(ValidationTables.IsOf(Clusters(1, 2, -1), clusters));
        Assert.False(ValidationTables.IsOf(Clusters(1, 2, 2), clusters));
        Assert.False(ValidationTables.IsOf(Clusters(1, 2), clusters));
    }

    [Fact]
    public void A_cluster_is_no_more_stable_than_under_what_shakes_it_most()
    {
        Table stability = new(
            TableColumn.Integers("Cluster", [-1, 1, 2, 3]),
            TableColumn.Numbers("SubsampleJaccard", [0.9, 0.9, 0.9, 0.7]),
            TableColumn.Numbers("SubsampleDissolvedShare", [0, 0, 0.5, 0]),
            TableColumn.Numbers("SeedJaccard", [0.9, 0.8, 0.3, double.NaN]),
            TableColumn.Numbers("WithoutNeuronLeastJaccard", [0.9, 0.8, 0.2, double.NaN]),
            TableColumn.Texts("HangsOn", ["", "", "n1", ""]),
            TableColumn.Texts("Verdict", ["", "stable", "dissolves", "doubtful"]));

        IReadOnlyList<ClusterTrust> trust = ValidationTables.Trust(stability);

        Assert.Equal([1, 2, 3], trust.Select(one => one.Cluster));
        Assert.Equal([Sign.Sound, Sign.Wrong, Sign.Doubtful], trust.Select(one => one.Sign));
        Assert.Equal("n1", trust[1].HangsOn);
    }

    [Fact]
    public void Every_statistic_stands_beside_the_null_it_was_compared_with()
    {
        Table nulls = new(
            TableColumn.Texts("Null", ["permuted", "one population", "one population"]),
            TableColumn.Integers("Clusters", [2, 3, 4]),
            TableColumn.Numbers("LargestPersistence", [0.1, 0.2, 0.3]),
            TableColumn.Numbers("TotalPersistence", [0.4, 0.5, 0.6]),
            TableColumn.Numbers("Dbcv", [0.7, 0.8, 0.9]),
            TableColumn.Numbers("NoiseShare", [0, 0.1, 0.2]));
        JsonObject validation = JsonNode.Parse(
            """{"evidence":{"sentence":"Evidence of clusters.","isEvidence":true,"observed":{"clusters":7,"dbcv":0.95},"permuted":{"clusterCountP":0.5},"onePopulation":{"clusterCountP":0.3,"dbcvP":0.04}}}""")!.AsObject();

        IReadOnlyList<NullTest> tests = ValidationTables.Nulls(nulls, validation);

        NullTest validity = Assert.Single(tests, test => test is { Null: "one population", Statistic: "density-based validity" });
        Assert.Equal((0.95, 0.04), (validity.Observed, validity.P));
        Assert.Equal([0.8, 0.9], validity.NullValues);
        Assert.Equal(10, tests.Count);
        Assert.Equal(new GroupVerdict(true, "Evidence of clusters."), ValidationTables.Verdict(validation));
    }

    private static Table Clusters(params int[] labels)
        => new(
            TableColumn.Texts("NeuronId", [.. labels.Select(_ => "n")]),
            TableColumn.Texts("SynType", [.. labels.Select(_ => "as")]),
            TableColumn.Texts("SynId", [.. labels.Select((_, row) => $"{row}")]),
            TableColumn.Integers("Cluster", labels));
}
