using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>Clusters a group's embedding with HDBSCAN. In the tables clusters count from 1; noise is −1.</summary>
internal static class ClusterStage
{
    public const string Stage = "cluster";
    public const string Clusters = "clusters";
    public const string Model = "hdbscan";
    public const string Cluster = "Cluster";

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(GroupSettings group)
        => new()
        {
            Id = Id(group.Name),
            Options = Described(group.Cluster),
            Inputs = [new OutputInput("embedding", EmbedStage.Id(group.Name), EmbedStage.Embedding)],
            Outputs =
            [
                new UnitOutput(Clusters, $"cluster/{group.Name}/clusters.csv"),
                new UnitOutput(Model, $"cluster/{group.Name}/hdbscan.json"),
            ],
            Code = StageCode.Clustering,
            Run = context => Run(context, group),
        };

    public static JsonObject Described(ClusterSettings settings)
        => new()
        {
            ["MinClusterSize"] = settings.MinClusterSize,
            ["MinSamples"] = settings.MinSamples,
            ["Selection"] = settings.Leaf ? "leaf" : "eom",
            ["Epsilon"] = settings.Epsilon,
            ["AllowSingleCluster"] = settings.AllowSingleCluster,
        };

    public static HdbscanOptions Options(ClusterSettings settings)
        => new()
        {
            MinClusterSize = settings.MinClusterSize,
            MinSamples = settings.MinSamples,
            Selection = settings.Leaf ? ClusterSelection.Leaf : ClusterSelection.ExcessOfMass,
            ClusterSelectionEpsilon = settings.Epsilon,
            AllowSingleCluster = settings.AllowSingleCluster,
        };

    private static void Run(UnitContext context, GroupSettings group)
    {
        GroupTable embedding = GroupTable.Read(context.InputPath("embedding"));
        GroupSize.RequireFor(group, embedding.Points.RowCount);
        HdbscanModel model = Hdbscan.Fit(embedding.Points, Options(group.Cluster), context.Execution());
        int[] labels = [.. model.Labels.ToArray().Select(FileLabels.Of)];
        new Table([
            GroupTable.SynIdsOf(embedding.Keys),
            GroupTable.NeuronTypesOf(embedding.Keys),
            GroupTable.NeuronIdsOf(embedding.Keys),
            GroupTable.SynTypesOf(embedding.Keys),
            .. GroupTable.NumbersOf(embedding.ColumnNames, embedding.Points),
            TableColumn.Integers(Cluster, labels),
            TableColumn.Texts("clusterid", [.. labels.Select(_ => group.Name)]),
            TableColumn.Numbers("MembershipStrength", model.MembershipStrengths.ToArray()),
            TableColumn.Numbers("OutlierScore", model.OutlierScores.ToArray()),
        ]).WriteCsv(context.OutputPath(Clusters));
        context.Save(Model, model.Save);
        Tell(context, group, model);
    }

    private static void Tell(UnitContext context, GroupSettings group, HdbscanModel model)
    {
        int noise = model.Labels.Count(ClusterLabel.Noise);
        context.Note($"{model.ClusterCount} clusters, {noise} of {model.Labels.Length} synapses are noise.");
        if (model.ClusterCount < 2)
        {
            context.Warn(
                $"Group {group.Name} has {model.ClusterCount} clusters under MinClusterSize {group.Cluster.MinClusterSize} and MinSamples {group.Cluster.MinSamples}; smaller values find finer ones (--Cluster_{group.Name}_MinClusterSize, --Cluster_{group.Name}_MinSamples).");
        }
    }
}
