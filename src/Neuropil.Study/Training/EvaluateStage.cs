using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>
/// The honest estimate of a group: in every fold alignment, scaling, embedding, clustering and learners are fitted on the training
/// synapses alone; the held-out ones go through transform and predict, and are scored against the clusters of all synapses.
/// </summary>
internal static class EvaluateStage
{
    public const string Stage = "evaluate";
    public const string Evaluation = "evaluation";

    public static UnitId Id(string group) => new(Stage, group);

    public static Unit Create(StudySettings settings, GroupSettings group, int foldCount)
    {
        JsonObject evaluate = TrainOptions.Described(settings.Evaluate);
        evaluate["Folds"] = foldCount;
        return new()
        {
            Id = Id(group.Name),
            Options = new JsonObject
            {
                ["Features"] = FeaturesStage.Described(settings.Features),
                ["Embed"] = EmbedStage.Described(group.Embed),
                ["Cluster"] = ClusterStage.Described(group.Cluster),
                ["Train"] = TrainOptions.Described(group.Train),
                ["Evaluate"] = evaluate,
            },
            Seed = settings.Seed,
            Inputs =
            [
                new OutputInput("synapses", FeaturesStage.Id(group.Name), FeaturesStage.Synapses),
                new OutputInput("clusters", ClusterStage.Id(group.Name), ClusterStage.Clusters),
            ],
            Outputs = [new UnitOutput(Evaluation, $"evaluate/{group.Name}/evaluation.json")],
            Code = StageCode.Everything,
            Run = context => Run(context, settings, group, foldCount),
        };
    }

    private static void Run(UnitContext context, StudySettings settings, GroupSettings group, int foldCount)
    {
        Execution execution = context.Execution();
        RefitData data = RefitData.Read(context.InputPath("synapses"), context.InputPath("clusters"), group);
        FoldSet folds = StratifiedFolds.Shuffled(data.Clusters, Math.Min(foldCount, data.Clusters.Length), context.Seed);
        RefitFold[] results = new RefitFold[folds.Folds.Count];
        for (int index = 0; index < results.Length; index++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Report(("folds", (double)index / results.Length));
            results[index] = RefitFold.Run(data, folds.Folds[index], settings, group, context.Seed, execution);
        }

        MetricsJson.Save(Described(data, results, settings, group, context.Seed, execution), context.OutputPath(Evaluation));
        int unscored = results.Sum(fold => fold.UnscoredCount);
        if (unscored > 0)
        {
            context.Warn($"{unscored} of {data.Clusters.Length} synapses could not be scored: in their fold too few synapses of their neuron were left to find its axes.");
        }
    }

    private static JsonObject Described(
        RefitData data, RefitFold[] folds, StudySettings settings, GroupSettings group, long seed, Execution execution)
    {
        int[] expected = [.. folds.SelectMany(fold => fold.Expected)];
        JsonObject models = [];
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            models[kind.ShortName()] = Scores(expected, [.. folds.SelectMany(fold => fold.Predicted[kind])], settings.Evaluate, seed, execution);
        }

        int[] chosen = [.. folds.SelectMany(fold => fold.Predicted[fold.Chosen])];
        return new JsonObject
        {
            ["group"] = group.Name,
            ["model"] = group.Train.Model?.ShortName() ?? "auto",
            ["folds"] = new JsonArray([.. folds.Select(fold => fold.Described())]),
            ["scoredRows"] = expected.Length,
            ["unscoredRows"] = folds.Sum(fold => fold.UnscoredCount),
            ["confidence"] = settings.Evaluate.Confidence,
            ["estimate"] = Scores(expected, chosen, settings.Evaluate, seed, execution),
            ["baseline"] = Scoring.Baseline(data.Scored, expected, settings.Evaluate, seed, execution),
            ["models"] = models,
        };
    }

    private static JsonObject Scores(int[] expected, int[] predicted, EvaluateSettings settings, long seed, Execution execution)
        => MetricsJson.Of(
            ClassificationReport.Of(expected, predicted),
            Scoring.Intervals(expected, predicted, settings, seed, execution));
}
