using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Finds the row of names among a part's first rows.</summary>
internal static class HeaderFinder
{
    /// <summary>The header.</summary>
    /// <param name="top">The first rows with their numbers.</param>
    /// <param name="rows">Where the header is said to stand.</param>
    /// <param name="named">Columns it must have, where it is to be found.</param>
    /// <param name="file">The file, for errors.</param>
    /// <param name="sheet">The sheet, for errors.</param>
    /// <param name="isText">Whether every row must have as many fields as the header.</param>
    public static TableHeader Find(List<(int Line, string[] Cells)> top, HeaderRows rows, IReadOnlyList<string> named, string file, string? sheet, bool isText)
    {
        if (rows.IsNone)
        {
            int width = top.Find(row => !IsBlank(row.Cells)).Cells?.Length ?? 0;
            return Of([[.. Enumerable.Repeat(string.Empty, width)]], 0, isText: true);
        }

        if (!rows.IsAuto)
        {
            return Stated(top, rows, file, sheet, isText);
        }

        int first = top.FindIndex(row => !IsBlank(row.Cells));
        if (first < 0)
        {
            throw new TableException(new TableProblem(file, "is empty", "a header row, then rows of data", "Fill it, or name another file or sheet.") { Sheet = sheet });
        }

        int chosen = named.Count > 0 ? top.FindIndex(row => named.All(name => row.Cells.Any(cell => Clean(cell) == name))) : -1;
        if (chosen < 0)
        {
            if (OverTwoRows(top, first, named, isText) is TableHeader two)
            {
                return two;
            }

            chosen = Likely(top, first);
        }

        TableHeader header = Of([top[chosen].Cells], top[chosen].Line, isText);
        return chosen == first
            ? header
            : new TableHeader
            {
                Names = header.Names,
                Others = header.Others,
                Ambiguous = header.Ambiguous,
                LastLine = header.LastLine,
                Notes = [.. header.Notes, string.Create(CultureInfo.InvariantCulture, $"row {header.LastLine} is taken for the header; HeaderRow names another")],
            };
    }

    /// <summary>The header of a format that has names and no rows of them.</summary>
    public static TableHeader OfNames(string[] names) => names.Length == 0 ? new TableHeader { Names = [] } : Of([names], 1, isText: true);

    /// <summary>A name without what cannot be seen at its ends, its line breaks as spaces.</summary>
    public static string Clean(string name)
    {
        string trimmed = Utf8Text.Trim(name);
        return trimmed.AsSpan().IndexOfAny("\r\n\t\u00A0\u200B") < 0
            ? trimmed
            : string.Join(' ', trimmed.Replace("\u200B", string.Empty, StringComparison.Ordinal).Split(['\r', '\n', '\t', '\u00A0', ' '], StringSplitOptions.RemoveEmptyEntries));
    }

    private static TableHeader Stated(List<(int Line, string[] Cells)> top, HeaderRows rows, string file, string? sheet, bool isText)
    {
        string[][] named = [.. top.Where(row => row.Line >= rows.First && row.Line <= rows.Last).Select(row => row.Cells)];
        if (named.Length == 0 || Array.TrueForAll(named, IsBlank))
        {
            throw new TableException(new TableProblem(
                file,
                string.Create(CultureInfo.InvariantCulture, $"row {rows.First} is blank or not there"),
                "the names of the columns, as HeaderRow says",
                "Correct HeaderRow, or leave it out.")
            { Sheet = sheet, Row = rows.First });
        }

        return Of(named, rows.Last, isText);
    }

    /// <summary>Names over two rows: where columns are named, the first pair of rows that has them all; else where a row with gaps stands above a fuller one, and numbers below.</summary>
    private static TableHeader? OverTwoRows(List<(int Line, string[] Cells)> top, int first, IReadOnlyList<string> named, bool isText)
    {
        for (int row = first; row + 1 < top.Count; row++)
        {
            string[] upper = top[row].Cells;
            string[] lower = top[row + 1].Cells;
            if (top[row + 1].Line != top[row].Line + 1 || Filled(upper) < 2 || (named.Count == 0 && row > Likely(top, first)))
            {
                continue;
            }

            TableHeader header = Of([upper, lower], top[row + 1].Line, isText);
            bool fits = named.Count > 0
                ? named.All(name => header.Resolve(name) is not null)
                : row + 2 < top.Count && Filled(upper) < Filled(lower) && Numbers(upper) == 0 && Numbers(lower) == 0 && 2 * Numbers(top[row + 2].Cells) > Filled(top[row + 2].Cells);
            if (fits)
            {
                return new TableHeader
                {
                    Names = header.Names,
                    Others = header.Others,
                    Ambiguous = header.Ambiguous,
                    LastLine = header.LastLine,
                    Notes = [.. header.Notes, string.Create(CultureInfo.InvariantCulture, $"names are taken to stand over rows {top[row].Line} and {header.LastLine}; HeaderRow={top[row].Line}-{header.LastLine} says so")],
                };
            }
        }

        return null;
    }

    private static int Numbers(string[] cells) => cells.Count(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>The first row that is not blank; where its first cell alone is filled and later rows have several, a title: the first that is as wide as the rows usually are.</summary>
    private static int Likely(List<(int Line, string[] Cells)> top, int first)
    {
        int usual = top.Skip(first).Select(row => Filled(row.Cells)).Where(count => count > 0).GroupBy(count => count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;
        if (Filled(top[first].Cells) > 1 || usual < 2 || Clean(top[first].Cells[0]).Length == 0)
        {
            return first;
        }

        int chosen = top.FindIndex(first, row => Filled(row.Cells) > 1 && Filled(row.Cells) >= usual / 2);
        return chosen < 0 ? first : chosen;
    }

    private static TableHeader Of(string[][] rows, int line, bool isText)
    {
        int width = rows.Max(row => isText ? row.Length : Array.FindLastIndex(row, cell => Clean(cell).Length > 0) + 1);
        string[] lower = [.. Enumerable.Range(0, width).Select(column => column < rows[^1].Length ? Clean(rows[^1][column]) : string.Empty)];
        string[] names = [.. lower];
        if (rows.Length == 2)
        {
            string group = string.Empty;
            for (int column = 0; column < width; column++)
            {
                string upper = column < rows[0].Length ? Clean(rows[0][column]) : string.Empty;
                group = upper.Length > 0 ? upper : group;
                names[column] = lower[column].Length == 0 ? upper : group.Length == 0 || group == lower[column] ? lower[column] : $"{group} {lower[column]}";
            }
        }

        HashSet<string> taken = [.. names.Where(name => name.Length > 0)];
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string> ambiguous = new(StringComparer.Ordinal);
        List<string> notes = [];
        for (int column = 0; column < width; column++)
        {
            string name = names[column].Length > 0 ? names[column] : string.Create(CultureInfo.InvariantCulture, $"column{column + 1}");
            if (names[column].Length == 0 ? taken.Contains(name) : seen.Contains(name))
            {
                if (names[column].Length > 0 && ambiguous.Add(name))
                {
                    notes.Add($"several columns are named '{ForeignText.Shown(name)}'");
                }

                int number = 2;
                string other;
                do
                {
                    other = string.Create(CultureInfo.InvariantCulture, $"{name}.{number++}");
                }
                while (taken.Contains(other) || seen.Contains(other));
                name = other;
            }

            seen.Add(name);
            names[column] = name;
        }

        return new TableHeader { Names = names, Others = rows.Length == 2 ? LowerNames(names, lower) : new Dictionary<string, string>(), Ambiguous = ambiguous, LastLine = line, Notes = notes };
    }

    private static Dictionary<string, string> LowerNames(string[] names, string[] lower)
        => Enumerable.Range(0, names.Length)
            .Where(column => lower[column].Length > 0 && lower.Count(other => other == lower[column]) == 1 && !names.Contains(lower[column]))
            .ToDictionary(column => lower[column], column => names[column], StringComparer.Ordinal);

    private static int Filled(string[] cells) => cells.Count(cell => Clean(cell).Length > 0);

    private static bool IsBlank(string[] cells) => Filled(cells) == 0;
}
