using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>Clusters a group's embedding with HDBSCAN. In the tables clusters count from 1; noise is −1.</summary>
internal static class ClusterStage
{
    public const string Cluster = "Cluster";

    public sealed record Options(string Group, ClusterSettings Cluster);

    public sealed record Inputs(Artifact<GroupTable> Embedding);

    public sealed record Outputs(Artifact<Table> Clusters, Artifact<HdbscanModel> Hdbscan);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("cluster", options.Group),
        options,
        inputs,
        new Outputs(new($"cluster/{options.Group}/clusters.csv", StudyCodecs.Table), new($"cluster/{options.Group}/hdbscan.json", StudyCodecs.Hdbscan)),
        static (options, context) => Run(options, context));

    public static HdbscanOptions OptionsOf(ClusterSettings settings)
        => new()
        {
            MinClusterSize = settings.MinClusterSize,
            MinSamples = settings.MinSamples,
            Selection = settings.Leaf ? ClusterSelection.Leaf : ClusterSelection.ExcessOfMass,
            ClusterSelectionEpsilon = settings.Epsilon,
            AllowSingleCluster = settings.AllowSingleCluster,
        };

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        GroupTable embedding = context.Read(context.Inputs.Embedding);
        GroupSize.RequireFor(options.Group, options.Cluster, embedding.Points.RowCount);
        HdbscanModel model = Hdbscan.Fit(embedding.Points, OptionsOf(options.Cluster), context.Execution());
        int[] labels = [.. model.Labels.ToArray().Select(FileLabels.Of)];
        context.Write(context.Outputs.Clusters, new Table([
            GroupTable.SynIdsOf(embedding.Keys),
            GroupTable.NeuronTypesOf(embedding.Keys),
            GroupTable.NeuronIdsOf(embedding.Keys),
            GroupTable.SynTypesOf(embedding.Keys),
            .. GroupTable.NumbersOf(embedding.ColumnNames, embedding.Points),
            TableColumn.Integers(Cluster, labels),
            TableColumn.Texts("clusterid", [.. labels.Select(_ => options.Group)]),
            TableColumn.Numbers("MembershipStrength", model.MembershipStrengths.ToArray()),
            TableColumn.Numbers("OutlierScore", model.OutlierScores.ToArray()),
        ]));
        context.Write(context.Outputs.Hdbscan, model);
        Tell(context, options, model);
    }

    private static void Tell(UnitContext context, Options options, HdbscanModel model)
    {
        int noise = model.Labels.Count(ClusterLabel.Noise);
        context.Note($"{model.ClusterCount} clusters, {noise} of {model.Labels.Length} synapses are noise.");
        if (model.ClusterCount < 2)
        {
            context.Warn(
                $"Group {options.Group} has {model.ClusterCount} clusters under MinClusterSize {options.Cluster.MinClusterSize} and MinSamples {options.Cluster.MinSamples}; smaller values find finer ones (--Cluster_{options.Group}_MinClusterSize, --Cluster_{options.Group}_MinSamples).");
        }
    }
}
