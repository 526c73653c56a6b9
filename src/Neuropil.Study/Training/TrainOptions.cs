using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>Training parameters as they enter keys and reports.</summary>
internal static class TrainOptions
{
    public static JsonObject Described(TrainSettings settings)
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

    public static JsonObject Described(EvaluateSettings settings)
        => new() { ["Bootstraps"] = settings.BootstrapCount, ["Confidence"] = settings.Confidence };
}
