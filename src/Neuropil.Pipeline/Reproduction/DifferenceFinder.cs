namespace Neuropil.Pipeline;

/// <summary>Says where a file differs from what was expected, as exactly as what is at hand allows.</summary>
internal sealed class DifferenceFinder(CellHashes expectedCells)
{
    /// <param name="publishedPath">The name of the file, for its extension.</param>
    /// <param name="actualPath">The file as it came out.</param>
    /// <param name="expectedPath">The file as it was expected; null where it is not at hand.</param>
    public string InWords(string publishedPath, string actualPath, string? expectedPath)
    {
        string extension = Path.GetExtension(publishedPath);
        if (TableText.Read(actualPath, extension) is not { } actual)
        {
            return "differs from the lock";
        }

        IReadOnlyList<TextRow>? expected = expectedPath is null ? null : TableText.Read(expectedPath, extension);
        (int Row, int Cell)? first = expected is null ? expectedCells.FirstDifference(publishedPath, actual) : FirstDifference(expected, actual);
        if (first is not (int row, int cell))
        {
            return "differs from the lock; the cell is not known";
        }

        if (row >= actual.Count)
        {
            return $"differs from the lock: it ends after {actual.Count} lines; more were expected";
        }

        string column = TableText.HasHeader(extension) ? $", column {Column(actual[0], cell)}" : "";
        string found = Shown(actual[row].Cells.ElementAtOrDefault(cell));
        string wanted = expected is null ? "" : $"expected {Shown(expected.ElementAtOrDefault(row)?.Cells.ElementAtOrDefault(cell))}, ";
        return $"differs from the lock, first in line {actual[row].Line}{column}: {wanted}found {found}";
    }

    /// <summary>Says where two files differ, in rows and cells with both values where both are at hand.</summary>
    public string Between(string publishedPath, string? firstPath, string? secondPath)
    {
        string extension = Path.GetExtension(publishedPath);
        IReadOnlyList<TextRow>? first = firstPath is null ? null : TableText.Read(firstPath, extension);
        IReadOnlyList<TextRow>? second = secondPath is null ? null : TableText.Read(secondPath, extension);
        if (first is null && second is null)
        {
            return firstPath is null || secondPath is null ? "differs; the contents are not at hand" : "differs";
        }

        if (first is null || second is null)
        {
            IReadOnlyList<TextRow> known = (first ?? second)!;
            return expectedCells.FirstDifference(publishedPath, known) is (int knownRow, int knownCell) && knownRow < known.Count
                ? $"differs first in line {known[knownRow].Line}{InColumn(extension, known, knownCell)}: {Shown(known[knownRow].Cells.ElementAtOrDefault(knownCell))} on one side; the other is not at hand"
                : "differs; one of the contents is not at hand";
        }

        if (FirstDifference(first, second) is not (int row, int cell))
        {
            return "differs in line ends or quotation marks";
        }

        int line = row < first.Count ? first[row].Line : second[row].Line;
        return $"differs first in line {line}{InColumn(extension, first, cell)}: {Shown(first.ElementAtOrDefault(row)?.Cells.ElementAtOrDefault(cell))} → {Shown(second.ElementAtOrDefault(row)?.Cells.ElementAtOrDefault(cell))}";
    }

    private static string InColumn(string extension, IReadOnlyList<TextRow> rows, int cell)
        => TableText.HasHeader(extension) && rows.Count > 0 ? $", column {Column(rows[0], cell)}" : "";

    private static (int Row, int Cell)? FirstDifference(IReadOnlyList<TextRow> expected, IReadOnlyList<TextRow> actual)
    {
        for (int row = 0; row < Math.Max(expected.Count, actual.Count); row++)
        {
            IReadOnlyList<string> before = row < expected.Count ? expected[row].Cells : [];
            IReadOnlyList<string> after = row < actual.Count ? actual[row].Cells : [];
            for (int cell = 0; cell < Math.Max(before.Count, after.Count); cell++)
            {
                if (before.ElementAtOrDefault(cell) != after.ElementAtOrDefault(cell))
                {
                    return (row, cell);
                }
            }
        }

        return null;
    }

    private static string Column(TextRow header, int cell) => header.Cells.ElementAtOrDefault(cell)?.Trim('"') ?? $"{cell + 1}";

    private static string Shown(string? cell)
    {
        const int Longest = 60;
        return cell is null ? "nothing" : cell.Length <= Longest ? $"'{cell}'" : $"'{cell[..Longest]}…'";
    }
}
