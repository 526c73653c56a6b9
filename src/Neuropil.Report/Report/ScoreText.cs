using System.Globalization;
using System.Text.Json.Nodes;

namespace Neuropil.Report;

/// <summary>Scores as a reader wants them: three decimals.</summary>
internal static class ScoreText
{
    public static string Of(JsonNode scores, string name) => scores[name] is JsonNode score ? Rounded(score.GetValue<double>()) : "";

    public static string WithInterval(JsonNode scores, string name)
        => scores["intervals"]?[name] is JsonArray interval
            ? $"{Of(scores, name)} [{Rounded(interval[0]!.GetValue<double>())}, {Rounded(interval[1]!.GetValue<double>())}]"
            : Of(scores, name);

    /// <summary>Accuracy / macro F1.</summary>
    public static string Pair(JsonNode scores) => $"{Of(scores, "accuracy")} / {Of(scores, "macroF1")}";

    /// <summary>A long decimal cut to four digits; anything else as it is.</summary>
    public static string Short(string cell)
        => cell.Length > 8 && cell.Contains('.') && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value.ToString("0.####", CultureInfo.InvariantCulture)
            : cell;

    private static string Rounded(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
