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

    private ArtifactLock(IReadOnlyList<LockedOutput> outputs, CellHashes cells)
    {
        Outputs = outputs;
        Cells = cells;
    }

    /// <summary>The outputs, in the order of the graph.</summary>
    public IReadOnlyList<LockedOutput> Outputs { get; }

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
        return new ArtifactLock(outputs, CellHashes.Of(outputs.Select(output => output.Path), artifactsFolder));
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
            return new ArtifactLock(outputs, CellHashes.Read(CellsPath(path)));
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
