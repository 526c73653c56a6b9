using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>How predictions are judged: all learners on the same rows; a rejection is no noise but an answer refused.</summary>
internal static class Scoring
{
    /// <summary>The study's plain report, a rejection counting as noise: what bundles say of their test.</summary>
    public static ClassificationReport Plain(int[] expected, GuardedPredictions predictions) => ClassificationReport.Of(expected, [.. predictions.Labels]);

    /// <summary>A learner's scores with intervals, and the log loss of what it answered.</summary>
    public static JsonObject Judged(int[] expected, GuardedPredictions predictions, IntervalOptions intervals, long seed, Execution execution)
    {
        Answers answers = Answers.Of(predictions);
        return MetricsJson.Of(
            SelectiveReport.Of(expected, answers, predictions.Probabilities, [.. predictions.Classes]),
            SelectiveIntervals.Of(expected, answers, options: Options(intervals, seed), execution: execution));
    }

    /// <summary>Scores with intervals of answers alone.</summary>
    public static JsonObject Judged(int[] expected, Answers answers, IntervalOptions intervals, long seed, Execution execution)
        => MetricsJson.Of(SelectiveReport.Of(expected, answers), SelectiveIntervals.Of(expected, answers, options: Options(intervals, seed), execution: execution));

    /// <summary>The other learners beside the one used, by macro F1 on the same rows.</summary>
    public static JsonArray Comparison(
        int[] expected, Answers used, IReadOnlyDictionary<LearnerKind, RowAnswers> all, LearnerKind? chosen, IntervalOptions intervals, long seed, Execution execution)
    {
        JsonArray comparison = [];
        foreach (LearnerKind kind in LearnerKinds.All.Where(kind => kind != chosen))
        {
            PairedBootstrap paired = PairedBootstrap.Of(expected, used, all[kind].Answers, options: Options(intervals, seed), execution: execution);
            comparison.Add(new JsonObject
            {
                ["model"] = kind.ShortName(),
                ["macroF1Difference"] = paired.Difference.Estimate,
                ["interval"] = MetricsJson.Of(paired.Difference),
                ["shareBetter"] = paired.ShareBetter,
                ["isBetter"] = paired.OtherIsBetter,
            });
        }

        return comparison;
    }

    /// <summary>What answering always with the commonest training label would reach.</summary>
    public static JsonObject Baseline(int[] training, int[] expected, IntervalOptions intervals, long seed, Execution execution)
    {
        int label = MajorityClassBaseline.Fit(training, 1).Majority;
        JsonObject json = Judged(expected, RowAnswers.Constant(label, expected.Length).Answers, intervals, seed, execution);
        json.Insert(0, "label", label);
        return json;
    }

    private static BootstrapOptions Options(IntervalOptions intervals, long seed)
        => new() { ResampleCount = intervals.BootstrapCount, ConfidenceLevel = intervals.Confidence, Seed = seed };
}
