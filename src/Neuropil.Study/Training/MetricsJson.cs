using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Neuropil.Learning;

namespace Neuropil.Study;

/// <summary>Scores as JSON.</summary>
internal static class MetricsJson
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Save(JsonNode node, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(node.ToJsonString(Format) + "\n"));

    public static JsonObject Load(Stream stream) => JsonNode.Parse(stream)!.AsObject();

    /// <summary>
    /// Scores over all rows, a rejection being a wrong answer, and beside them those among the rows that were answered, with their log loss. Means are over
    /// the classes that occur.
    /// </summary>
    public static JsonObject Of(SelectiveReport report, SelectiveIntervals intervals)
    {
        JsonObject json = Scores(report.All);
        json["rejected"] = report.RejectedCount;
        json["rejectionRate"] = report.RejectionRate;
        json["coverage"] = report.Coverage;
        json["logLoss"] = report.Assigned?.LogLoss;
        json["intervals"] = Intervals(intervals.All);
        json["intervals"]!["rejectionRate"] = Of(intervals.RejectionRate);
        json["classes"] = Classes(report.All);
        json["confusion"] = new JsonObject
        {
            ["labels"] = Numbers(report.Confusion.Classes),
            ["counts"] = new JsonArray([.. report.Confusion.Counts.Select(Numbers)]),
            ["rejected"] = Numbers(report.Confusion.Rejected),
        };
        if (report.Assigned is SelectiveScores assigned)
        {
            JsonObject own = Scores(assigned);
            own["logLoss"] = assigned.LogLoss;
            own["intervals"] = Intervals(intervals.Assigned!);
            own["classes"] = Classes(assigned);
            json["assigned"] = own;
        }

        return json;
    }

    public static JsonArray Numbers(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)value)]);

    public static JsonArray Of(ConfidenceInterval interval) => [interval.Lower, interval.Upper];

    private static JsonObject Scores(SelectiveScores scores)
        => new()
        {
            ["rows"] = scores.RowCount,
            ["accuracy"] = scores.Accuracy,
            ["macroF1"] = scores.MacroAverage.F1,
            ["weightedF1"] = scores.WeightedAverage.F1,
            ["balancedAccuracy"] = scores.BalancedAccuracy,
            ["cohensKappa"] = scores.CohensKappa,
        };

    private static JsonObject Intervals(IReadOnlyDictionary<ScoreKind, ConfidenceInterval> intervals)
        => new()
        {
            ["accuracy"] = Of(intervals[ScoreKind.Accuracy]),
            ["macroF1"] = Of(intervals[ScoreKind.MacroF1]),
            ["weightedF1"] = Of(intervals[ScoreKind.WeightedF1]),
            ["balancedAccuracy"] = Of(intervals[ScoreKind.BalancedAccuracy]),
        };

    private static JsonArray Classes(SelectiveScores scores)
        => new([.. scores.Classes.Select(own => new JsonObject
        {
            ["label"] = own.Label,
            ["precision"] = own.Precision,
            ["recall"] = own.Recall,
            ["f1"] = own.F1,
            ["support"] = own.Support,
        })]);
}
