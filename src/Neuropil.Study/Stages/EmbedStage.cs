using System.Text.Json.Nodes;
using Neuropil.Numerics;
using Neuropil.Pipeline;

namespace Neuropil.Study;

using Neuropil.Umap;

/// <summary>Embeds a group's features with UMAP.</summary>
internal static class EmbedStage
{
    public const string Stage = "embed";
    public const string Embedding = "embedding";
    public const string Model = "umap";

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(StudySettings settings, GroupSettings group)
        => new()
        {
            Id = Id(group.Name),
            Options = Described(group.Embed),
            Seed = settings.Seed,
            Inputs = [new OutputInput("features", FeaturesStage.Id(group.Name), FeaturesStage.Features)],
            Outputs =
            [
                new UnitOutput(Embedding, $"embed/{group.Name}/embedding.csv"),
                new UnitOutput(Model, $"embed/{group.Name}/umap.json"),
            ],
            Code = StageCode.Embedding,
            Run = context => Run(context, group),
        };

    public static JsonObject Described(EmbedSettings settings)
        => new()
        {
            ["Neighbors"] = settings.NeighborCount,
            ["MinDistance"] = settings.MinDistance,
            ["Spread"] = settings.Spread,
            ["Components"] = settings.EmbeddingDimension,
            ["Epochs"] = settings.EpochCount,
            ["Metric"] = settings.Metric.ToString(),
        };

    public static UmapOptions Options(EmbedSettings settings, long seed)
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

    private static void Run(UnitContext context, GroupSettings group)
    {
        GroupTable features = GroupTable.Read(context.InputPath("features"));
        GroupSize.RequireFor(group, features.Points.RowCount);
        UmapModel model = Umap.Fit(features.Points, Options(group.Embed, context.Seed), context.Execution());
        Matrix embedding = model.Embedding;
        (features with { ColumnNames = GroupTable.EmbeddingNames(embedding.ColumnCount), Points = embedding }).Write(context.OutputPath(Embedding));
        context.Save(Model, model.Save);
    }
}
