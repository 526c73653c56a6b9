using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>What replicates and nulls say of a group: a verdict for every cluster and one for the group, and each synapse's reliability.</summary>
internal static class ValidateStage
{
    public sealed record Options(string Group, long Seed);

    public sealed record Inputs(
        Artifact<GroupTable> Features,
        Artifact<Table> Clusters,
        Artifact<HdbscanModel?> Hdbscan,
        ByName<Artifact<Table>> Subsamples,
        ByName<Artifact<Table>> Seeds,
        Artifact<Table> WithoutNeuron,
        ByName<Artifact<Table>> Permuted,
        ByName<Artifact<Table>> OnePopulation);

    /// <summary>A row a cluster; a row a data set without clusters; a row a synapse; and the verdicts.</summary>
    public sealed record Outputs(Artifact<Table> Stability, Artifact<Table> Null, Artifact<Table> Reliability, Artifact<JsonObject> Validation);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("validate", options.Group),
        options,
        inputs,
        new Outputs(
            new($"validate/{options.Group}/stability.csv", StudyCodecs.Table),
            new($"validate/{options.Group}/null.csv", StudyCodecs.Table),
            new($"validate/{options.Group}/reliability.csv", StudyCodecs.Table),
            new($"validate/{options.Group}/validate.json", StudyCodecs.Scores)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        GroupTable features = context.Read(context.Inputs.Features);
        HdbscanModel? model = context.Read(context.Inputs.Hdbscan);
        Table clusters = context.Read(context.Inputs.Clusters);
        int[] labels = clusters.Integers(ClusterStage.Cluster);
        Table[] seeds = ReadAll(context, context.Inputs.Seeds);
        Stability subsampled = Stability.Of(labels, [.. ReplicateTable.Read(ReadAll(context, context.Inputs.Subsamples)).Select(one => one.Replicate)]);
        Stability reseeded = Stability.Of(labels, [.. ReplicateTable.Read(seeds).Select(one => one.Replicate)]);
        ClusterVerdict[] verdicts = Verdicts(labels, subsampled, reseeded, ReplicateTable.Read([context.Read(context.Inputs.WithoutNeuron)]));
        Table[] permuted = ReadAll(context, context.Inputs.Permuted);
        Table[] onePopulation = ReadAll(context, context.Inputs.OnePopulation);
        context.Write(context.Outputs.Stability, StabilityOf(options.Group, verdicts));
        context.Write(context.Outputs.Null, NullsOf(options.Group, permuted, onePopulation));
        if (model is null)
        {
            context.Write(context.Outputs.Reliability, ReliabilityOf(options, features, labels, subsampled, [], [], [], double.NaN));
            context.Write(context.Outputs.Validation, new JsonObject { ["group"] = options.Group, ["evidence"] = null, ["clusters"] = new JsonArray() });
            context.Note($"Group {options.Group} was not clustered; there is nothing to validate.");
            return;
        }

        Matrix embedding = clusters.Matrix(GroupTable.EmbeddingNames(clusters));
        Execution execution = context.Execution();
        ClusteringStatistics observed = ClusteringStatistics.Of(model, embedding, execution);
        GroupEvidence evidence = new(NullTest.Of(observed, [.. permuted.SelectMany(NullStage.Read)]), NullTest.Of(observed, [.. onePopulation.SelectMany(NullStage.Read)]));
        double[] bounds = [.. permuted.SelectMany(table => table.Numbers(NullStage.DubiousBelow)).Where(double.IsFinite)];
        context.Write(context.Outputs.Reliability, ReliabilityOf(
            options,
            features,
            labels,
            subsampled,
            EmbeddingReliability.NeighborsKept(features.Points, embedding, execution),
            SpreadOf(embedding, seeds),
            EmbeddingReliability.DistanceCorrelations(features.Points, embedding, options.Seed, execution),
            bounds.Sum() / bounds.Length));
        context.Write(context.Outputs.Validation, Described(options.Group, evidence, verdicts, subsampled, reseeded));
        context.Note(evidence.Sentence);
        foreach (ClusterVerdict verdict in verdicts)
        {
            context.Note(verdict.Sentence);
        }
    }

    private static Table[] ReadAll(UnitContext context, ByName<Artifact<Table>> tables) => [.. tables.Select(table => context.Read(table.Item))];

    private static ClusterVerdict[] Verdicts(int[] labels, Stability subsampled, Stability reseeded, IReadOnlyList<(string Neuron, Replicate Replicate)> without)
    {
        (string Neuron, Stability Stability)[] alone = [.. without.Select(one => (one.Neuron, Stability.Of(labels, [one.Replicate])))];
        return
        [
            .. subsampled.Clusters.Select((cluster, place) => new ClusterVerdict(
                cluster,
                reseeded.Clusters[place],
                alone.Where(one => !double.IsNaN(one.Stability.Clusters[place].Jaccard)).ToDictionary(one => one.Neuron, one => one.Stability.Clusters[place].Jaccard))),
        ];
    }

    private static double[] SpreadOf(Matrix embedding, Table[] seeds)
    {
        List<Matrix> embeddings = [embedding];
        foreach (Table table in seeds)
        {
            string[] names = table.Texts(ReplicateStage.Name);
            Matrix places = table.Matrix(GroupTable.EmbeddingNames(table));
            embeddings.AddRange(Enumerable.Range(0, names.Length).GroupBy(row => names[row], StringComparer.Ordinal)
                .Where(group => group.Count() == embedding.RowCount)
                .Select(group => places.SelectRows([.. group])));
        }

        return embeddings.Count < 2 ? [.. Enumerable.Repeat(double.NaN, embedding.RowCount)] : EmbeddingReliability.PlaceSpread(embeddings);
    }

    private static Table StabilityOf(string group, ClusterVerdict[] verdicts)
        => new(
            TableColumn.Texts("Group", [.. verdicts.Select(_ => group)]),
            TableColumn.Integers(ClusterStage.Cluster, [.. verdicts.Select(verdict => verdict.Subsamples.Cluster)]),
            TableColumn.Integers("Size", [.. verdicts.Select(verdict => verdict.Subsamples.Size)]),
            TableColumn.Numbers("Jaccard", [.. verdicts.Select(verdict => verdict.Jaccard)]),
            TableColumn.Numbers("SubsampleJaccard", [.. verdicts.Select(verdict => verdict.Subsamples.Jaccard)]),
            TableColumn.Numbers("SubsampleDissolvedShare", [.. verdicts.Select(verdict => verdict.Subsamples.DissolvedShare)]),
            TableColumn.Numbers("SeedJaccard", [.. verdicts.Select(verdict => verdict.Seeds.Jaccard)]),
            TableColumn.Numbers("SeedDissolvedShare", [.. verdicts.Select(verdict => verdict.Seeds.DissolvedShare)]),
            TableColumn.Numbers("WithoutNeuronLeastJaccard", [.. verdicts.Select(verdict => verdict.WithoutNeuron.Values.DefaultIfEmpty(double.NaN).Min())]),
            TableColumn.Texts("HangsOn", [.. verdicts.Select(verdict => string.Join(' ', verdict.HangsOn))]),
            TableColumn.Texts("Word", [.. verdicts.Select(verdict => verdict.Word?.Text() ?? "")]),
            TableColumn.Texts("Verdict", [.. verdicts.Select(verdict => verdict.Sentence)]));

    private static Table NullsOf(string group, Table[] permuted, Table[] onePopulation)
    {
        (string Kind, ClusteringStatistics Statistics)[] all =
        [
            .. permuted.SelectMany(NullStage.Read).Select(statistics => ("permuted", statistics)),
            .. onePopulation.SelectMany(NullStage.Read).Select(statistics => ("one population", statistics)),
        ];
        return new(
            TableColumn.Texts("Group", [.. all.Select(_ => group)]),
            TableColumn.Texts("Null", [.. all.Select(one => one.Kind)]),
            TableColumn.Integers("Clusters", [.. all.Select(one => one.Statistics.ClusterCount)]),
            TableColumn.Numbers("LargestPersistence", [.. all.Select(one => one.Statistics.LargestPersistence)]),
            TableColumn.Numbers("TotalPersistence", [.. all.Select(one => one.Statistics.TotalPersistence)]),
            TableColumn.Numbers("Dbcv", [.. all.Select(one => one.Statistics.Dbcv)]),
            TableColumn.Numbers("NoiseShare", [.. all.Select(one => one.Statistics.NoiseShare)]));
    }

    private static Table ReliabilityOf(
        Options options, GroupTable features, int[] labels, Stability subsampled, double[] kept, double[] spread, double[] correlations, double dubiousBelow)
        => new(
            TableColumn.Texts("Group", [.. labels.Select(_ => options.Group)]),
            features.NeuronIdsOf(),
            features.SynTypesOf(),
            features.SynIdsOf(),
            TableColumn.Integers(ClusterStage.Cluster, labels),
            TableColumn.Numbers("OwnShare", [.. subsampled.Synapses.Select(synapse => synapse.Own)]),
            TableColumn.Numbers("OtherShare", [.. subsampled.Synapses.Select(synapse => synapse.Other)]),
            TableColumn.Numbers("NoiseShare", [.. subsampled.Synapses.Select(synapse => synapse.Noise)]),
            TableColumn.Numbers("NeighborsKept", kept),
            TableColumn.Numbers("PlaceSpread", spread),
            TableColumn.Numbers("DistanceCorrelation", correlations),
            TableColumn.Integers("Dubious", [.. correlations.Select(correlation => correlation < dubiousBelow ? 1 : 0)]));

    private static JsonObject Described(string group, GroupEvidence evidence, ClusterVerdict[] verdicts, Stability subsampled, Stability reseeded)
        => new()
        {
            ["group"] = group,
            ["evidence"] = new JsonObject
            {
                ["sentence"] = evidence.Sentence,
                ["isEvidence"] = evidence.IsEvidence,
                ["observed"] = Described(evidence.OnePopulation.Observed),
                ["permuted"] = Described(evidence.Permuted),
                ["onePopulation"] = Described(evidence.OnePopulation),
            },
            ["clusterCounts"] = new JsonObject { ["subsamples"] = Described(subsampled.ClusterCounts), ["seeds"] = Described(reseeded.ClusterCounts) },
            ["clusters"] = new JsonArray([.. verdicts.Select(verdict => new JsonObject
            {
                ["cluster"] = verdict.Subsamples.Cluster,
                ["jaccard"] = double.IsNaN(verdict.Jaccard) ? null : verdict.Jaccard,
                ["word"] = verdict.Word?.Text(),
                ["sentence"] = verdict.Sentence,
            })]),
        };

    private static JsonObject Described(NullTest test)
        => new()
        {
            ["nulls"] = test.Nulls.Count,
            ["clusterCountP"] = test.ClusterCountP,
            ["largestPersistenceP"] = test.LargestPersistenceP,
            ["totalPersistenceP"] = test.TotalPersistenceP,
            ["dbcvP"] = test.DbcvP,
            ["noiseShareP"] = test.NoiseShareP,
        };

    private static JsonObject Described(ClusteringStatistics statistics)
        => new()
        {
            ["clusters"] = statistics.ClusterCount,
            ["largestPersistence"] = statistics.LargestPersistence,
            ["totalPersistence"] = statistics.TotalPersistence,
            ["dbcv"] = statistics.Dbcv,
            ["noiseShare"] = statistics.NoiseShare,
        };

    private static JsonObject Described(IReadOnlyDictionary<int, int> counts)
        => new(counts.Select(count => KeyValuePair.Create(count.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)count.Value)));
}
