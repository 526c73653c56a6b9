namespace Neuropil.Tables;

/// <summary>What is to be read, and how: settings, no state.</summary>
/// <param name="Location">
/// A file, a folder, a glob (<c>cells/*.csv</c>), or a path with placeholders (<c>cells/{neuron}.csv</c>), each of which gives a column:
/// .xlsx (.xlsm), .xls, .csv, .tsv (.tab), .txt or .parquet, each also .gz.
/// </param>
public sealed record TableRequest(string Location)
{
    /// <summary>The folder in which relative locations start, the joined tables' too. Default: the current one.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>The sheets of a workbook. Default: the first with the named columns.</summary>
    public SheetChoice Sheet { get; init; } = SheetChoice.First;

    /// <summary>Where the names of the columns stand. Default: the first row that has the named columns.</summary>
    public HeaderRows Header { get; init; } = HeaderRows.Auto;

    /// <summary>Columns by which sheet and header row are known. None: the first row that is not blank, a title aside.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Codes for a missing value, by column, beside the usual ones (blank, NA, NaN, N/A).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Missing { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Columns taken out of others by patterns.</summary>
    public IReadOnlyList<ColumnPattern> Patterns { get; init; } = [];

    /// <summary>Other tables' columns by key, in order: a later join may use an earlier one's columns.</summary>
    public IReadOnlyList<TableJoin> Joins { get; init; } = [];

    /// <summary>Whether a Frictionless Table Schema beside a file is honoured.</summary>
    public bool UseSchema { get; init; } = true;

    /// <summary>Codes for a missing value in every column: a schema beside the file names them.</summary>
    internal IReadOnlyList<string> MissingEverywhere { get; init; } = [];

    internal MissingCodes MissingOf(string column)
        => MissingCodes.Of(Missing.TryGetValue(column, out IReadOnlyList<string>? codes) ? [.. codes, .. MissingEverywhere] : MissingEverywhere);
}
