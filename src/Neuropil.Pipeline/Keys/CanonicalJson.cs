using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>
/// JSON with one spelling per value: properties in ordinal order, no white space, numbers in their shortest form. Two nodes are equal
/// in value exactly when their texts are equal.
/// </summary>
internal static class CanonicalJson
{
    public static string Of(JsonNode? node)
    {
        StringBuilder text = new();
        Append(text, node);
        return text.ToString();
    }

    /// <summary>A list of texts that are canonical already.</summary>
    public static string Array(IEnumerable<string> items) => $"[{string.Join(',', items)}]";

    /// <summary>An object whose names are in ordinal order and whose values are canonical already.</summary>
    public static string Object(SortedDictionary<string, string> properties)
        => $"{{{string.Join(',', properties.Select(property => $"{Quoted(property.Key)}:{property.Value}"))}}}";

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject properties:
                AppendObject(text, properties);
                break;
            case JsonArray items:
                AppendArray(text, items);
                break;
            default:
                AppendValue(text, node.AsValue());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject properties)
    {
        text.Append('{');
        string separator = "";
        foreach ((string name, JsonNode? value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(Quoted(name)).Append(':');
            Append(text, value);
            separator = ",";
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonArray items)
    {
        text.Append('[');
        string separator = "";
        foreach (JsonNode? item in items)
        {
            text.Append(separator);
            Append(text, item);
            separator = ",";
        }

        text.Append(']');
    }

    private static void AppendValue(StringBuilder text, JsonValue value)
        => text.Append(value.GetValueKind() switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => Number(value.ToJsonString()),
            _ => Quoted(value.ToString()),
        });

    // 1, 1.0 and 1e0 are one value: whole numbers as digits where they fit, everything else as the shortest double.
    private static string Number(string token)
    {
        if (long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        return Number(double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>A number in its shortest form; what JSON has no number for as text.</summary>
    public static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            return Quoted(number.ToString(CultureInfo.InvariantCulture));
        }

        bool isWhole = double.IsInteger(number) && Math.Abs(number) < 1L << 53;
        return isWhole
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
