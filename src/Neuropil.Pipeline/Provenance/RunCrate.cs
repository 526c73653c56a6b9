using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>Where the parts of a run lie in a crate, and what it is called.</summary>
/// <param name="Name">The name of the crate.</param>
/// <param name="Description">What it holds, in a sentence or two.</param>
/// <param name="License">The identifier of its licence, as an SPDX page.</param>
/// <param name="Workflow">The file that declares the workflow.</param>
/// <param name="Settings">The settings file of the study.</param>
/// <param name="Results">The folder of the results.</param>
/// <param name="Others">Other files that are told of, with a sentence each.</param>
public sealed record CrateDescription(
    string Name, string Description, Uri License, string Workflow, string Settings, string Results, IReadOnlyDictionary<string, string> Others);

/// <summary>
/// A run as a Provenance Run Crate: workflow, steps and tools as they were meant, and what each unit read and left when it ran.
/// </summary>
/// <remarks>RO-Crate 1.1; Workflow Run RO-Crate 0.5: Process, Workflow and Provenance Run Crate; Workflow RO-Crate 1.0.</remarks>
internal static class RunCrate
{
    public const string FileName = "ro-crate-metadata.json";
    private const string Workflow10 = "https://w3id.org/workflowhub/workflow-ro-crate/1.0";
    private const string Run = "#run";
    private const string Engine = "#neuropil";
    private const string Language = "#csharp";
    private static readonly string[] Profiles = ["process", "workflow", "provenance"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The crate of a run.</summary>
    /// <param name="run">What was shown.</param>
    /// <param name="ended">When it was published, UTC.</param>
    /// <param name="tables">For each of the run's tables its place in the crate.</param>
    /// <param name="crate">What else is in it.</param>
    public static string Of(PublishedRun run, DateTime ended, IReadOnlyDictionary<string, string> tables, CrateDescription crate)
    {
        Dictionary<string, string> placeOf = [];
        foreach ((string path, string hash) in run.Tables.Where(table => tables.ContainsKey(table.Key)))
        {
            placeOf.TryAdd(hash, tables[path]);
        }

        foreach ((string path, string hash) in run.Files)
        {
            placeOf.TryAdd(hash, $"{crate.Results}/{path}");
        }

        string[] inputs = [.. tables.Values.Order(StringComparer.Ordinal)];
        string[] results = [.. run.Files.Keys.Select(path => $"{crate.Results}/{path}")];
        string[] stages = [.. run.Units.Keys.Select(StageOf).Distinct()];
        List<JsonNode> graph =
        [
            new JsonObject
            {
                ["@id"] = FileName,
                ["@type"] = "CreativeWork",
                ["about"] = Reference("./"),
                ["conformsTo"] = References("https://w3id.org/ro/crate/1.1", Workflow10),
            },
            new JsonObject
            {
                ["@id"] = "./",
                ["@type"] = "Dataset",
                ["name"] = crate.Name,
                ["description"] = crate.Description,
                ["datePublished"] = Time(ended),
                ["license"] = Reference(crate.License.ToString()),
                ["conformsTo"] = References([.. Profiles.Select(ProfileId), Workflow10]),
                ["hasPart"] = References([crate.Workflow, crate.Settings, .. crate.Others.Keys, .. inputs, .. results]),
                ["mainEntity"] = Reference(crate.Workflow),
                ["mentions"] = References([Run, "#orchestration", .. run.Units.Keys.Select(ActionId)]),
            },
            .. Profiles.Select(profile => Named(ProfileId(profile), "CreativeWork", $"{char.ToUpperInvariant(profile[0])}{profile[1..]} Run Crate", ("version", "0.5"))),
            Named(Workflow10, "CreativeWork", "Workflow RO-Crate", ("version", "1.0")),
            Named(crate.License.ToString(), "CreativeWork", Path.GetFileNameWithoutExtension(crate.License.AbsolutePath)),
            new JsonObject
            {
                ["@id"] = crate.Workflow,
                ["@type"] = new JsonArray("File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"),
                ["name"] = "The study as a graph of units",
                ["programmingLanguage"] = Reference(Language),
                ["license"] = Reference(crate.License.ToString()),
                ["input"] = References([.. inputs.Select(ParameterId)]),
                ["output"] = References([.. results.Select(ParameterId)]),
                ["hasPart"] = References([.. stages.Select(ToolId)]),
                ["step"] = References([.. run.Units.Keys.Select(StepId)]),
            },
            Named(Language, "ComputerLanguage", "C#", ("url", "https://learn.microsoft.com/dotnet/csharp/")),
            Named(Engine, "SoftwareApplication", run.WrittenBy, ("softwareVersion", run.WrittenBy)),
            Named(crate.Settings, "File", "The settings of the study"),
            .. crate.Others.Select(other => Named(other.Key, "File", Path.GetFileName(other.Key), ("description", other.Value))),
            .. inputs.Concat(results).SelectMany(path => FileAndParameter(path)),
            .. stages.Select(stage => Named(ToolId(stage), "SoftwareApplication", stage)),
            .. run.Units.Keys.Select((unit, index) => Step(unit, index)),
            new JsonObject
            {
                ["@id"] = Run,
                ["@type"] = "CreateAction",
                ["name"] = $"Run of the study {run.Study ?? "of cake.config"}",
                ["instrument"] = Reference(crate.Workflow),
                ["startTime"] = Time(ended - TimeSpan.FromSeconds(run.Seconds)),
                ["endTime"] = Time(ended),
                ["actionStatus"] = Reference("http://schema.org/CompletedActionStatus"),
                ["object"] = References([crate.Settings, .. inputs]),
                ["result"] = References(results),
            },
            new JsonObject
            {
                ["@id"] = "#orchestration",
                ["@type"] = "OrganizeAction",
                ["name"] = $"Run of {run.WrittenBy}",
                ["instrument"] = Reference(Engine),
                ["object"] = References([.. run.Units.Keys.Select(ControlId)]),
                ["result"] = Reference(Run),
            },
            .. run.Units.SelectMany(unit => ActionsOf(unit.Key, unit.Value, placeOf, crate.Results)),
        ];
        return new JsonObject
        {
            ["@context"] = new JsonArray("https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"),
            ["@graph"] = new JsonArray([.. graph]),
        }.ToJsonString(Readable) + "\n";
    }

    private static IEnumerable<JsonNode> ActionsOf(string name, PublishedUnit unit, Dictionary<string, string> placeOf, string results)
    {
        (string Id, string Name, string Value)[] options =
            [.. unit.Origin.Options.Select(option => ($"#option-{Uri.EscapeDataString(name)}-{Uri.EscapeDataString(option.Key)}", option.Key, CanonicalJson.Of(option.Value)))];
        yield return new JsonObject
        {
            ["@id"] = ActionId(name),
            ["@type"] = "CreateAction",
            ["name"] = $"Run of {name}",
            ["instrument"] = Reference(ToolId(StageOf(name))),
            ["object"] = References([.. unit.Origin.Inputs.Values.Where(placeOf.ContainsKey).Select(hash => placeOf[hash]).Distinct(), .. options.Select(option => option.Id)]),
            ["result"] = References([.. unit.Outputs.Keys.Select(path => $"{results}/{path}")]),
            ["identifier"] = unit.Key,
        };
        yield return new JsonObject
        {
            ["@id"] = ControlId(name),
            ["@type"] = "ControlAction",
            ["name"] = $"Orchestration of {name}",
            ["instrument"] = Reference(StepId(name)),
            ["object"] = Reference(ActionId(name)),
        };
        foreach ((string id, string option, string value) in options)
        {
            yield return Named(id, "PropertyValue", option, ("value", value));
        }
    }

    private static IEnumerable<JsonNode> FileAndParameter(string path)
    {
        yield return new JsonObject
        {
            ["@id"] = path,
            ["@type"] = "File",
            ["name"] = Path.GetFileName(path),
            ["exampleOfWork"] = Reference(ParameterId(path)),
        };
        yield return new JsonObject
        {
            ["@id"] = ParameterId(path),
            ["@type"] = "FormalParameter",
            ["additionalType"] = "File",
            ["conformsTo"] = Reference("https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"),
            ["name"] = path,
        };
    }

    private static JsonObject Step(string unit, int index) => new()
    {
        ["@id"] = StepId(unit),
        ["@type"] = "HowToStep",
        ["name"] = unit,
        ["position"] = index.ToString(CultureInfo.InvariantCulture),
        ["workExample"] = Reference(ToolId(StageOf(unit))),
    };

    private static JsonObject Named(string id, string type, string name, params (string Key, string Value)[] more)
    {
        JsonObject entity = new() { ["@id"] = id, ["@type"] = type, ["name"] = name };
        foreach ((string key, string value) in more)
        {
            entity[key] = value;
        }

        return entity;
    }

    private static JsonObject Reference(string id) => new() { ["@id"] = id };

    private static JsonArray References(params string[] ids) => new([.. ids.Select(Reference)]);

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string StageOf(string unit) => unit.Split('[')[0];

    private static string ProfileId(string profile) => $"https://w3id.org/ro/wfrun/{profile}/0.5";

    private static string ToolId(string stage) => $"#tool-{stage}";

    private static string StepId(string unit) => $"#step-{Uri.EscapeDataString(unit)}";

    private static string ActionId(string unit) => $"#action-{Uri.EscapeDataString(unit)}";

    private static string ControlId(string unit) => $"#control-{Uri.EscapeDataString(unit)}";

    private static string ParameterId(string path) => $"#parameter-{Uri.EscapeDataString(path)}";
}
