namespace Neuropil.Synapses;

/// <summary>How names of columns stand in settings: as they are, or in double quotes where they hold a comma, a bar or a bracket.</summary>
internal static class ColumnText
{
    /// <summary>Takes the column at the start off the text, up to the first of some words; null where there is none.</summary>
    public static string? Leading(ref string text, params IReadOnlyList<string> ends)
    {
        if (text.StartsWith('"') && text.IndexOf('"', 1) is > 0 and int close)
        {
            string quoted = text[1..close];
            text = text[(close + 1)..].Trim();
            return quoted;
        }

        string whole = text;
        if (ends.Any(end => whole.StartsWith(end.TrimStart(), StringComparison.Ordinal)))
        {
            return null;
        }

        int[] places = [.. ends.Select(end => whole.IndexOf(end, StringComparison.Ordinal)).Where(place => place >= 0)];
        int cut = places.Length == 0 ? text.Length : places.Min();
        string column = text[..cut].Trim();
        text = text[cut..].Trim();
        return column.Length == 0 ? null : column;
    }

    public static string Unquoted(string text)
    {
        string trimmed = text.Trim();
        return trimmed is ['"', .., '"'] && trimmed.Length > 1 ? trimmed[1..^1] : trimmed;
    }

    /// <summary>The parts between separators that stand outside double quotes, trimmed, quotes kept.</summary>
    public static List<string> Split(string text, char separator)
    {
        List<string> parts = [];
        bool isQuoted = false;
        int start = 0;
        for (int place = 0; place <= text.Length; place++)
        {
            if (place == text.Length || (text[place] == separator && !isQuoted))
            {
                parts.Add(text[start..place].Trim());
                start = place + 1;
            }
            else if (text[place] == '"')
            {
                isQuoted = !isQuoted;
            }
        }

        return parts;
    }
}
