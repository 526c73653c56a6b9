using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Hdbscan;
using Neuropil.Umap;

/// <summary>How everything that the stages hand on is written and read.</summary>
internal static class StudyCodecs
{
    public static Codec<Table> Table { get; } = new(Tables.Table.ReadCsv, static (stream, table) => table.WriteCsv(stream));

    public static Codec<SynapseTable> Synapses { get; } = new(
        static (stream, name) => SynapseTableFile.FromTable(Tables.Table.ReadCsv(stream, name)),
        static (stream, table) => SynapseTableFile.ToTable(table.Synapses, table).WriteCsv(stream));

    public static Codec<GroupTable> Group { get; } = new(
        static (stream, name) => GroupTable.Of(Tables.Table.ReadCsv(stream, name)),
        static (stream, table) => table.ToTable().WriteCsv(stream));

    public static Codec<JsonObject> Scores { get; } = new(static (stream, _) => MetricsJson.Load(stream), static (stream, scores) => MetricsJson.Save(scores, stream));

    public static Codec<NeuronAlignment> Alignment { get; } = new(NeuronAlignment.Load, static (stream, alignment) => alignment.Save(stream));

    public static Codec<AreaBounds> Bounds { get; } = new(AreaBounds.Load, static (stream, bounds) => bounds.Save(stream));

    public static Codec<FeatureSpace> Space { get; } = new(FeatureSpace.Load, static (stream, space) => space.Save(stream));

    public static Codec<UmapModel> Umap { get; } = new(UmapModel.Load, static (stream, model) => model.Save(stream));

    public static Codec<HdbscanModel> Hdbscan { get; } = new(HdbscanModel.Load, static (stream, model) => model.Save(stream));

    public static Codec<ModelBundle> Bundle { get; } = new(ModelBundle.Load, static (stream, bundle) => bundle.Save(stream));
}
