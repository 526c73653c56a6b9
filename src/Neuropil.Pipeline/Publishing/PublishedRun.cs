using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary><c>run.json</c>: which run the published files are of.</summary>
/// <param name="Study">The study's name; null where it has none.</param>
/// <param name="Tables">The user's files that were read: path and content hash.</param>
/// <param name="Units">Every unit whose outputs are published, by name.</param>
internal sealed record PublishedRun(string? Study, IReadOnlyDictionary<string, string> Tables, IReadOnlyDictionary<string, PublishedUnit> Units)
{
    public const string FileName = "run.json";
    private const string Format = "neuropil-run";
    private const int Version = 1;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Which version of which program made it.</summary>
    public string WrittenBy { get; init; } = $"Neuropil {typeof(PublishedRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}, .NET {Environment.Version}";

    /// <summary>How long the run took, as far as it is known.</summary>
    public double Seconds { get; init; }

    /// <summary>Every published file with its content hash.</summary>
    public IReadOnlyDictionary<string, string> Files
        => field ??= Units.Values.SelectMany(unit => unit.Outputs).ToDictionary(output => output.Key, output => output.Value, StringComparer.Ordinal);

    /// <summary>The run in a folder; null where there is none, or its file is damaged.</summary>
    public static PublishedRun? In(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return FileStamp.Of(path) is null ? null : FromJson(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The run in a text; null where it is none.</summary>
    public static PublishedRun? FromJson(string json)
    {
        try
        {
            JsonElement root = JsonDocument.Parse(json).RootElement;
            return root.GetProperty("format").GetString() == Format && root.GetProperty("version").GetInt32() == Version
                ? new PublishedRun(
                    root.GetProperty("study").GetString(),
                    root.GetProperty("tables").EnumerateArray().ToDictionary(table => Text(table, "path"), table => Text(table, "sha256")),
                    root.GetProperty("units").EnumerateObject().ToDictionary(unit => unit.Name, unit => UnitIn(unit.Value)))
                {
                    WrittenBy = Text(root, "writtenBy"),
                    Seconds = root.GetProperty("seconds").GetDouble(),
                }
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether two runs are of the same study, tables, parameters and code, with the same results.</summary>
    public bool IsSameAs(PublishedRun other) => Study == other.Study && Same(Tables, other.Tables)
        && Units.Count == other.Units.Count
        && Units.All(unit => other.Units.TryGetValue(unit.Key, out PublishedUnit? same) && same.Key == unit.Value.Key && Same(same.Outputs, unit.Value.Outputs));

    public string ToJson(TimeSpan duration) => new JsonObject
    {
        ["format"] = Format,
        ["version"] = Version,
        ["writtenBy"] = WrittenBy,
        ["study"] = Study,
        ["seconds"] = Math.Round(duration.TotalSeconds, 3),
        ["tables"] = new JsonArray([.. Tables.Select(table => new JsonObject { ["path"] = table.Key, ["sha256"] = table.Value })]),
        ["units"] = new JsonObject(Units.Select(unit => KeyValuePair.Create(unit.Key, (JsonNode?)new JsonObject
        {
            ["key"] = unit.Value.Key,
            ["milliseconds"] = unit.Value.Milliseconds,
            ["options"] = unit.Value.Origin.Options.DeepClone(),
            ["inputs"] = ObjectOf(unit.Value.Origin.Inputs),
            ["code"] = ObjectOf(unit.Value.Origin.Code),
            ["outputs"] = ObjectOf(unit.Value.Outputs),
        }))),
    }.ToJsonString(Readable) + "\n";

    private static PublishedUnit UnitIn(JsonElement unit) => new(
        Text(unit, "key"),
        unit.GetProperty("milliseconds").GetInt64(),
        () => new PublishedOrigin(JsonObject.Create(unit.GetProperty("options"))!, TextsIn(unit, "inputs"), TextsIn(unit, "code")),
        TextsIn(unit, "outputs"));

    // What an earlier version did not write is empty.
    private static Dictionary<string, string> TextsIn(JsonElement unit, string name) => unit.TryGetProperty(name, out JsonElement texts)
        ? texts.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal)
        : [];

    private static JsonObject ObjectOf(IReadOnlyDictionary<string, string> texts) => new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    private static string Text(JsonElement element, string name)
        => element.GetProperty(name).GetString() ?? throw new InvalidOperationException($"{name} is null.");

    private static bool Same(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second)
        => first.Count == second.Count && first.All(entry => second.TryGetValue(entry.Key, out string? value) && value == entry.Value);
}
