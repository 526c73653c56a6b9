namespace Neuropil.Tables;

/// <summary>A table as a sheet of a workbook.</summary>
/// <param name="Name">The sheet's name; characters that sheets cannot have in it are replaced, and it is cut to 31.</param>
/// <param name="Table">The rows.</param>
public sealed record WorkbookSheet(string Name, Table Table)
{
    /// <summary>What the columns mean, by name: they go to the sheet <c>Columns</c>.</summary>
    public IReadOnlyDictionary<string, string> Meanings { get; init; } = new Dictionary<string, string>();
}
