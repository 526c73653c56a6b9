using System.Text.Json.Nodes;
using Neuropil.Pipeline;

namespace Neuropil.Study;

/// <summary>Collects the scores of all groups: the test's, the honest estimate's, the study's own protocol's.</summary>
internal static class MetricsStage
{
    public const string Metrics = "metrics";
    public static readonly UnitId Id = new("metrics");

    public static Unit Create(StudySettings settings)
        => new()
        {
            Id = Id,
            Inputs =
            [
                .. settings.Groups.Select(group => new OutputInput(Train(group), TrainStage.Id(group.Name), TrainStage.Metrics)),
                .. settings.Groups.Where(_ => settings.Evaluate.FoldCount is not null)
                    .Select(group => new OutputInput(Evaluate(group), EvaluateStage.Id(group.Name), EvaluateStage.Evaluation)),
            ],
            Outputs = [new UnitOutput(Metrics, "train/metrics.json")],
            Code = StageCode.Tables,
            Run = context => Run(context, settings),
        };

    private static void Run(UnitContext context, StudySettings settings)
    {
        JsonObject all = [];
        foreach (GroupSettings group in settings.Groups)
        {
            JsonObject metrics = MetricsJson.Load(context.InputPath(Train(group)));
            if (settings.Evaluate.FoldCount is not null)
            {
                JsonObject evaluation = MetricsJson.Load(context.InputPath(Evaluate(group)));
                evaluation.Remove("group");
                metrics["honestEstimate"] = evaluation;
            }

            all[group.Name] = metrics;
        }

        MetricsJson.Save(all, context.OutputPath(Metrics));
    }

    private static string Train(GroupSettings group) => "train-" + group.Name;

    private static string Evaluate(GroupSettings group) => "evaluate-" + group.Name;
}
