using System.Text.Json;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>
/// A Frictionless Table Schema (specs.frictionlessdata.io/table-schema) of a table: its columns' types, meanings and constraints, its key, and
/// its codes for missing values. It stands beside the table as <c>NAME.schema.json</c>.
/// </summary>
public sealed class TableSchema
{
    private const int LongestFile = 1 << 22;

    /// <summary>A schema of columns.</summary>
    public TableSchema(IReadOnlyList<SchemaField> fields) => Fields = fields;

    /// <summary>The columns that are told.</summary>
    public IReadOnlyList<SchemaField> Fields { get; }

    /// <summary>Codes for a missing value, in every column.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [""];

    /// <summary>The columns that together name a row; none: no key is told.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>The schema of a table as this project writes it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="meanings">What its columns mean, by name.</param>
    /// <param name="key">The columns that together name a row.</param>
    public static TableSchema Of(Table table, IReadOnlyDictionary<string, string>? meanings = null, params IReadOnlyList<string> key)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new TableSchema([.. table.Columns.Select(column => new SchemaField(column.Name, column.Stored switch
        {
            StoredKind.Number => "number",
            StoredKind.Integer or StoredKind.Long or StoredKind.Unsigned => "integer",
            _ => "string",
        })
        { Description = meanings?.GetValueOrDefault(column.Name) })])
        { PrimaryKey = key };
    }

    /// <summary>The schema beside a table; null where there is none.</summary>
    /// <exception cref="TableException">It is no Table Schema.</exception>
    internal static TableSchema? Beside(string path, string name)
    {
        string file = TableSource.SchemaPathOf(path);
        return File.Exists(file) ? Read(file, TableSource.SchemaPathOf(name)) : null;
    }

    /// <summary>Reads a schema.</summary>
    internal static TableSchema Read(string path, string name)
    {
        try
        {
            using FileStream stream = FileInspection.Open(path);
            if (stream.Length > LongestFile)
            {
                throw Wrong(name, FormattableString.Invariant($"has {stream.Length} bytes"));
            }

            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("fields", out JsonElement fields) || fields.ValueKind != JsonValueKind.Array)
            {
                throw Wrong(name, "has no list 'fields'");
            }

            return new TableSchema([.. fields.EnumerateArray().Select(field => SchemaField.Read(field, fault => Wrong(name, fault)))])
            {
                MissingValues = root.TryGetProperty("missingValues", out JsonElement missing) ? Texts(missing, name, "missingValues") : [""],
                PrimaryKey = root.TryGetProperty("primaryKey", out JsonElement key) ? Texts(key, name, "primaryKey") : [],
            };
        }
        catch (JsonException exception)
        {
            throw FileInspection.Problem(
                name, "is no JSON: " + ForeignText.Shown(exception.Message), "a Frictionless Table Schema", "Correct it, or take it away from beside the table.", exception);
        }
    }

    /// <summary>Writes the schema as JSON, the same bytes each time.</summary>
    public void Write(Stream stream)
    {
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://datapackage.org/profiles/1.0/tableschema.json");
        writer.WriteStartArray("fields");
        foreach (SchemaField field in Fields)
        {
            field.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("missingValues");
        foreach (string code in MissingValues)
        {
            writer.WriteStringValue(code);
        }

        writer.WriteEndArray();
        if (PrimaryKey.Count > 0)
        {
            writer.WriteStartArray("primaryKey");
            foreach (string column in PrimaryKey)
            {
                writer.WriteStringValue(column);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.Flush();
        stream.Write("\n"u8);
    }

    private static List<string> Texts(JsonElement list, string name, string property)
        => list.ValueKind == JsonValueKind.String ? [list.GetString()!]
            : list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(text => text.ValueKind is JsonValueKind.String or JsonValueKind.Object)
                ? [.. list.EnumerateArray().Select(text => text.ValueKind == JsonValueKind.String ? text.GetString()! : text.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty)]
                : throw Wrong(name, $"has a '{property}' that is no list of texts");

    private static TableException Wrong(string name, string fault)
        => FileInspection.Problem(name, fault, "a Frictionless Table Schema", "Correct it, or take it away from beside the table.");
}
