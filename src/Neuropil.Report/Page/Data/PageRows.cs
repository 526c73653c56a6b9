namespace Neuropil.Report;

/// <summary>A table as it stands in the page, all cells written out.</summary>
/// <param name="Caption">What the rows are.</param>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Cells, as many as the header has.</param>
/// <param name="File">Where the whole table is, below the results' folder.</param>
internal sealed record PageRows(string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, string? File = null);
