using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>What the store knows of one run of a unit: the key field by field, the outputs by content hash, and what was told.</summary>
internal sealed record UnitRecord(UnitKey Key, IReadOnlyDictionary<string, string> Outputs, IReadOnlyList<UnitMessage> Messages, TimeSpan Duration)
{
    private const int Version = 2;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => new JsonObject
    {
        ["version"] = Version,
        ["key"] = Key.Hash,
        ["fields"] = new JsonArray([.. Key.Fields.Select(field => new JsonArray(field.Kind.ToString(), field.Name, field.Value))]),
        ["outputs"] = new JsonObject(Outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)output.Value))),
        ["messages"] = new JsonArray([.. Messages.Select(message => new JsonArray(message.Kind.ToString(), message.Text))]),
        ["milliseconds"] = (long)Duration.TotalMilliseconds,
    }.ToJsonString(Readable);

    /// <summary>The record in a text, or null where another version wrote it.</summary>
    public static UnitRecord? FromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        if (root.GetProperty("version").GetInt32() != Version)
        {
            return null;
        }

        return new UnitRecord(
            UnitKey.FromFields(root.GetProperty("fields").EnumerateArray().Select(field
                => new KeyField(Enum.Parse<KeyFieldKind>(field[0].GetString()!), field[1].GetString()!, field[2].GetString()!))),
            root.GetProperty("outputs").EnumerateObject().ToDictionary(output => output.Name, output => output.Value.GetString()!),
            [.. root.GetProperty("messages").EnumerateArray().Select(message
                => new UnitMessage(Enum.Parse<MessageKind>(message[0].GetString()!), message[1].GetString()!))],
            TimeSpan.FromMilliseconds(root.GetProperty("milliseconds").GetInt64()));
    }
}
