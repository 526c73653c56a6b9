using Neuropil.Numerics;
using Neuropil.Pipeline;

namespace Neuropil.Study;

using Neuropil.Umap;

/// <summary>Embeds a group's features with UMAP.</summary>
internal static class EmbedStage
{
    public sealed record Options(string Group, EmbedSettings Embed, long Seed);

    public sealed record Inputs(Artifact<GroupTable> Features);

    public sealed record Outputs(Artifact<GroupTable> Embedding, Artifact<UmapModel?> Umap);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("embed", options.Group),
        options,
        inputs,
        new Outputs(new($"embed/{options.Group}/embedding.csv", StudyCodecs.Group), new($"embed/{options.Group}/umap.json", StudyCodecs.Umap)),
        static (options, context) => Run(options, context));

    public static UmapOptions OptionsOf(EmbedSettings settings, long seed)
        => new()
        {
            NeighborCount = settings.NeighborCount,
            MinDistance = settings.MinDistance,
            Spread = settings.Spread,
            EmbeddingDimension = settings.EmbeddingDimension,
            EpochCount = settings.EpochCount,
            Metric = settings.Metric,
            Seed = seed,
        };

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        GroupTable features = context.Read(context.Inputs.Features);
        if (features.Keys.Count == 0)
        {
            context.Write(context.Outputs.Embedding, features with { ColumnNames = GroupTable.EmbeddingNames(options.Embed.EmbeddingDimension), Points = new Matrix(0, options.Embed.EmbeddingDimension, []) });
            context.Write(context.Outputs.Umap, null);
            return;
        }

        GroupSize.RequireFor(options.Group, options.Embed, features.Points.RowCount);
        UmapModel model = Umap.Fit(features.Points, OptionsOf(options.Embed, options.Seed), context.Execution());
        Matrix embedding = model.Embedding;
        context.Write(context.Outputs.Embedding, features with { ColumnNames = GroupTable.EmbeddingNames(embedding.ColumnCount), Points = embedding });
        context.Write(context.Outputs.Umap, model);
    }
}
