using System.Buffers;
using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>Characters that XML cannot hold stand in workbooks as <c>_x000D_</c> (ECMA-376, ST_Xstring).</summary>
internal static class EscapedText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static string Decode(string text)
    {
        int found = text.IndexOf("_x", StringComparison.Ordinal);
        if (found < 0)
        {
            return text;
        }

        StringBuilder decoded = new(text.Length);
        int place = 0;
        while (found >= 0)
        {
            if (found + 7 <= text.Length && text[found + 6] == '_'
                && ushort.TryParse(text.AsSpan(found + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                decoded.Append(text, place, found - place).Append((char)code);
                place = found + 7;
                found = text.IndexOf("_x", place, StringComparison.Ordinal);
            }
            else
            {
                found = text.IndexOf("_x", found + 2, StringComparison.Ordinal);
            }
        }

        return decoded.Append(text, place, text.Length - place).ToString();
    }

    /// <summary>
    /// The text as XML can hold it. An underscore is escaped only where what follows would be taken for an escape: not every reader undoes it, and
    /// <c>rel_x</c> is a common name.
    /// </summary>
    public static string Encode(string text)
    {
        if (!text.Any(letter => letter < ' ' && letter is not ('\t' or '\n')) && !text.Contains("_x", StringComparison.Ordinal) && !text.AsSpan().ContainsAny('\uFFFE', '\uFFFF'))
        {
            return text;
        }

        StringBuilder encoded = new();
        for (int place = 0; place < text.Length; place++)
        {
            char letter = text[place];
            bool escapes = (letter < ' ' && letter is not ('\t' or '\n')) || letter is '\uFFFE' or '\uFFFF'
                || (letter == '_' && place + 5 < text.Length && text[place + 1] == 'x' && text.AsSpan(place + 2, 4).IndexOfAnyExcept(HexDigits) < 0);
            _ = escapes ? encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)letter:X4}_") : encoded.Append(letter);
        }

        return encoded.ToString();
    }
}
