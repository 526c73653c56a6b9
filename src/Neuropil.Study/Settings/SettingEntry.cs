namespace Neuropil.Study;

/// <summary>One value that somebody gave.</summary>
/// <param name="FullName"><c>Section_Key</c> or <c>Section_group_Key</c>, as it was written.</param>
/// <param name="Value">The text given.</param>
/// <param name="Place">Where, for errors: file and line, argument or variable.</param>
/// <param name="Source">Decides who wins.</param>
internal sealed record SettingEntry(string FullName, string Value, string Place, SettingSource Source)
{
    /// <summary>Whether this is the key asked for; names do not look at case, as in Cake.</summary>
    public bool IsNamed(string fullName) => string.Equals(FullName, fullName, StringComparison.OrdinalIgnoreCase);
}
