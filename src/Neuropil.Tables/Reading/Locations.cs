using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Finds the files that a location names, and what its placeholders stand for in each.</summary>
internal static class Locations
{
    /// <summary>A file, how errors call it, and the values of the placeholders.</summary>
    public sealed record Found(string Path, string Name, IReadOnlyList<string> Values);

    /// <summary>The placeholders of a location, in order.</summary>
    public static IReadOnlyList<string> Placeholders(string location)
        => [.. Regex.Matches(location, @"\{([^{}/\\]+)\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value)];

    /// <summary>The files, in the order of their names by ordinals; at least one.</summary>
    /// <exception cref="TableException">There is none.</exception>
    public static IReadOnlyList<Found> Files(string location, string folder)
    {
        if (location.Length == 0)
        {
            throw FileInspection.Problem("table", "has no name", "the name of a file, a folder or a glob", "Name one.");
        }

        string full = Path.GetFullPath(location, folder.Length == 0 ? Environment.CurrentDirectory : Path.GetFullPath(folder));
        IReadOnlyList<string> placeholders = Placeholders(location);
        if (File.Exists(full) || (placeholders.Count == 0 && location.AsSpan().IndexOfAny('*', '?') < 0 && !Directory.Exists(full)))
        {
            return [new Found(full, location, [])];
        }

        if (Directory.Exists(full))
        {
            Found[] inside =
            [
                .. Directory.EnumerateFiles(full).Where(file => TableFile.IsTable(file) && !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)
                    .Take(TableLimits.Files + 1).Select(file => new Found(file, Join(location, Path.GetFileName(file)), [])),
            ];
            return inside.Length > 0
                ? Bounded(inside, location)
                : throw FileInspection.Problem(location, "is a folder without tables", "a folder with .xlsx, .xls, .csv, .tsv, .txt or .parquet files", "Name a file, or another folder.");
        }

        Found[] matching = [.. Matching(full, location)];
        return matching.Length > 0
            ? Bounded(matching, location)
            : throw FileInspection.Problem(location, "fits no file" + Near(full), "at least one file", "Check the path; * stands for any part of a name, {name} for a part that becomes a column.");
    }

    private static Found[] Bounded(Found[] files, string location)
        => files.Length <= TableLimits.Files
            ? files
            : throw FileInspection.Problem(location, string.Create(CultureInfo.InvariantCulture, $"names more than {TableLimits.Files} files"), "fewer files", "Join them, or name a part of them.");

    private static string Join(string folder, string name) => folder.EndsWith('/') || folder.EndsWith('\\') ? folder + name : folder + "/" + name;

    /// <summary>Walks down the parts of the path; each with a sign in it is matched against what is there.</summary>
    private static IEnumerable<Found> Matching(string full, string location)
    {
        string root = Path.GetPathRoot(full) ?? string.Empty;
        string[] parts = full[root.Length..].Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        int signs = Array.FindIndex(parts, part => part.AsSpan().IndexOfAny("*?{") >= 0);
        string start = root + string.Join('/', parts[..signs]);
        int shownParts = location.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Length;
        return Walk(start, parts, signs, [])
            .Select(found => found with
            {
                Name = Path.IsPathRooted(location) ? found.Path : string.Join('/', found.Path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).TakeLast(shownParts)),
            })
            .OrderBy(found => found.Path, StringComparer.Ordinal)
            .Take(TableLimits.Files + 1);
    }

    private static IEnumerable<Found> Walk(string folder, string[] parts, int index, IReadOnlyList<string> values)
    {
        bool isLast = index == parts.Length - 1;
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        Regex pattern = PatternOf(parts[index]);
        foreach (string entry in isLast ? Directory.EnumerateFiles(folder) : Directory.EnumerateDirectories(folder))
        {
            Match match = pattern.Match(Path.GetFileName(entry));
            if (!match.Success || (isLast && !TableFile.IsTable(entry)))
            {
                continue;
            }

            string[] more = [.. values, .. match.Groups.Values.Skip(1).Select(group => group.Value)];
            if (isLast)
            {
                yield return new Found(entry, entry, more);
                continue;
            }

            foreach (Found found in Walk(entry, parts, index + 1, more))
            {
                yield return found;
            }
        }
    }

    private static Regex PatternOf(string part)
    {
        StringBuilder pattern = new("^");
        for (int place = 0; place < part.Length; place++)
        {
            int closing = part[place] == '{' ? part.IndexOf('}', place) : -1;
            pattern.Append(closing > 0 ? "(.+?)" : part[place] == '*' ? ".*?" : part[place] == '?' ? "." : Regex.Escape(part[place].ToString()));
            place = closing > 0 ? closing : place;
        }

        return new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    }

    private static string Near(string full)
    {
        string? folder = Path.GetDirectoryName(full);
        while (folder is not null && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder is null ? string.Empty : $" (in {ForeignText.Escaped(folder)} there are {NameList.Of(Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal).DefaultIfEmpty("no files"))})";
    }
}
