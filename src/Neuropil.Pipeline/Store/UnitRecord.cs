using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>What the store knows of one run of a unit: under which key, the outputs by content hash, what was told, how long it took.</summary>
internal sealed record UnitRecord(string KeyHash, IReadOnlyDictionary<string, string> Outputs, IReadOnlyList<UnitMessage> Messages, TimeSpan Duration)
{
    private const int Version = 2;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record with its key field by field.</summary>
    public string ToJson(UnitKey key) => new JsonObject
    {
        ["version"] = Version,
        ["key"] = KeyHash,
        ["fields"] = new JsonArray([.. key.Fields.Select(field => new JsonArray(field.Kind.ToString(), field.Name, field.Value))]),
        ["outputs"] = new JsonObject(Outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)output.Value))),
        ["messages"] = MessagesJson(),
        ["milliseconds"] = (long)Duration.TotalMilliseconds,
    }.ToJsonString(Readable);

    /// <summary>The messages alone, on one line.</summary>
    public JsonArray MessagesJson() => new([.. Messages.Select(message => new JsonArray(message.Kind.ToString(), message.Text))]);

    /// <summary>The record and its key in a text, or null where another version wrote it.</summary>
    public static (UnitRecord Record, UnitKey Key)? FromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        if (root.GetProperty("version").GetInt32() != Version)
        {
            return null;
        }

        UnitKey key = UnitKey.FromFields(root.GetProperty("fields").EnumerateArray().Select(field
            => new KeyField(Enum.Parse<KeyFieldKind>(field[0].GetString()!), field[1].GetString()!, field[2].GetString()!)));
        UnitRecord record = new(
            root.GetProperty("key").GetString()!,
            root.GetProperty("outputs").EnumerateObject().ToDictionary(output => output.Name, output => output.Value.GetString()!),
            MessagesIn(root.GetProperty("messages")),
            TimeSpan.FromMilliseconds(root.GetProperty("milliseconds").GetInt64()));
        return key.Hash == record.KeyHash ? (record, key) : null;
    }

    public static IReadOnlyList<UnitMessage> MessagesIn(JsonElement messages) =>
    [
        .. messages.EnumerateArray().Select(message => new UnitMessage(Enum.Parse<MessageKind>(message[0].GetString()!), message[1].GetString()!)),
    ];
}
