namespace Neuropil.Synapses;

/// <summary>Lists of columns as they stand in settings.</summary>
public static class ColumnNames
{
    /// <summary>The columns between commas; one that holds a comma stands in double quotes.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. ColumnText.Split(text, ',').Select(ColumnText.Unquoted).Where(name => name.Length > 0)];
    }
}
