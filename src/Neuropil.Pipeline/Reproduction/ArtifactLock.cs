using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>
/// The results that a study is expected to give, by content hash: tables and models, not pictures. It is committed beside the data.
/// A second file, <c>.cells</c>, holds a few bits of each cell, so that a difference can be named even where the expected table is
/// not at hand.
/// </summary>
public sealed class ArtifactLock
{
    private const string Format = "neuropil-lock";
    private const int Version = 1;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    private ArtifactLock(IReadOnlyList<LockedOutput> outputs, CellHashes cells, IReadOnlyDictionary<string, string>? tables)
    {
        Outputs = outputs;
        Tables = tables;
        Cells = cells;
    }

    /// <summary>The outputs, in the order of the graph.</summary>
    public IReadOnlyList<LockedOutput> Outputs { get; }

    /// <summary>The tables that the results are of, path and content hash; null where an earlier version wrote the lock, which does not tell.</summary>
    public IReadOnlyDictionary<string, string>? Tables { get; }

    internal CellHashes Cells { get; }

    /// <summary>The lock of the results that a run left under their published names.</summary>
    /// <param name="graph">Every unit.</param>
    /// <param name="report">A run of all of them that succeeded.</param>
    /// <param name="artifactsFolder">Where the results were published.</param>
    public static ArtifactLock Of(IReadOnlyList<Unit> graph, RunReport report, string artifactsFolder)
    {
        Dictionary<UnitId, UnitResult> results = report.Units.ToDictionary(unit => unit.Id);
        LockedOutput[] outputs =
        [
            .. new UnitGraph(graph).Units
                .Where(unit => results.ContainsKey(unit.Id))
                .SelectMany(unit => unit.OutputFiles
                    .Where(output => output.Locked)
                    .Select(output => new LockedOutput(
                        unit.Id.ToString(),
                        output.Name,
                        output.PublishedPath,
                        results[unit.Id].Outputs[output.Name]))),
        ];
        return new ArtifactLock(outputs, CellHashes.Of(outputs.Select(output => output.Path), artifactsFolder), PublishedRun.In(artifactsFolder) is { } run ? RunSide.UserTables(run) : null);
    }

    /// <summary>The lock of a run that is shown, as far as it went.</summary>
    internal static ArtifactLock OfShown(IReadOnlyList<Unit> graph, PublishedRun run, string resultsFolder)
    {
        LockedOutput[] outputs =
        [
            .. new UnitGraph(graph).Units.SelectMany(unit => unit.OutputFiles
                .Where(output => output.Locked && run.Files.ContainsKey(output.PublishedPath))
                .Select(output => new LockedOutput(unit.Id.ToString(), output.Name, output.PublishedPath, run.Files[output.PublishedPath]))),
        ];
        return new ArtifactLock(outputs, CellHashes.Of(outputs.Select(output => output.Path), resultsFolder), RunSide.UserTables(run));
    }

    /// <summary>How the tables differ from those that the results are of, a line each; none where they do not, or the lock does not tell.</summary>
    /// <param name="graph">Every unit of the study as it is now.</param>
    public IReadOnlyList<string> OtherTables(IReadOnlyList<Unit> graph)
    {
        if (Tables is null)
        {
            return [];
        }

        HashSet<string> units = [.. Outputs.Select(output => output.Unit)];
        Dictionary<string, string> now = [];
        foreach (string path in graph.Where(unit => units.Contains(unit.Id.ToString())).SelectMany(unit => unit.FileInputs).Select(input => Path.GetFullPath(input.File.Path)).Distinct().Where(File.Exists))
        {
            string? known = Tables.Keys.FirstOrDefault(table => Path.GetFileName(table) == Path.GetFileName(path) && !now.ContainsKey(table));
            now[known ?? path] = ContentHash.OfFile(path);
        }

        return TableIdentity.Differences(Tables, now);
    }

    /// <summary>Reads a lock.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">The file is not a lock, or a later version wrote it.</exception>
    public static ArtifactLock Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} does not exist: there is nothing to compare with. --target=Lock writes it.", path);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format || root.GetProperty("version").GetInt32() != Version)
            {
                throw new InvalidDataException($"{path}: expected format '{Format}', version {Version}. --target=Lock writes it anew.");
            }

            LockedOutput[] outputs =
            [
                .. root.GetProperty("outputs").EnumerateArray().Select(output => new LockedOutput(
                    output.GetProperty("unit").GetString()!,
                    output.GetProperty("output").GetString()!,
                    output.GetProperty("path").GetString()!,
                    output.GetProperty("sha256").GetString()!)),
            ];
            Dictionary<string, string>? tables = root.TryGetProperty("tables", out JsonElement named)
                ? named.EnumerateArray().ToDictionary(table => table.GetProperty("path").GetString()!, table => table.GetProperty("sha256").GetString()!, StringComparer.Ordinal)
                : null;
            return new ArtifactLock(outputs, CellHashes.Read(CellsPath(path)), tables);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is not a lock: {exception.Message} --target=Lock writes it anew.", exception);
        }
    }

    /// <summary>Writes the lock, and its cells beside it.</summary>
    public void Write(string path)
    {
        JsonObject root = new()
        {
            ["format"] = Format,
            ["version"] = Version,
            ["tables"] = new JsonArray([.. (Tables ?? new Dictionary<string, string>()).Select(table => new JsonObject { ["path"] = table.Key, ["sha256"] = table.Value })]),
            ["outputs"] = new JsonArray([.. Outputs.Select(output => new JsonObject
            {
                ["unit"] = output.Unit,
                ["output"] = output.Output,
                ["path"] = output.Path,
                ["sha256"] = output.Hash,
            })]),
        };
        File.WriteAllText(path, root.ToJsonString(Readable) + "\n");
        Cells.Write(CellsPath(path));
    }

    private static string CellsPath(string path) => path + ".cells";
}
