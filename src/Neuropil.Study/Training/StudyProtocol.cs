using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>
/// The published study's own way to score, so that its figures can be compared: KNN and RF count a point outside as −1, XGBoost is
/// scored on the points inside only, and the model with the best test accuracy is the study's choice. Nothing here decides anything.
/// </summary>
internal static class StudyProtocol
{
    /// <summary>Accuracy and macro F1 that the study published, on its own data.</summary>
    private static readonly Dictionary<string, (string Model, double Accuracy, double MacroF1)> Published = new()
    {
        ["as"] = ("XGB", 0.957, 0.910),
        ["ss"] = ("XGB", 1, 1),
        ["cb"] = ("XGB", 0.931, 0.907),
        ["cr"] = ("KNN", 0.917, 0.856),
        ["pv"] = ("XGB", 1, 1),
    };

    public static JsonObject Of(string group, int[] expected, IReadOnlyDictionary<LearnerKind, GuardedPredictions> predictions)
    {
        JsonObject models = [];
        LearnerKind? best = null;
        double bestAccuracy = double.NegativeInfinity;
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            GuardedPredictions own = predictions[kind];
            int[] rows = [.. Enumerable.Range(0, expected.Length).Where(row => kind != LearnerKind.Xgb || !own.IsOutlier(row))];
            if (rows.Length == 0)
            {
                continue;
            }

            ClassificationReport report = ClassificationReport.Of([.. rows.Select(row => expected[row])], [.. rows.Select(row => own.Labels[row])]);
            models[kind.ShortName()] = new JsonObject { ["rows"] = rows.Length, ["accuracy"] = report.Accuracy, ["macroF1"] = report.MacroF1 };
            if (report.Accuracy > bestAccuracy)
            {
                (best, bestAccuracy) = (kind, report.Accuracy);
            }
        }

        (string model, double accuracy, double macroF1) = Published[group];
        return new JsonObject
        {
            ["models"] = models,
            ["bestOnTest"] = best?.ShortName(),
            ["published"] = new JsonObject { ["model"] = model, ["accuracy"] = accuracy, ["macroF1"] = macroF1 },
        };
    }
}
