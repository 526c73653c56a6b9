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

    /// <summary>The scores; a row a learner and held-out synapse; how often each cluster was taken for each.</summary>
    public sealed record Outputs(Artifact<JsonObject> Evaluation, Artifact<Table> Predictions, Artifact<Table> Confusion);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("evaluate", options.Group.Name),
        options with { Group = options.Group with { Train = options.Group.Train.WithoutWhatDoesNotCount } },
        inputs,
        new Outputs(
            new($"evaluate/{options.Group.Name}/evaluation.json", StudyCodecs.Scores),
            new($"evaluate/{options.Group.Name}/fold-predictions.csv", StudyCodecs.Table),
            new($"evaluate/{options.Group.Name}/confusion.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        Execution execution = context.Execution();
        RefitData data = RefitData.Of(context.Read(context.Inputs.Neighborhood), context.Read(context.Inputs.Clusters), options.Group);
        if (Problem(data, options) is string problem)
        {
            context.Warn($"Group {options.Group.Name} has no honest estimate: {problem}");
            context.Write(context.Outputs.Evaluation, new JsonObject { ["group"] = options.Group.Name, [MetricsStage.Skipped] = problem });
            WriteTables(context, data, []);
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
        WriteTables(context, data, results);
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

    private static void WriteTables(UnitContext<Inputs, Outputs> context, RefitData data, RefitFold[] folds)
    {
        int[] expected = [.. folds.SelectMany(fold => fold.Expected)];
        Dictionary<LearnerKind, RowAnswers> answers = Answers(folds);
        context.Write(context.Outputs.Predictions, AnswerTables.Rows(
            [.. folds.SelectMany(fold => fold.Rows.Select(data.Synapses.KeyOf))],
            [.. folds.SelectMany((fold, index) => fold.Rows.Select(_ => index + 1))],
            expected,
            answers));
        context.Write(context.Outputs.Confusion, AnswerTables.Confusion(expected, expected.Length == 0 ? new Dictionary<LearnerKind, RowAnswers>() : answers));
    }

    private static Dictionary<LearnerKind, RowAnswers> Answers(RefitFold[] folds)
        => LearnerKinds.All.ToDictionary(kind => kind, kind => RowAnswers.Joined([.. folds.Select(fold => fold.Predicted[kind])]));

    private static JsonObject Described(RefitData data, RefitFold[] folds, Options options, Execution execution)
    {
        int[] expected = [.. folds.SelectMany(fold => fold.Expected)];
        Dictionary<LearnerKind, RowAnswers> answers = Answers(folds);
        JsonObject models = [];
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            models[kind.ShortName()] = Scoring.Judged(expected, answers[kind].Answers, options.Intervals, options.Seed, execution);
        }

        Answers chosen = RowAnswers.Joined([.. folds.Select(fold => fold.Predicted[fold.Chosen])]).Answers;
        return new JsonObject
        {
            ["group"] = options.Group.Name,
            ["model"] = options.Group.Train.Model?.ShortName() ?? "auto",
            ["clusters"] = data.Clusters.Where(cluster => cluster != FileLabels.Noise).Distinct().Count(),
            ["folds"] = new JsonArray([.. folds.Select(fold => fold.Described())]),
            ["scoredRows"] = expected.Length,
            ["unscoredRows"] = folds.Sum(fold => fold.UnscoredCount),
            ["confidence"] = options.Intervals.Confidence,
            ["estimate"] = Scoring.Judged(expected, chosen, options.Intervals, options.Seed, execution),
            ["baseline"] = Scoring.Baseline(data.Scored, expected, options.Intervals, options.Seed, execution),
            ["models"] = models,
            ["comparison"] = Scoring.Comparison(expected, chosen, answers, options.Group.Train.Model, options.Intervals, options.Seed, execution),
        };
    }
}
