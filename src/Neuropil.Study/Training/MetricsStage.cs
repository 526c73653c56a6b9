using System.Text.Json.Nodes;
using Neuropil.Pipeline;

namespace Neuropil.Study;

/// <summary>Collects the scores of all groups: the test's, the honest estimate's, the study's own protocol's.</summary>
internal static class MetricsStage
{
    /// <summary>In scores, why there are none: the group is skipped.</summary>
    public const string Skipped = "skipped";

    /// <summary>What a group has to tell; the honest estimate may be left out.</summary>
    public sealed record GroupScores(Artifact<JsonObject> Train, Artifact<JsonObject>? Evaluation);

    public sealed record Inputs(ByName<GroupScores> Groups);

    public sealed record Outputs(Artifact<JsonObject> Metrics);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("metrics"),
        NoOptions.Value,
        inputs,
        new Outputs(new("train/metrics.json", StudyCodecs.Scores)),
        static (_, context) => Run(context));

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        JsonObject all = [];
        foreach ((string group, GroupScores scores) in context.Inputs.Groups)
        {
            all[group] = With(context.Read(scores.Train), scores.Evaluation is null ? null : context.Read(scores.Evaluation));
        }

        context.Write(context.Outputs.Metrics, all);
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
}
