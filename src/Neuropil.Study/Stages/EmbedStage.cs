using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Synapses;

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
        UmapModel model = Fit(options, features, context);

        // A synapse of the fit has distance 0 to itself and keeps its place.
        Matrix embedding = model.TrainingPoints.RowCount == features.Points.RowCount ? model.Embedding : model.Transform(features.Points, context.Execution());
        context.Write(context.Outputs.Embedding, features with { ColumnNames = GroupTable.EmbeddingNames(embedding.ColumnCount), Points = embedding });
        context.Write(context.Outputs.Umap, model);
    }

    private static UmapModel Fit(Options options, GroupTable features, UnitContext context)
    {
        int count = features.Keys.Count;
        Matrix points = features.Points;
        if (options.Embed.SampleCount is int sample && sample < count)
        {
            bool[] isDrawn = KeyedSplit.SampleOf(features.Keys, sample, options.Seed);
            points = points.SelectRows([.. Enumerable.Range(0, count).Where(row => isDrawn[row])]);
            context.Note($"UMAP is fitted on {sample} of the {count} synapses of group {options.Group}, drawn by key (Embed_Sample); the other {count - sample} are placed among them one by one. HDBSCAN clusters all. A kind so rare that the sample misses it has no place of its own.");
        }

        try
        {
            return Umap.Fit(points, OptionsOf(options.Embed, options.Seed), context.Execution());
        }
        catch (InsufficientMemoryException tooLarge)
        {
            throw new InvalidDataException(
                $"Group {options.Group}: {tooLarge.Message} --Embed_{options.Group}_Sample=200000 (or less) fits on a sample drawn by key and places the rest.", tooLarge);
        }
    }
}
