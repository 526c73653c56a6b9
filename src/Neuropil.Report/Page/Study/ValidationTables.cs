using System.Text.Json.Nodes;
using Neuropil.Study;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What Validate left of a group, as the page tells it.</summary>
internal static class ValidationTables
{
    private static readonly (string Column, string Name, string Observed, string P)[] Statistics =
    [
        ("Clusters", "clusters", "clusters", "clusterCountP"),
        ("LargestPersistence", "largest persistence", "largestPersistence", "largestPersistenceP"),
        ("TotalPersistence", "total persistence", "totalPersistence", "totalPersistenceP"),
        ("Dbcv", "density-based validity", "dbcv", "dbcvP"),
        ("NoiseShare", "share of noise", "noiseShare", "noiseShareP"),
    ];

    private static readonly (string Kind, string Key, string Name, string Meaning)[] Kinds =
    [
        ("permuted", "permuted", "columns permuted within neurons", "says whether the features have to do with each other; clusters that a single feature shows are no news to it."),
        ("one population", "onePopulation", "one population", "decides: density-based validity that data of one population, with the group's own skew, tails and correlations, seldom reach is evidence of clusters."),
    ];

    /// <summary>Whether the validation is of these clusters: the same synapses in the same clusters, row by row.</summary>
    public static bool IsOf(Table reliability, Table clusters)
        => ColumnRoles.Keys(reliability).SequenceEqual(ColumnRoles.Keys(clusters), StringComparer.Ordinal)
            && reliability.Integers(ClusterStage.Cluster).SequenceEqual(clusters.Integers(ClusterStage.Cluster));

    /// <summary>A row a cluster; noise is told, not judged.</summary>
    public static IReadOnlyList<ClusterTrust> Trust(Table stability)
    {
        int[] clusters = stability.Integers(ClusterStage.Cluster);
        double[] subsamples = stability.Numbers("SubsampleJaccard");
        double[] dissolved = stability.Numbers("SubsampleDissolvedShare");
        double[] seeds = stability.Numbers("SeedJaccard");
        double[] without = stability.Numbers("WithoutNeuronLeastJaccard");
        string[] hangsOn = stability.Texts("HangsOn");
        string[] verdicts = stability.Texts("Verdict");
        return
        [
            .. Enumerable.Range(0, clusters.Length)
                .Where(row => clusters[row] != FileLabels.Noise)
                .Select(row => new ClusterTrust(clusters[row], subsamples[row], double.NaN, double.NaN, dissolved[row], seeds[row], hangsOn[row], without[row], verdicts[row])),
        ];
    }

    /// <summary>Each statistic under each null that was drawn.</summary>
    public static IReadOnlyList<NullTest> Nulls(Table nulls, JsonObject validation)
    {
        if (validation["evidence"] is not JsonObject evidence)
        {
            return [];
        }

        string[] kinds = nulls.Texts("Null");
        List<NullTest> tests = [];
        foreach ((string kind, string key, string name, string meaning) in Kinds)
        {
            int[] rows = [.. Enumerable.Range(0, kinds.Length).Where(row => kinds[row] == kind)];
            if (rows.Length == 0)
            {
                continue;
            }

            foreach ((string column, string statistic, string observed, string p) in Statistics)
            {
                double[] values = nulls.Numbers(column);
                tests.Add(new NullTest(name, statistic, Number(evidence["observed"]?[observed]), [.. rows.Select(row => values[row])], Number(evidence[key]?[p]), meaning));
            }
        }

        return tests;
    }

    /// <summary>What the nulls say together; null where there is nothing to say.</summary>
    public static GroupVerdict? Verdict(JsonObject validation)
        => validation["evidence"] is JsonObject evidence && evidence["sentence"] is JsonNode sentence
            ? new(evidence["isEvidence"]?.GetValue<bool>() ?? false, sentence.GetValue<string>())
            : null;

    /// <summary>What is known of each synapse's place: columns beside its cluster.</summary>
    public static IEnumerable<PageColumn> Columns(Table reliability)
        =>
        [
            PageColumn.Numbers("OwnShare", ColumnRole.Stability, reliability.Numbers("OwnShare")),
            PageColumn.Numbers("NeighborsKept", ColumnRole.Reliability, reliability.Numbers("NeighborsKept")),
            PageColumn.Numbers("PlaceSpread", ColumnRole.Reliability, reliability.Numbers("PlaceSpread")),
            PageColumn.Texts("Dubious", ColumnRole.Other, [.. reliability.Integers("Dubious").Select(dubious => dubious == 0 ? "no" : "dubious")]),
        ];

    private static double Number(JsonNode? node) => node?.GetValue<double>() ?? double.NaN;
}
