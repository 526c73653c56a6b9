using System.Globalization;

namespace Neuropil.Study;

/// <summary>
/// Reads <c>cake.config</c> as Cake reads it: <c>[Section]</c> lines, <c>key=value</c> lines, comments from <c>;</c> on lines of their
/// own. What Cake refuses or would silently read in another way than it looks is a problem here, with its line.
/// </summary>
internal static class ConfigurationFile
{
    /// <summary>The entries by full name (<c>Section_Key</c>), with file and line as their place.</summary>
    public static IReadOnlyList<SettingEntry> Read(string path, string shownPath, List<string> problems)
    {
        List<SettingEntry> entries = [];
        string section = "";
        string[] lines = File.ReadAllLines(path);
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            string place = string.Create(CultureInfo.InvariantCulture, $"{shownPath}, line {index + 1}");
            if (line.Length == 0 || line[0] == ';')
            {
                continue;
            }

            if (line[0] == '[')
            {
                section = SectionName(line, place, problems) ?? section;
            }
            else if (Entry(line, section, place, problems) is SettingEntry entry)
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
        string name = line.Trim('[', ']');
        if (!line.EndsWith(']') || name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            problems.Add($"{place}: '{line}' is not a section; expected a name without spaces in brackets, as [Train].");
            return null;
        }

        return name;
    }

    private static SettingEntry? Entry(string line, string section, string place, List<string> problems)
    {
        int equals = line.IndexOf('=');
        if (equals <= 0)
        {
            problems.Add($"{place}: '{line}' is neither a section, a comment (from ';') nor key=value.");
            return null;
        }

        string key = line[..equals];
        string value = line[(equals + 1)..].Trim();
        if (key.Any(char.IsWhiteSpace))
        {
            problems.Add($"{place}: '{key}=' has a space in its name or before '='; Cake refuses that. Write key=value.");
            return null;
        }

        string fullName = section.Length == 0 ? key : section + "_" + key;
        if (value.Length == 0)
        {
            problems.Add($"{place}: '{fullName}' has no value. To take the default, put ';' before the line.");
            return null;
        }

        if (value.Contains('='))
        {
            problems.Add($"{place}: the value of '{fullName}' is '{value}'; Cake refuses '=' within a value. Give it as an argument: \"--{fullName}={value}\".");
            return null;
        }

        return new SettingEntry(fullName, value, place, SettingSource.File);
    }
}
