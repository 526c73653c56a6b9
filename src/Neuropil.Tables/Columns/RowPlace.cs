namespace Neuropil.Tables;

/// <summary>Where a row stands.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Sheet">The sheet of a workbook; null elsewhere.</param>
/// <param name="Row">The row, as a spreadsheet program numbers it, from 1.</param>
public readonly record struct RowPlace(string File, string? Sheet, int Row);
