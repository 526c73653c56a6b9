using Neuropil.Numerics.Models;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>What serving a fitted study must know beside its models: how tables are read, and the groups with the dimensions of their embeddings.</summary>
/// <param name="Schema">What tables hold.</param>
/// <param name="Dimensions">Of each group's embedding, in the order of the schema's groups.</param>
/// <param name="Sheet">The sheet; null: the first that has the columns.</param>
/// <param name="HeaderRow">The row of the header; null: the first that has the columns.</param>
/// <param name="Joins">Other tables' columns: where those are is told anew each time.</param>
internal sealed record ServedSchema(StudySchema Schema, IReadOnlyList<int> Dimensions, string? Sheet, string? HeaderRow, IReadOnlyList<ServedJoin> Joins)
{
    /// <summary>Where it is published.</summary>
    public const string Path = "train/study.json";

    private const string Format = "neuropil-study";
    private const int Version = 1;

    /// <summary>Saves it as JSON.</summary>
    public void Save(Stream stream)
        => ModelWriter.Write(stream, Format, Version, writer =>
        {
            writer.Nested("schema", fields => StudySchemaFormat.Write(fields, Schema));
            writer.Integers("dimensions", [.. Dimensions]);
            if (Sheet is not null)
            {
                writer.Text("sheet", Sheet);
            }

            if (HeaderRow is not null)
            {
                writer.Text("headerRow", HeaderRow);
            }

            writer.List("joins", Joins, (item, join) =>
            {
                item.Text("name", join.Name);
                item.Text("keys", join.Rest);
            });
        });

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFormatException">The file is something else, or damaged.</exception>
    public static ServedSchema Load(Stream stream, string? name = null)
    {
        ModelReader reader = ModelReader.Read(stream, Format, Version, name);
        StudySchema schema = StudySchemaFormat.Read(reader.Nested("schema"));
        return new ServedSchema(
            schema,
            reader.Integers("dimensions", schema.Groups.Count, 2, 3),
            reader.Has("sheet") ? reader.Text("sheet") : null,
            reader.Has("headerRow") ? reader.Text("headerRow") : null,
            [.. reader.List("joins").Select(item => new ServedJoin(item.Text("name"), item.Text("keys")))]);
    }
}
