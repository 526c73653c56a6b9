using System.Text.Json;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>A column as a Table Schema tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">string, number, integer, boolean, date, time, datetime, year, any, …</param>
public sealed record SchemaField(string Name, string Type)
{
    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>Whether no cell may be missing.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether no value may stand in two rows.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The least number allowed.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number allowed.</summary>
    public double? Maximum { get; init; }

    /// <summary>The texts allowed; null: any.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>A regular expression that the whole text must fit; null: any.</summary>
    public string? Pattern { get; init; }

    internal static SchemaField Read(JsonElement field, Func<string, TableException> wrong)
    {
        if (field.ValueKind != JsonValueKind.Object || Text(field, "name") is not { Length: > 0 } name)
        {
            throw wrong("has a field without a name");
        }

        SchemaField read = new(name, Text(field, "type") ?? "any") { Description = Text(field, "description") ?? Text(field, "title") };
        if (!field.TryGetProperty("constraints", out JsonElement constraints) || constraints.ValueKind != JsonValueKind.Object)
        {
            return read;
        }

        return read with
        {
            IsRequired = IsTrue(constraints, "required"),
            IsUnique = IsTrue(constraints, "unique"),
            Minimum = Number(constraints, "minimum", name, wrong),
            Maximum = Number(constraints, "maximum", name, wrong),
            Pattern = Text(constraints, "pattern"),
            Allowed = constraints.TryGetProperty("enum", out JsonElement allowed) && allowed.ValueKind == JsonValueKind.Array
                ? [.. allowed.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText())]
                : null,
        };
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("type", Type);
        if (Description is not null)
        {
            writer.WriteString("description", Description);
        }

        if (IsRequired || IsUnique || Minimum is not null || Maximum is not null || Allowed is not null || Pattern is not null)
        {
            writer.WriteStartObject("constraints");
            WriteConstraints(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteConstraints(Utf8JsonWriter writer)
    {
        if (IsRequired)
        {
            writer.WriteBoolean("required", true);
        }

        if (IsUnique)
        {
            writer.WriteBoolean("unique", true);
        }

        if (Minimum is double minimum)
        {
            writer.WriteNumber("minimum", minimum);
        }

        if (Maximum is double maximum)
        {
            writer.WriteNumber("maximum", maximum);
        }

        if (Pattern is not null)
        {
            writer.WriteString("pattern", Pattern);
        }

        if (Allowed is not null)
        {
            writer.WriteStartArray("enum");
            foreach (string value in Allowed)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }
    }

    private static string? Text(JsonElement element, string property)
        => element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement element, string property) => element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A bound as a number or as text; bounds of dates are not compared.</summary>
    private static double? Number(JsonElement element, string property, string name, Func<string, TableException> wrong)
        => !element.TryGetProperty(property, out JsonElement value) ? null
            : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
            : value.ValueKind == JsonValueKind.String ? TableNumber.TryParse(System.Text.Encoding.UTF8.GetBytes(value.GetString()!), out double number) && double.IsFinite(number) ? number : null
            : throw wrong($"has a {property} of the field '{ForeignText.Shown(name)}' that is no number");
}
