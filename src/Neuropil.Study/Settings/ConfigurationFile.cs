using System.Globalization;

namespace Neuropil.Study;

/// <summary>
/// Reads a file of settings: <c>[Section]</c> lines, <c>key = value</c> lines with or without spaces around '=', comments from <c>;</c> or
/// <c>#</c> on lines of their own. A key that holds '=' stands in double quotes.
/// </summary>
internal static class ConfigurationFile
{
    /// <summary>The entries, with file and line as their place.</summary>
    public static IReadOnlyList<SettingEntry> Read(TextReader text, string shownPath, SettingSource source, List<string> problems)
    {
        List<SettingEntry> entries = [];
        string section = "";
        int number = 0;
        while (text.ReadLine() is string whole)
        {
            string line = whole.Trim().Trim('\uFEFF').Trim();
            string place = string.Create(CultureInfo.InvariantCulture, $"{shownPath}, line {++number}");
            if (line.Length == 0 || line[0] is ';' or '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                section = SectionName(line, place, problems) ?? section;
            }
            else if (Entry(line, section, place, source, problems) is SettingEntry entry)
            {
                SettingEntry? earlier = entries.Find(other => other.IsNamed(entry.FullName));
                if (earlier is not null)
                {
                    problems.Add($"{place}: '{entry.FullName}' was set before ({earlier.Place}). Leave one of the two lines.");
                }

                entries.Add(entry);
            }
        }

        return entries;
    }

    private static string? SectionName(string line, string place, List<string> problems)
    {
        string name = line.Trim('[', ']').Trim();
        if (!line.EndsWith(']') || name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            problems.Add($"{place}: '{line}' is not a section; expected a name without spaces in brackets, as [Train].");
            return null;
        }

        return name;
    }

    private static SettingEntry? Entry(string line, string section, string place, SettingSource source, List<string> problems)
    {
        int start = line[0] == '"' ? line.IndexOf('"', 1) : 0;
        int equals = start < 0 ? -1 : line.IndexOf('=', start);
        if (equals <= 0)
        {
            string nearest = SettingsCatalog.Nearest(section, line.Split([' ', ':', '\t'], 2)[0]) is string key ? $" The nearest setting is '{key}'." : "";
            problems.Add($"{place}: '{line}' is neither a section, a comment (from ';' or '#') nor key=value.{nearest}");
            return null;
        }

        SettingEntry entry = new(section, line[..equals].Trim(), line[(equals + 1)..].Trim(), place, source);
        if (entry.Value.Length == 0)
        {
            problems.Add($"{place}: '{entry.FullName}' has no value. To take the default, put ';' before the line.");
            return null;
        }

        return entry;
    }
}
