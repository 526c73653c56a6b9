using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>The choice between the learners by cross-validation, on training rows only.</summary>
internal static class ModelChoice
{
    /// <summary>The learner with the highest mean macro F1 over the folds; among equals the one with the higher accuracy, then the simpler one.</summary>
    public static (LearnerKind Kind, JsonObject Scores) ByCrossValidation(
        Matrix embedding, int[] labels, TrainSettings settings, long seed, Execution execution)
    {
        CrossValidationOptions options = new() { FoldCount = Math.Min(settings.ChoiceFoldCount, labels.Length), Seed = seed };
        (LearnerKind Kind, CrossValidationResult Result)[] results =
        [
            .. LearnerKinds.All.Select(kind => (kind, CrossValidation.Run(labels, options, fold => Predicted(kind, fold, embedding, labels, settings, seed, execution)))),
        ];
        LearnerKind best = results
            .OrderByDescending(result => result.Result.MacroF1.Mean)
            .ThenByDescending(result => result.Result.Accuracy.Mean)
            .ThenBy(result => result.Kind)
            .First().Kind;
        JsonObject scores = new() { ["folds"] = options.FoldCount };
        foreach ((LearnerKind kind, CrossValidationResult result) in results)
        {
            scores[kind.ShortName()] = new JsonObject
            {
                ["macroF1"] = Of(result.MacroF1),
                ["accuracy"] = Of(result.Accuracy),
            };
        }

        return (best, scores);
    }

    private static int[] Predicted(
        LearnerKind kind, Fold fold, Matrix embedding, int[] labels, TrainSettings settings, long seed, Execution execution)
    {
        int[] training = Array.ConvertAll(fold.TrainingRows, row => labels[row]);
        if (training.Distinct().Count() < 2)
        {
            return [.. fold.TestRows.Select(_ => training[0])];
        }

        GuardedClassifier model = GuardedClassifier.Fit(embedding.SelectRows(fold.TrainingRows), training, settings.OptionsOf(kind, seed), execution);
        return [.. model.Predict(embedding.SelectRows(fold.TestRows), execution).Labels];
    }

    private static JsonObject Of(MeanAndDeviation score) => new() { ["mean"] = score.Mean, ["deviation"] = score.Deviation };
}
