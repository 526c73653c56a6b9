using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Collects the scores of all groups: the test's, the honest estimate's, the study's own protocol's; says where another model is better.</summary>
internal static class MetricsStage
{
    /// <summary>In scores, why there are none: the group is skipped.</summary>
    public const string Skipped = "skipped";

    /// <summary>What a group has to tell; the honest estimate may be left out.</summary>
    public sealed record GroupScores(Artifact<JsonObject> Train, Artifact<JsonObject>? Evaluation);

    public sealed record Inputs(ByName<GroupScores> Groups);

    /// <summary>All scores; the same as tables: a row a score, a row a cluster and model, a row a fold, a row a parameter chosen.</summary>
    public sealed record Outputs(Artifact<JsonObject> Metrics, Artifact<Table> Scores, Artifact<Table> Classes, Artifact<Table> Folds, Artifact<Table> Choices);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("metrics"),
        NoOptions.Value,
        inputs,
        new Outputs(
            new("train/metrics.json", StudyCodecs.Scores),
            new("train/metrics.csv", StudyCodecs.Table),
            new("train/classes.csv", StudyCodecs.Table),
            new("train/folds.csv", StudyCodecs.Table),
            new("train/choices.csv", StudyCodecs.Table)),
        static (_, context) => Run(context));

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        JsonObject all = [];
        foreach ((string group, GroupScores scores) in context.Inputs.Groups)
        {
            JsonObject own = With(context.Read(scores.Train), scores.Evaluation is null ? null : context.Read(scores.Evaluation));
            all[group] = own;
            if (!own.ContainsKey(Skipped))
            {
                Tell(context, group, own);
            }
        }

        context.Write(context.Outputs.Metrics, all);
        context.Write(context.Outputs.Scores, MetricsTables.Scores(all));
        context.Write(context.Outputs.Classes, MetricsTables.Classes(all));
        context.Write(context.Outputs.Folds, MetricsTables.Folds(all));
        context.Write(context.Outputs.Choices, MetricsTables.Choices(all));
    }

    /// <summary>A group's scores with its honest estimate, where it has one.</summary>
    public static JsonObject With(JsonObject metrics, JsonObject? evaluation)
    {
        if (evaluation is not null && !evaluation.ContainsKey(Skipped))
        {
            evaluation.Remove("group");
            metrics["honestEstimate"] = evaluation;
        }

        return metrics;
    }

    private static void Tell(UnitContext context, string group, JsonObject metrics)
    {
        JsonNode? honest = metrics["honestEstimate"];
        string used = metrics["model"]!.GetValue<string>();
        JsonNode scores = honest?["estimate"] ?? metrics["models"]![used]!;
        JsonNode? assigned = scores["assigned"];
        context.Note(Text(
            $"{group}, {used}, {(honest is null ? "on the test part" : "honest estimate")}: macro F1 {Number(scores, "macroF1"):0.000} over the clusters that occur, {Number(scores, "rejectionRate"):0.0%} rejected{(assigned is null ? "" : Text($"; among those assigned {Number(assigned, "macroF1"):0.000}"))}."));
        if (honest is not null)
        {
            int[] counts = [.. honest["folds"]!.AsArray().Select(fold => fold!["clusters"]!.GetValue<int>())];
            int clusters = honest["clusters"]!.GetValue<int>();
            if (counts.Any(count => count != clusters))
            {
                context.Note(Text($"{group}: the folds of the honest estimate have {string.Join(", ", counts)} clusters of their own; all synapses have {clusters}."));
            }
        }

        foreach (JsonNode? other in (honest?["comparison"] ?? metrics["comparison"])!.AsArray().Where(other => other!["isBetter"]!.GetValue<bool>()))
        {
            double[] interval = [.. other!["interval"]!.AsArray().Select(bound => bound!.GetValue<double>())];
            context.Warn(Text(
                $"Group {group}: {other["model"]} is better than {used}, which is used, by more than the interval{(honest is null ? " on the test part" : " in the honest estimate")}: macro F1 {Number(other, "macroF1Difference"):+0.000;-0.000} [{interval[0]:+0.000;-0.000}, {interval[1]:+0.000;-0.000}]. --Train_{group}_Model={other["model"]} uses it."));
        }
    }

    private static double Number(JsonNode node, string key) => node[key]!.GetValue<double>();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
