using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>The files of one table as inputs of a unit, and the part of its location that says more than which files they are.</summary>
/// <param name="Files">The files by their names below the location's fixed part, and the schema beside each where there is one.</param>
internal sealed record TableFiles(ByName<TableFiles.Part> Files)
{
    private const int MostLinesOfReadme = 1000;

    /// <summary>A file and the Frictionless schema beside it, which need not be there.</summary>
    public sealed record Part(FileInput File, FileInput Schema);

    /// <summary>The files that a location names now.</summary>
    /// <param name="location">An absolute path: a file, a folder, a glob, or a path with placeholders.</param>
    /// <param name="remedy">What to do when there is none.</param>
    public static TableFiles Of(string location, string remedy)
    {
        string tail = TailOf(location);
        string[] paths = tail.Length == 0 && !Directory.Exists(location) ? [location] : [.. TableSource.FilesOf(location)];
        string start = Directory.Exists(location) ? location : location[..(location.Length - tail.Length)];
        return new TableFiles(new ByName<Part>(paths.Select(path => (
            paths.Length == 1 && tail.Length == 0 ? "table" : Path.GetRelativePath(start, path).Replace('\\', '/'),
            new Part(new FileInput(path, Remedy: remedy + Provenance(path)), new FileInput(TableSource.SchemaPathOf(path), Optional: true))))));
    }

    // A table that is not shipped is told of in the folder that it belongs into.
    private static string Provenance(string path)
    {
        string readme = Path.Combine(Path.GetDirectoryName(path)!, "README.md");
        return !File.Exists(path) && File.Exists(readme) && File.ReadLines(readme).Take(MostLinesOfReadme).Any(line => line.Contains(Path.GetFileName(path), StringComparison.Ordinal))
            ? " README.md in its folder tells of it."
            : "";
    }

    /// <summary>The part of a location from its first glob or placeholder on; empty where it has none.</summary>
    public static string TailOf(string location)
    {
        int sign = location.AsSpan().IndexOfAny("*?{");
        return sign < 0 || File.Exists(location) ? string.Empty : location[(location.AsSpan(0, sign).LastIndexOfAny('/', '\\') + 1)..];
    }

    /// <summary>Where the table is, for its reader.</summary>
    /// <param name="context">The unit that reads it.</param>
    /// <param name="tail">What <see cref="TailOf"/> gave when the unit was declared.</param>
    public string Location(UnitContext context, string tail)
    {
        (string name, Part part) = Files[0];
        string path = context.PathOf(part.File);
        return tail.Length > 0 ? path[..^name.Length] + tail
            : name == "table" ? path
            : path[..^(name.Length + 1)];
    }
}
