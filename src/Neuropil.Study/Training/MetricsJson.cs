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

    /// <summary>A report with intervals.</summary>
    public static JsonObject Of(ClassificationReport report, BootstrapIntervals? intervals = null)
    {
        JsonObject json = new()
        {
            ["rows"] = report.RowCount,
            ["accuracy"] = report.Accuracy,
            ["macroF1"] = report.MacroF1,
            ["microF1"] = report.MicroF1,
            ["weightedF1"] = report.WeightedF1,
            ["balancedAccuracy"] = report.BalancedAccuracy,
            ["cohensKappa"] = report.CohensKappa,
            ["logLoss"] = report.LogLoss,
        };
        if (intervals is not null)
        {
            json["intervals"] = new JsonObject
            {
                ["accuracy"] = Of(intervals.Accuracy),
                ["macroF1"] = Of(intervals.MacroF1),
                ["weightedF1"] = Of(intervals.WeightedF1),
                ["balancedAccuracy"] = Of(intervals.BalancedAccuracy),
                ["cohensKappa"] = intervals.CohensKappa is null ? null : Of(intervals.CohensKappa),
            };
        }

        json["classes"] = new JsonArray([.. report.Classes.Select(Of)]);
        json["confusion"] = new JsonObject
        {
            ["labels"] = Numbers(report.Confusion.Classes),
            ["counts"] = new JsonArray([.. report.Confusion.Counts.Select(Numbers)]),
        };
        return json;
    }

    public static JsonArray Numbers(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)value)]);

    private static JsonArray Of(ConfidenceInterval interval) => [interval.Lower, interval.Upper];

    private static JsonNode Of(ClassScores scores)
        => new JsonObject
        {
            ["label"] = scores.Label,
            ["precision"] = scores.Precision,
            ["recall"] = scores.Recall,
            ["f1"] = scores.F1,
            ["support"] = scores.Support,
        };
}
