using System.Security.Cryptography;
using System.Text.Json;

namespace Neuropil.Endurance;

/// <summary>What a folder of results shows, read from <c>run.json</c> and from the files themselves, by none of the engine's code.</summary>
internal static class Shown
{
    // What is no result: the engine's own folders, and what it prepares beside them.
    private static readonly string[] Own = ["store", "run.json", ".next", ".old"];

    /// <summary>Every published file with its hash as <c>run.json</c> has it; null where no run is shown.</summary>
    public static SortedDictionary<string, string>? Told(string artifacts)
    {
        string path = Path.Combine(artifacts, "run.json");
        if (!File.Exists(path))
        {
            return null;
        }

        using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(
            run.RootElement.GetProperty("units").EnumerateObject()
                .SelectMany(unit => unit.Value.GetProperty("outputs").EnumerateObject())
                .ToDictionary(output => output.Name, output => output.Value.GetString()!),
            StringComparer.Ordinal);
    }

    /// <summary>Every file that is there beside the engine's own, with its hash.</summary>
    public static SortedDictionary<string, string> There(string artifacts) => new(
        Directory.EnumerateFiles(artifacts, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(artifacts, path).Replace('\\', '/'))
            .Where(path => !Own.Contains(path.Split('/')[0]))
            .ToDictionary(path => path, path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(artifacts, path))))),
        StringComparer.Ordinal);

    /// <summary>What keeps the folder from showing one whole run: nothing where it shows none.</summary>
    public static IReadOnlyList<string> Faults(string artifacts)
        => Directory.Exists(artifacts) && Told(artifacts) is { } told ? Differences(told, There(artifacts)) : [];

    public static IReadOnlyList<string> Differences(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual) =>
    [
        .. expected.Keys.Except(actual.Keys).Select(path => $"{path} is missing"),
        .. actual.Keys.Except(expected.Keys).Select(path => $"{path} is of another run"),
        .. expected.Keys.Intersect(actual.Keys).Where(path => expected[path] != actual[path]).Select(path => $"{path} has other bytes"),
    ];
}
