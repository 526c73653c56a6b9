using System.Text.Json;
using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;

/// <summary>What the reference implementation (hdbscan 0.8.43) gave; see tests/fixtures/hdbscan.</summary>
public sealed record ReferenceFixture(
    double[][] Data,
    ReferenceParameters Params,
    int[] Labels,
    double[] Probabilities,
    double[] OutlierScores,
    double[] MstWeightsSorted,
    double[] ClusterPersistence,
    double RelativeValidity,
    double? Dbcv,
    double[][]? CondensedTree,
    double[][] NewPoints,
    ReferencePrediction ApproximatePredict,
    ReferenceTies Ties)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly Dictionary<string, ReferenceFixture> Read = [];

    public static IEnumerable<string> Names { get; } =
        [.. Directory.GetFiles(Neuropil.Tests.Repository.Fixture("hdbscan"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> All => new(Names);

    public static TheoryData<string> Where(Func<ReferenceFixture, bool> condition) => new(Names.Where(name => condition(Named(name))));

    public Matrix Points() => Matrix.FromRows(Data);

    public Matrix New() => Matrix.FromRows(NewPoints);

    public HdbscanOptions Options() => new()
    {
        MinClusterSize = Params.MinClusterSize,
        MinSamples = Params.MinSamples,
        AllowSingleCluster = Params.AllowSingleCluster,
        ClusterSelectionEpsilon = Params.ClusterSelectionEpsilon,
        Selection = Params.ClusterSelectionMethod == "leaf" ? ClusterSelection.Leaf : ClusterSelection.ExcessOfMass,
    };

    public bool NothingTies => Ties.EqualWeights == 0;

    public static ReferenceFixture Named(string name)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(name, out ReferenceFixture? fixture))
            {
                using FileStream file = File.OpenRead(Neuropil.Tests.Repository.Fixture("hdbscan", name + ".json"));
                fixture = JsonSerializer.Deserialize<ReferenceFixture>(file, SnakeCase)!;
                Read.Add(name, fixture);
            }

            return fixture;
        }
    }
}

public sealed record ReferenceParameters(
    int MinClusterSize, int MinSamples, bool AllowSingleCluster, double ClusterSelectionEpsilon, string? ClusterSelectionMethod);

public sealed record ReferencePrediction(int[] Labels, double[] Probabilities);

public sealed record ReferenceTies(
    int EqualWeights,
    bool LabelsStable,
    bool ProbabilitiesStable,
    bool OutlierScoresStable,
    int[] ClusterCounts,
    double SmallestAdjustedRandIndex,
    int[] NoiseCounts);
