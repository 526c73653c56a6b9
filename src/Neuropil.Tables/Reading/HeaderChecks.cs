using System.Globalization;

namespace Neuropil.Tables;

/// <summary>Checks of headers and of row lengths that every kind of table shares.</summary>
internal static class HeaderChecks
{
    public static void Duplicates(IReadOnlyList<string> header, ProblemCollector problems)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int column = 0; column < header.Count; column++)
        {
            if (header[column].Length > 0 && !seen.TryAdd(header[column], column))
            {
                problems.Column(
                    header[column],
                    string.Create(CultureInfo.InvariantCulture, $"columns {seen[header[column]] + 1} and {column + 1} are both named '{header[column]}'"),
                    "each name once",
                    "Rename or remove one of them.");
            }
        }
    }

    public static void FieldCount(RowSource rows, int expected, ProblemCollector problems)
        => problems.Row(
            rows.Line,
            string.Create(CultureInfo.InvariantCulture, $"the row has {rows.FieldCount} fields"),
            string.Create(CultureInfo.InvariantCulture, $"{expected}, as the header has"),
            rows.FieldCount > expected
                ? "Look for a decimal comma (write a point) or for a text with a comma (put it in quotes)."
                : "Look for fields that are missing at the end of the row.");
}
