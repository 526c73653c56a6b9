using System.Globalization;
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

    /// <summary>A row a synapse; the clustering; a row an island of noise that a smaller MinClusterSize would make a cluster.</summary>
    public sealed record Outputs(Artifact<Table> Clusters, Artifact<HdbscanModel?> Hdbscan, Artifact<Table> Islands);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("cluster", options.Group),
        options,
        inputs,
        new Outputs(new($"cluster/{options.Group}/clusters.csv", StudyCodecs.Table), new($"cluster/{options.Group}/hdbscan.json", StudyCodecs.Hdbscan), new($"cluster/{options.Group}/islands.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    /// <param name="settings">With nothing left to the group's size.</param>
    public static HdbscanOptions OptionsOf(ClusterSettings settings)
        => new()
        {
            MinClusterSize = settings.MinClusterSize!.Value,
            MinSamples = settings.MinSamples!.Value,
            Selection = settings.Leaf ? ClusterSelection.Leaf : ClusterSelection.ExcessOfMass,
            ClusterSelectionEpsilon = settings.Epsilon,
            AllowSingleCluster = settings.AllowSingleCluster,
        };

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        GroupTable embedding = context.Read(context.Inputs.Embedding);
        if (embedding.Keys.Count == 0)
        {
            context.Write(context.Outputs.Clusters, TableOf(options.Group, embedding, [], [], []));
            context.Write(context.Outputs.Hdbscan, null);
            context.Write(context.Outputs.Islands, TableOf([]));
            return;
        }

        ClusterSettings settings = options.Cluster.For(embedding.Points.RowCount);
        GroupSize.RequireFor(options.Group, settings, embedding.Points.RowCount);
        if (settings != options.Cluster)
        {
            context.Note($"{embedding.Points.RowCount} synapses: MinClusterSize {settings.MinClusterSize}, MinSamples {settings.MinSamples}.");
        }

        HdbscanModel model = Hdbscan.Fit(embedding.Points, OptionsOf(settings), context.Execution());
        int[] labels = [.. model.Labels.ToArray().Select(FileLabels.Of)];
        context.Write(context.Outputs.Clusters, TableOf(options.Group, embedding, labels, model.MembershipStrengths.ToArray(), model.OutlierScores.ToArray()));
        context.Write(context.Outputs.Hdbscan, model);
        IReadOnlyList<NoiseIsland> islands = NoiseIsland.Of(model, embedding.Points, context.Execution());
        context.Write(context.Outputs.Islands, TableOf(islands));
        Tell(context, options.Group, settings, model);
        Tell(context, options.Group, settings, islands);
    }

    private static Table TableOf(string group, GroupTable embedding, int[] labels, double[] strengths, double[] scores)
        => new([
            embedding.TypesOf(),
            embedding.NeuronIdsOf(),
            embedding.SynTypesOf(),
            embedding.SynIdsOf(),
            TableColumn.Texts(GroupTable.Group, [.. labels.Select(_ => group)]),
            .. GroupTable.NumbersOf(embedding.ColumnNames, embedding.Points),
            TableColumn.Integers(Cluster, labels),
            TableColumn.Numbers("MembershipStrength", strengths),
            TableColumn.Numbers("OutlierScore", scores),
        ]);

    private static void Tell(UnitContext context, string group, ClusterSettings settings, HdbscanModel model)
    {
        int noise = model.Labels.Count(ClusterLabel.Noise);
        context.Note($"{model.ClusterCount} clusters, {noise} of {model.Labels.Length} synapses are noise.");
        if (model.ClusterCount < 2)
        {
            context.Warn(
                $"Group {group} has {model.ClusterCount} clusters under MinClusterSize {settings.MinClusterSize} and MinSamples {settings.MinSamples}; smaller values find finer ones (--Cluster_{group}_MinClusterSize, --Cluster_{group}_MinSamples).");
        }
    }

    private static void Tell(UnitContext context, string group, ClusterSettings settings, IReadOnlyList<NoiseIsland> islands)
    {
        foreach (NoiseIsland island in islands)
        {
            string validity = double.IsNaN(island.Dbcv) || double.IsNaN(island.DbcvNow) ? "" : Text($" and DBCV {island.Dbcv:0.00} (now {island.DbcvNow:0.00})");
            context.Warn(Text(
                $"Group {group}: {island.Size} synapses told as noise ({island.ShareOfNoise:0%} of its noise) lie together. They are a cluster from MinClusterSize {island.MinClusterSize} down, with {island.ClusterCount} clusters, {island.NoiseShare:0.0%} noise{validity}; it is {settings.MinClusterSize}. --Cluster_{group}_MinClusterSize={island.MinClusterSize} shows them, --target=Sweep the sizes between."));
        }
    }

    private static Table TableOf(IReadOnlyList<NoiseIsland> islands)
        => new(
            TableColumn.Integers("Size", [.. islands.Select(island => island.Size)]),
            TableColumn.Numbers("ShareOfNoise", [.. islands.Select(island => island.ShareOfNoise)]),
            TableColumn.Integers("MinClusterSize", [.. islands.Select(island => island.MinClusterSize)]),
            TableColumn.Integers("Clusters", [.. islands.Select(island => island.ClusterCount)]),
            TableColumn.Numbers("NoiseShare", [.. islands.Select(island => island.NoiseShare)]),
            TableColumn.Numbers("Dbcv", [.. islands.Select(island => island.Dbcv)]),
            TableColumn.Numbers("DbcvNow", [.. islands.Select(island => island.DbcvNow)]));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
