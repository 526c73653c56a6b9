namespace Neuropil.Study;

/// <summary>One value that somebody gave.</summary>
/// <param name="Section">The section; empty where the whole name is told as one, as in an argument.</param>
/// <param name="Key">The key, with the group in front where there is one; as it was written.</param>
/// <param name="Value">The text given.</param>
/// <param name="Place">Where, for errors: file and line, argument or variable.</param>
/// <param name="Source">Decides who wins.</param>
internal sealed record SettingEntry(string Section, string Key, string Value, string Place, SettingSource Source)
{
    /// <summary><c>Section_Key</c>.</summary>
    public string FullName => Section.Length == 0 ? Key : Section + "_" + Key;

    /// <summary>Whether this is the key asked for; names do not look at case, as in Cake.</summary>
    public bool IsNamed(string fullName) => string.Equals(FullName, fullName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The rest of the name behind a section; null where it is of another.</summary>
    public string? KeyIn(string section)
        => FullName.Length > section.Length + 1 && FullName[section.Length] == '_' && FullName.StartsWith(section, StringComparison.OrdinalIgnoreCase)
            ? FullName[(section.Length + 1)..]
            : null;
}
