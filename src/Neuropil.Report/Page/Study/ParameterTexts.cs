using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Study;
using Neuropil.Synapses;

namespace Neuropil.Report;

/// <summary>Parameters under the names that the study file has for them.</summary>
internal static class ParameterTexts
{
    public static JsonObject Of(IReadOnlyList<FeatureRecipe> features)
        => new(features.Select(recipe => KeyValuePair.Create<string, JsonNode?>(
            recipe.Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(recipe.Transform == FeatureTransform.Identity ? "" : $"{recipe.Transform}, ".ToLowerInvariant())}{recipe.Scaling.ToString().ToLowerInvariant()}, weight {recipe.Weight}"))));

    public static JsonObject Of(EmbedSettings settings)
        => new()
        {
            ["Neighbors"] = settings.NeighborCount,
            ["MinDistance"] = settings.MinDistance,
            ["Spread"] = settings.Spread,
            ["Components"] = settings.EmbeddingDimension,
            ["Epochs"] = settings.EpochCount,
            ["Metric"] = settings.Metric.ToString(),
        };

    public static JsonObject Of(ClusterSettings settings)
        => new()
        {
            ["MinClusterSize"] = settings.MinClusterSize,
            ["MinSamples"] = settings.MinSamples,
            ["Selection"] = settings.Leaf ? "leaf" : "eom",
            ["Epsilon"] = settings.Epsilon,
            ["AllowSingleCluster"] = settings.AllowSingleCluster,
        };

    public static JsonObject Of(TrainSettings settings)
        => new()
        {
            ["Model"] = settings.Model?.ShortName() ?? "auto",
            ["TestShare"] = settings.TestShare,
            ["Noise"] = settings.DropNoise ? "drop" : "class",
            ["ChoiceFolds"] = settings.Model is null ? settings.ChoiceFoldCount : null,
            ["Knn"] = new JsonObject
            {
                ["Nu"] = settings.Knn.Outliers.Nu,
                ["Gamma"] = settings.Knn.Outliers.Gamma,
                ["MaxNeighbors"] = settings.Knn.MaxNeighborCount,
                ["Folds"] = settings.Knn.FoldCount,
                ["Metrics"] = new JsonArray([.. settings.Knn.Metrics.Select(metric => (JsonNode)metric.ToString())]),
                ["Weights"] = settings.Knn.WeightByDistance ? "distance" : "uniform",
            },
            ["Rf"] = new JsonObject
            {
                ["Nu"] = settings.Rf.Outliers.Nu,
                ["Gamma"] = settings.Rf.Outliers.Gamma,
                ["Trees"] = settings.Rf.TreeCount,
                ["Depth"] = settings.Rf.MaxDepth,
            },
            ["Xgb"] = new JsonObject
            {
                ["Nu"] = settings.Xgb.Outliers.Nu,
                ["Gamma"] = settings.Xgb.Outliers.Gamma,
                ["Trees"] = settings.Xgb.TreeCount,
                ["Depth"] = settings.Xgb.MaxDepth,
                ["LearningRate"] = settings.Xgb.LearningRate,
                ["Subsample"] = settings.Xgb.Subsample,
                ["ColumnSample"] = settings.Xgb.ColumnSample,
            },
        };
}
