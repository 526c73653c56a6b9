using System.Text.Json.Nodes;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Scores as tidy tables.</summary>
internal static class MetricsTables
{
    private const string Group = "Group";
    private const string Model = "Model";
    private const string Used = "IsUsed";
    private const string Estimate = "Estimate";
    private const string Scope = "Scope";

    private static readonly string[] Names = ["accuracy", "macroF1", "weightedF1", "balancedAccuracy", "cohensKappa", "logLoss", "rejectionRate", "coverage"];

    /// <summary>One judgement of one model, over all rows or those assigned.</summary>
    private sealed record Judgement(string Group, string Model, bool IsUsed, string Estimate, string Scope, JsonNode Scores);

    /// <summary>A row a group, model, estimate, scope and score, with its interval where there is one.</summary>
    public static Table Scores(JsonObject metrics)
    {
        (Judgement Of, string Metric, double Value, double Lower, double Upper)[] rows =
        [
            .. from judged in Judgements(metrics)
               from name in Names
               let value = judged.Scores[name]
               where value is not null
               let interval = judged.Scores["intervals"]?[name]
               select (judged, name, value.GetValue<double>(), interval?[0]!.GetValue<double>() ?? double.NaN, interval?[1]!.GetValue<double>() ?? double.NaN),
        ];
        return new Table([
            .. Heads([.. rows.Select(row => row.Of)]),
            TableColumn.Integers("Rows", [.. rows.Select(row => row.Of.Scores["rows"]!.GetValue<int>())]),
            TableColumn.Texts("Metric", [.. rows.Select(row => row.Metric)]),
            TableColumn.Numbers("Value", [.. rows.Select(row => row.Value)]),
            TableColumn.Numbers("Lower", [.. rows.Select(row => row.Lower)]),
            TableColumn.Numbers("Upper", [.. rows.Select(row => row.Upper)]),
        ]);
    }

    /// <summary>A row a group, model, estimate, scope and cluster.</summary>
    public static Table Classes(JsonObject metrics)
    {
        (Judgement Of, JsonNode Scores)[] rows =
            [.. Judgements(metrics).SelectMany(judged => (judged.Scores["classes"]?.AsArray() ?? []).Select(own => (judged, own!)))];
        double[] Numbers(string name) => [.. rows.Select(row => row.Scores[name]!.GetValue<double>())];

        return new Table([
            .. Heads([.. rows.Select(row => row.Of)]),
            TableColumn.Integers(ClusterStage.Cluster, [.. rows.Select(row => row.Scores["label"]!.GetValue<int>())]),
            TableColumn.Numbers("Precision", Numbers("precision")),
            TableColumn.Numbers("Recall", Numbers("recall")),
            TableColumn.Numbers("F1", Numbers("f1")),
            TableColumn.Integers("Support", [.. rows.Select(row => row.Scores["support"]!.GetValue<int>())]),
        ]);
    }

    /// <summary>A row a group and fold of the honest estimate.</summary>
    public static Table Folds(JsonObject metrics)
    {
        (string Group, int Fold, int Clusters, JsonNode Of)[] rows =
        [
            .. from own in metrics
               let honest = own.Value!["honestEstimate"]
               where honest is not null
               from fold in honest["folds"]!.AsArray().Select((fold, index) => (Fold: fold!, Index: index))
               select (own.Key, fold.Index + 1, honest["clusters"]!.GetValue<int>(), fold.Fold),
        ];
        int[] Integers(string name) => [.. rows.Select(row => row.Of[name]!.GetValue<int>())];

        return new Table(
            TableColumn.Texts(Group, [.. rows.Select(row => row.Group)]),
            TableColumn.Integers("Fold", [.. rows.Select(row => row.Fold)]),
            TableColumn.Integers("TrainingRows", Integers("trainingRows")),
            TableColumn.Integers("TestRows", Integers("testRows")),
            TableColumn.Integers("Clusters", Integers("clusters")),
            TableColumn.Integers("ClustersOfAll", [.. rows.Select(row => row.Clusters)]),
            TableColumn.Integers("ClustersFound", [.. rows.Select(row => row.Of["matchedTo"]!.AsArray().Select(match => match!.GetValue<int>()).Where(match => match != FileLabels.Noise).Distinct().Count())]),
            TableColumn.Numbers("Agreement", [.. rows.Select(row => row.Of["agreementOnTrainingRows"]!.GetValue<double>())]),
            TableColumn.Texts(Model, [.. rows.Select(row => row.Of["model"]!.GetValue<string>())]));
    }

    /// <summary>A row a group, model and parameter that was chosen or follows from the data.</summary>
    public static Table Choices(JsonObject metrics)
    {
        (string Group, string Model, string Parameter, string Value)[] rows =
        [
            .. from own in metrics
               where own.Value!["models"] is not null
               from model in own.Value!["models"]!.AsObject()
               from parameter in model.Value!["parameters"]!.AsObject()
               select (own.Key, model.Key, parameter.Key, parameter.Value!.ToString()),
        ];
        return new Table(
            TableColumn.Texts(Group, [.. rows.Select(row => row.Group)]),
            TableColumn.Texts(Model, [.. rows.Select(row => row.Model)]),
            TableColumn.Texts("Parameter", [.. rows.Select(row => row.Parameter)]),
            TableColumn.Texts("Value", [.. rows.Select(row => row.Value)]));
    }

    private static TableColumn[] Heads(Judgement[] rows)
        =>
        [
            TableColumn.Texts(Group, [.. rows.Select(row => row.Group)]),
            TableColumn.Texts(Model, [.. rows.Select(row => row.Model)]),
            TableColumn.Integers(Used, [.. rows.Select(row => row.IsUsed ? 1 : 0)]),
            TableColumn.Texts(Estimate, [.. rows.Select(row => row.Estimate)]),
            TableColumn.Texts(Scope, [.. rows.Select(row => row.Scope)]),
        ];

    private static IEnumerable<Judgement> Judgements(JsonObject metrics)
    {
        foreach ((string group, JsonNode? own) in metrics.Where(group => group.Value![MetricsStage.Skipped] is null))
        {
            string used = own!["model"]!.GetValue<string>();
            foreach ((string estimate, JsonNode judged) in new[] { ("test", own), ("honest", own["honestEstimate"]!) }.Where(one => one.Item2 is not null))
            {
                IEnumerable<(string Model, JsonNode Scores)> models =
                [
                    .. judged["models"]!.AsObject().Select(model => (model.Key, model.Value!)),
                    .. judged["estimate"] is JsonNode chosen ? [("used", chosen)] : Array.Empty<(string, JsonNode)>(),
                    ("commonest cluster", judged["baseline"]!),
                ];
                foreach ((string model, JsonNode scores) in models)
                {
                    bool isUsed = model == used;
                    yield return new Judgement(group, model, isUsed, estimate, "all", scores);
                    if (scores["assigned"] is JsonNode assigned)
                    {
                        yield return new Judgement(group, model, isUsed, estimate, "assigned", assigned);
                    }
                }
            }

            foreach ((string model, JsonNode? scores) in own["studyProtocol"]?["models"]?.AsObject() ?? [])
            {
                yield return new Judgement(group, model, model == used, "study protocol", "all", scores!);
            }
        }
    }
}
