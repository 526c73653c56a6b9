using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Which sheets of a workbook make the table: one, several side by side by key, or several one below the other.</summary>
public sealed record SheetChoice
{
    private SheetChoice(IReadOnlyList<string> names, IReadOnlyList<string> keys, bool stacks) => (Names, Keys, Stacks) = (names, keys, stacks);

    /// <summary>The first visible sheet with the named columns.</summary>
    public static SheetChoice First { get; } = new([], [], stacks: false);

    /// <summary>The sheets; none: the first that fits, or all where they are stacked.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The columns by which sheets are joined; none: they are not.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Whether the sheets stand one below the other; the sheet's name is the column <c>sheet</c> then.</summary>
    public bool Stacks { get; }

    /// <summary>Reads a name, <c>A+B by ID</c> (sheets side by side, joined by one or more columns with commas between), <c>*</c> (all sheets stacked) or <c>A, B stacked</c>.</summary>
    /// <exception cref="FormatException">The text is none of these; the message tells what was expected.</exception>
    public static SheetChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            throw new FormatException("the sheet is blank; expected a name, 'A+B by ID' to join sheets, or * to stack all of them");
        }

        if (trimmed == "*")
        {
            return new SheetChoice([], [], stacks: true);
        }

        if (trimmed.EndsWith(" stacked", StringComparison.Ordinal))
        {
            return new SheetChoice([.. Split(trimmed[..^" stacked".Length], ',', text)], [], stacks: true);
        }

        int by = trimmed.LastIndexOf(" by ", StringComparison.Ordinal);
        if (by > 0 && trimmed[..by].Contains('+'))
        {
            return new SheetChoice([.. Split(trimmed[..by], '+', text)], [.. Split(trimmed[(by + 4)..], ',', text)], stacks: false);
        }

        return new SheetChoice([Unquoted(trimmed)], [], stacks: false);
    }

    private static IEnumerable<string> Split(string list, char separator, string text)
        => list.Split(separator).Select(name => Unquoted(name.Trim())).Select(name => name.Length > 0
            ? name
            : throw new FormatException($"the sheet is '{ForeignText.Shown(text)}', with a name left out; expected as 'A+B by ID'"));

    private static string Unquoted(string name) => name.Length > 1 && name[0] == name[^1] && name[0] is '\'' or '"' ? name[1..^1] : name;
}
