using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Learning;

namespace Neuropil.Study;

/// <summary>
/// The published study's own way to score, so that its figures can be compared: KNN and RF count a point outside as −1, XGBoost is
/// scored on the points inside only, and the model with the best test accuracy is the study's choice. Nothing here decides anything.
/// </summary>
internal static class StudyProtocol
{
    /// <param name="published">What was published for the group: learner, accuracy, macro F1; null: nothing.</param>
    /// <param name="expected">The test rows' clusters.</param>
    /// <param name="predictions">What each learner says of them.</param>
    public static JsonObject Of(string? published, int[] expected, IReadOnlyDictionary<LearnerKind, GuardedPredictions> predictions)
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

        JsonObject protocol = new()
        {
            ["models"] = models,
            ["bestOnTest"] = best?.ShortName(),
        };
        if (published?.Split(' ') is [string model, string accuracy, string macroF1])
        {
            protocol["published"] = new JsonObject
            {
                ["model"] = model,
                ["accuracy"] = double.Parse(accuracy, CultureInfo.InvariantCulture),
                ["macroF1"] = double.Parse(macroF1, CultureInfo.InvariantCulture),
            };
        }

        return protocol;
    }
}
