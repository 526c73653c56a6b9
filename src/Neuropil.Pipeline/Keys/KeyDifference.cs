using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>Why a unit runs: what differs between its key and that of its last record, field by field, in words.</summary>
internal static class KeyDifference
{
    public static IReadOnlyList<string> Between(UnitKey last, UnitKey now)
    {
        Dictionary<(KeyFieldKind, string), string> before = last.Fields.ToDictionary(field => (field.Kind, field.Name), field => field.Value);
        Dictionary<(KeyFieldKind, string), string> after = now.Fields.ToDictionary(field => (field.Kind, field.Name), field => field.Value);

        return
        [
            .. before.Keys.Union(after.Keys)
                .OrderBy(field => field)
                .SelectMany(field => InWords(field.Item1, field.Item2, before.GetValueOrDefault(field), after.GetValueOrDefault(field))),
        ];
    }

    private static IEnumerable<string> InWords(KeyFieldKind kind, string name, string? before, string? after)
        => before == after ? [] : kind switch
        {
            KeyFieldKind.Format => [$"format version {before} → {after}"],
            KeyFieldKind.Order => [$"{name} {Names(before)} → {Names(after)}"],
            KeyFieldKind.Option => OptionInWords(null, name, before, after),
            KeyFieldKind.Input => [$"input {name} {InputVerb(before, after)}"],
            KeyFieldKind.Extension when before is not null && after is not null => [$"input {name} {before} → {after}"],
            KeyFieldKind.Extension => [],
            KeyFieldKind.Code => [$"code of {name} {Verb(before, after)}"],
            KeyFieldKind.Output => [$"output {name} {Verb(before, after)}"],
            _ => [$"{name} {Verb(before, after)}"],
        };

    // What is in a record that an option holds goes by its own name: MinSamples 7 → 6, and in it by both: Knn.Nu 0.03 → 0.05.
    private static IEnumerable<string> OptionInWords(string? prefix, string name, string? before, string? after)
    {
        if (before is null || after is null)
        {
            return [before is null ? $"{prefix}{name} new: {Plain(after!)}" : $"{prefix}{name} gone"];
        }

        return JsonNode.Parse(before) is JsonObject old && JsonNode.Parse(after) is JsonObject young
            ? old.Select(property => property.Key).Union(young.Select(property => property.Key))
                .Order(StringComparer.Ordinal)
                .Select(inner => (Name: inner, Before: TextOf(old, inner), After: TextOf(young, inner)))
                .Where(property => property.Before != property.After)
                .SelectMany(property => OptionInWords(InnerPrefix(prefix, name), property.Name, property.Before, property.After))
            : [$"{prefix}{name} {Plain(before)} → {Plain(after)}"];
    }

    private static string InnerPrefix(string? prefix, string name) => prefix is null ? "" : $"{prefix}{name}.";

    private static string? TextOf(JsonObject node, string name)
        => node.TryGetPropertyValue(name, out JsonNode? value) ? CanonicalJson.Of(value) : null;

    // A text stands without its quotation marks: Model knn → xgb.
    private static string Plain(string json) => json is ['"', .. string text, '"'] ? text : json;

    private static string Names(string? list) => list is null ? "none" : list.Trim('[', ']').Replace("\"", "", StringComparison.Ordinal);

    private static string InputVerb(string? before, string? after) => (before, after) switch
    {
        (null or UnitKey.Absent, _) => "new",
        (_, null or UnitKey.Absent) => "gone",
        _ => "changed",
    };

    private static string Verb(string? before, string? after) => (before, after) switch
    {
        (null, _) => "new",
        (_, null) => "gone",
        _ => "changed",
    };
}
