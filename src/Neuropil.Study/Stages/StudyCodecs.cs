using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Hdbscan;
using Neuropil.Umap;

/// <summary>How everything that the stages hand on is written and read. What a skipped group does not have is an empty file.</summary>
internal static class StudyCodecs
{
    public static Codec<Table> Table { get; } = new(Tables.Table.ReadCsv, static (stream, table) => table.WriteCsv(stream));

    public static Codec<SynapseTable> Synapses { get; } = new(
        static (stream, name) => SynapseTableFile.FromTable(Tables.Table.ReadCsv(stream, name)),
        static (stream, table) => SynapseTableFile.ToTable(table, []).WriteCsv(stream));

    public static Codec<GroupTable> Group { get; } = new(
        static (stream, name) => GroupTable.Of(Tables.Table.ReadCsv(stream, name)),
        static (stream, table) => table.ToTable().WriteCsv(stream));

    public static Codec<JsonObject> Scores { get; } = new(static (stream, _) => MetricsJson.Load(stream), static (stream, scores) => MetricsJson.Save(scores, stream));

    public static Codec<ServedSchema> Served { get; } = new(ServedSchema.Load, static (stream, schema) => schema.Save(stream));

    public static Codec<NeuronAlignment> Alignment { get; } = new(NeuronAlignment.Load, static (stream, alignment) => alignment.Save(stream));

    public static Codec<FeatureBounds> Bounds { get; } = new(FeatureBounds.Load, static (stream, bounds) => bounds.Save(stream));

    public static Codec<FeatureSpace?> Space { get; } = new(
        static (stream, name) => stream.Length == 0 ? null : FeatureSpace.Load(stream, name), static (stream, space) => space?.Save(stream));

    public static Codec<UmapModel?> Umap { get; } = new(
        static (stream, name) => stream.Length == 0 ? null : UmapModel.Load(stream, name), static (stream, model) => model?.Save(stream));

    public static Codec<HdbscanModel?> Hdbscan { get; } = new(
        static (stream, name) => stream.Length == 0 ? null : HdbscanModel.Load(stream, name), static (stream, model) => model?.Save(stream));

    public static Codec<ModelBundle?> Bundle { get; } = new(
        static (stream, name) => stream.Length == 0 ? null : ModelBundle.Load(stream, name), static (stream, bundle) => bundle?.Save(stream));
}
