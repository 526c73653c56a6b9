using Neuropil.Pipeline;

namespace Neuropil.Study;

/// <summary>Writes down what serving the study's models must know, so that the folder of results can be given new tables without its settings.</summary>
internal static class ServeStage
{
    public sealed record Inputs;

    public sealed record Outputs(Artifact<ServedSchema> Study);

    public static Unit<Outputs> Create(StudySettings settings) => Unit.Of(
        new UnitId("serve"),
        new ServedSchema(
            settings.Schema,
            [.. settings.Schema.Groups.Select(group => settings.Of(group.Name).Embed.EmbeddingDimension)],
            settings.Data.Sheet,
            settings.Data.HeaderRow,
            [.. settings.Data.Joins.Select(join => new ServedJoin(join.Name, join.Rest))]),
        new Inputs(),
        new Outputs(new(ServedSchema.Path, StudyCodecs.Served)),
        static (options, context) => context.Write(context.Outputs.Study, options));
}
