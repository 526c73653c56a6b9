using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// The honest estimate of a group: in every fold alignment, scaling, embedding, clustering and learners are fitted on the training
/// synapses alone; the held-out ones go through transform and predict, and are scored against the clusters of all synapses.
/// </summary>
internal static class EvaluateStage
{
    public sealed record Options(GroupSettings Group, AlignMode Align, IReadOnlyList<FeatureRecipe> Features, IntervalOptions Intervals, int FoldCount, long Seed);

    public sealed record Inputs(Artifact<SynapseTable> Neighborhood, Artifact<Table> Clusters);

    public sealed record Outputs(Artifact<JsonObject> Evaluation);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("evaluate", options.Group.Name),
        options with { Group = options.Group with { Train = options.Group.Train.WithoutWhatDoesNotCount } },
        inputs,
        new Outputs(new($"evaluate/{options.Group.Name}/evaluation.json", StudyCodecs.Scores)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        Execution execution = context.Execution();
        RefitData data = RefitData.Of(context.Read(context.Inputs.Neighborhood), context.Read(context.Inputs.Clusters), options.Group);
        if (Problem(data, options) is string problem)
        {
            context.Warn($"Group {options.Group.Name} has no honest estimate: {problem}");
            context.Write(context.Outputs.Evaluation, new JsonObject { ["group"] = options.Group.Name, [MetricsStage.Skipped] = problem });
            return;
        }

        FoldSet folds = StratifiedFolds.Shuffled(data.Clusters, Math.Min(options.FoldCount, data.Clusters.Length), options.Seed);
        Execution withinFold = execution with { Progress = null };
        RefitFold[] results = new RefitFold[folds.Folds.Count];
        for (int index = 0; index < results.Length; index++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Report(($"fold {index + 1} of {results.Length}", (double)index / results.Length));
            results[index] = RefitFold.Run(data, folds.Folds[index], options, withinFold);
        }

        context.Write(context.Outputs.Evaluation, Described(data, results, options, execution));
        int unscored = results.Sum(fold => fold.UnscoredCount);
        if (unscored > 0)
        {
            context.Warn($"{unscored} of {data.Clusters.Length} synapses could not be scored: in their fold too few synapses of their neuron were left to find its axes.");
        }
    }

    private static string? Problem(RefitData data, Options options)
    {
        int count = data.Clusters.Length;
        int foldCount = Math.Min(options.FoldCount, count);
        return data.Scored.Distinct().Count() < 2 ? "it has fewer than two classes."
            : GroupSize.ProblemOfFold(options.Group, count - ((count + foldCount - 1) / foldCount));
    }

    private static JsonObject Described(RefitData data, RefitFold[] folds, Options options, Execution execution)
    {
        int[] expected = [.. folds.SelectMany(fold => fold.Expected)];
        JsonObject models = [];
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            models[kind.ShortName()] = Scores(expected, [.. folds.SelectMany(fold => fold.Predicted[kind])], options.Intervals, options.Seed, execution);
        }

        int[] chosen = [.. folds.SelectMany(fold => fold.Predicted[fold.Chosen])];
        return new JsonObject
        {
            ["group"] = options.Group.Name,
            ["model"] = options.Group.Train.Model?.ShortName() ?? "auto",
            ["folds"] = new JsonArray([.. folds.Select(fold => fold.Described())]),
            ["scoredRows"] = expected.Length,
            ["unscoredRows"] = folds.Sum(fold => fold.UnscoredCount),
            ["confidence"] = options.Intervals.Confidence,
            ["estimate"] = Scores(expected, chosen, options.Intervals, options.Seed, execution),
            ["baseline"] = Scoring.Baseline(data.Scored, expected, options.Intervals, options.Seed, execution),
            ["models"] = models,
        };
    }

    private static JsonObject Scores(int[] expected, int[] predicted, IntervalOptions intervals, long seed, Execution execution)
        => MetricsJson.Of(
            ClassificationReport.Of(expected, predicted),
            Scoring.Intervals(expected, predicted, intervals, seed, execution));
}
