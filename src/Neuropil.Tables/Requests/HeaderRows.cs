using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Where the names of the columns stand: in one row, over two rows, or in the first that fits.</summary>
public sealed record HeaderRows
{
    private HeaderRows(int first, int last) => (First, Last) = (first, last);

    /// <summary>The first row that has the named columns.</summary>
    public static HeaderRows Auto { get; } = new(0, 0);

    /// <summary>No row has names: the first is data, and the columns are called column1, column2, … by their places.</summary>
    public static HeaderRows None { get; } = new(-1, -1);

    /// <summary>The first row of names, from 1; 0: to be found; less: there is none.</summary>
    public int First { get; }

    /// <summary>The last row of names.</summary>
    public int Last { get; }

    /// <summary>Whether the row is to be found.</summary>
    public bool IsAuto => First == 0;

    /// <summary>Whether the first row is data.</summary>
    public bool IsNone => First < 0;

    /// <summary>Reads <c>auto</c>, a row as <c>3</c>, or two as <c>3-4</c>.</summary>
    /// <exception cref="FormatException">The text is none of these; the message tells what was expected.</exception>
    public static HeaderRows Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        if (trimmed.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return Auto;
        }

        string[] parts = trimmed.Split('-', StringSplitOptions.TrimEntries);
        int[] rows = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int row) ? row : 0)];
        return rows.Length is 1 or 2 && rows[0] is >= 1 and <= TableLimits.RowsAboveHeader && (rows.Length == 1 || rows[1] == rows[0] || rows[1] == rows[0] + 1)
            ? new HeaderRows(rows[0], rows[^1])
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"the header row is '{ForeignText.Shown(text)}'; expected auto, a row from 1 to {TableLimits.RowsAboveHeader} (3), or two rows that follow each other (3-4)"));
    }
}
