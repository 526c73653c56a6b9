using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>How predictions are judged: all learners on the same rows, a point outside counting as −1.</summary>
internal static class Scoring
{
    public static ClassificationReport Report(int[] expected, GuardedPredictions predictions)
        => ClassificationReport.Of(expected, [.. predictions.Labels], predictions.Probabilities, [.. predictions.Classes]);

    public static BootstrapIntervals Intervals(int[] expected, IEnumerable<int> predicted, IntervalOptions intervals, long seed, Execution execution)
        => BootstrapIntervals.Of(
            expected,
            [.. predicted],
            new BootstrapOptions { ResampleCount = intervals.BootstrapCount, ConfidenceLevel = intervals.Confidence, Seed = seed },
            execution);

    /// <summary>What answering always with the commonest training label would reach.</summary>
    public static JsonObject Baseline(int[] training, int[] expected, IntervalOptions intervals, long seed, Execution execution)
    {
        int label = MajorityClassBaseline.Fit(training, 1).Majority;
        int[] predicted = new int[expected.Length];
        Array.Fill(predicted, label);
        JsonObject json = MetricsJson.Of(ClassificationReport.Of(expected, predicted), Intervals(expected, predicted, intervals, seed, execution));
        json.Insert(0, "label", label);
        return json;
    }
}
