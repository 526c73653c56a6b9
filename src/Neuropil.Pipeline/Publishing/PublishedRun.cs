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

    /// <summary>Every published file with its content hash.</summary>
    public IReadOnlyDictionary<string, string> Files
        => field ??= Units.Values.SelectMany(unit => unit.Outputs).ToDictionary(output => output.Key, output => output.Value, StringComparer.Ordinal);

    /// <summary>The run in a folder; null where there is none, or its file is damaged.</summary>
    public static PublishedRun? In(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (FileStamp.Of(path) is null)
        {
            return null;
        }

        try
        {
            JsonElement root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            return root.GetProperty("format").GetString() == Format && root.GetProperty("version").GetInt32() == Version
                ? new PublishedRun(
                    root.GetProperty("study").GetString(),
                    root.GetProperty("tables").EnumerateArray().ToDictionary(table => Text(table, "path"), table => Text(table, "sha256")),
                    root.GetProperty("units").EnumerateObject().ToDictionary(unit => unit.Name, unit => UnitIn(unit.Value)))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
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
        ["writtenBy"] = $"Neuropil {typeof(PublishedRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}, .NET {Environment.Version}",
        ["study"] = Study,
        ["seconds"] = Math.Round(duration.TotalSeconds, 3),
        ["tables"] = new JsonArray([.. Tables.Select(table => new JsonObject { ["path"] = table.Key, ["sha256"] = table.Value })]),
        ["units"] = new JsonObject(Units.Select(unit => KeyValuePair.Create(unit.Key, (JsonNode?)new JsonObject
        {
            ["key"] = unit.Value.Key,
            ["milliseconds"] = unit.Value.Milliseconds,
            ["options"] = unit.Value.Options.DeepClone(),
            ["outputs"] = new JsonObject(unit.Value.Outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)output.Value))),
        }))),
    }.ToJsonString(Readable) + "\n";

    private static PublishedUnit UnitIn(JsonElement unit) => new(
        Text(unit, "key"),
        unit.GetProperty("milliseconds").GetInt64(),
        () => JsonObject.Create(unit.GetProperty("options"))!,
        unit.GetProperty("outputs").EnumerateObject().ToDictionary(output => output.Name, output => output.Value.GetString()!));

    private static string Text(JsonElement element, string name)
        => element.GetProperty(name).GetString() ?? throw new InvalidOperationException($"{name} is null.");

    private static bool Same(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second)
        => first.Count == second.Count && first.All(entry => second.TryGetValue(entry.Key, out string? value) && value == entry.Value);
}
