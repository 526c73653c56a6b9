using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>Opens what verbs read.</summary>
internal static class TableInput
{
    /// <summary>Reads a table from a file, a pipe or standard input, and tells what one should know of it.</summary>
    public static Table Read(Arguments arguments, string path, bool hasHeader)
    {
        string file = Find(path, "a table");
        using TableSource source = TableSource.Open(new TableRequest(file) { Header = hasHeader ? HeaderRows.Auto : HeaderRows.None, UseSchema = false });
        if (hasHeader && source.Columns.All(IsNumber))
        {
            Notes.Warning(
                $"{Shown(path)}: every name in the header is a number ({ForeignText.Shown(string.Join(", ", source.Columns.Take(5)))}); if the first row is data, give --no-header.");
        }

        Table table = source.Read();
        foreach (string note in source.Notes.Distinct())
        {
            Notes.Note(arguments, StreamedInput.InOwnWords(note));
        }

        return table;
    }

    /// <summary>Opens a model for reading.</summary>
    /// <param name="path">A file, a pipe, or - for standard input.</param>
    /// <param name="load">Reads it; the text is what errors call it.</param>
    /// <param name="wrote">What writes such a file, as <c>umap fit --model</c>.</param>
    public static T Model<T>(string path, Func<Stream, string, T> load, string wrote)
        => Foreign(
            path,
            (stream, name) => stream.CanSeek && IsPickle(stream)
                ? throw new ModelFormatException($"{name} was written by Python (pickle or joblib); expected a file that {wrote} wrote. neuropil import makes one of it.")
                : load(stream, name),
            wrote);

    /// <summary>Opens what another program wrote, as <see cref="Model"/>.</summary>
    public static T Foreign<T>(string path, Func<Stream, string, T> load, string wrote)
    {
        FilePlace place = FilePlace.OfInput(path);
        RequireFile(place, path, $"a file that {wrote} wrote");
        using Stream stream = place.OpenRead();
        return load(stream, Shown(path));
    }

    /// <summary>Where one or several tables lie: a file, a folder, a path with * or {name}; a pipe as the file that keeps it.</summary>
    public static string Location(string path)
        => Directory.Exists(path) || (path.AsSpan().IndexOfAny("*?{") >= 0 && !File.Exists(path)) ? path : Find(path, "a table or a folder of tables");

    /// <summary>What messages call an input.</summary>
    public static string Shown(string path) => path == "-" ? "standard input" : ForeignText.Escaped(path);

    private static string Find(string path, string expected)
    {
        FilePlace place = FilePlace.OfInput(path);
        RequireFile(place, path, expected);

        // Braces are placeholders to the table's reader, not part of a name.
        return place.IsStream || (place.Exists && path.Contains('{', StringComparison.Ordinal)) ? StreamedInput.Keep(place, Shown(path)) : path;
    }

    private static void RequireFile(FilePlace place, string path, string expected)
    {
        if (place.Descriptor is not null)
        {
            return;
        }

        if (Directory.Exists(place.Path))
        {
            throw new IOException($"{path} is a folder; expected {expected}. Name a file in it.");
        }

        if (!place.Exists)
        {
            string? folder = Path.GetDirectoryName(place.Path);
            string near = folder is null || !Directory.Exists(folder)
                ? $" (nor does the folder {folder})"
                : NearestName.Suggestion(Path.GetFileName(place.Path), Directory.EnumerateFiles(folder).Take(10_000).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal));
            throw new FileNotFoundException($"{path} does not exist{near}; expected {expected}. Check the path.");
        }
    }

    /// <summary>Whether a file begins as pickles do, plain or packed by zlib, and no model in text does.</summary>
    private static bool IsPickle(Stream stream)
    {
        int first = stream.ReadByte();
        stream.Position = 0;
        return first is 0x80 or 0x78;
    }

    private static bool IsNumber(string name)
        => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            || (name.StartsWith("column", StringComparison.Ordinal) && int.TryParse(name.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
