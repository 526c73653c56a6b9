using System.Globalization;

namespace Neuropil.Tables;

/// <summary>How numbers stand in tables: invariant, a decimal point, an exponent where need be; no thousands separators.</summary>
internal static class TableNumber
{
    private const NumberStyles Style = NumberStyles.Float;
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>Whether the field is empty (NaN then) or a number; NaN and infinities written out are numbers here.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out double value) => TryParse(field, decimalComma: false, out value);

    /// <summary>As above, where a comma may stand for the decimal point.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, bool decimalComma, out double value)
    {
        if (field.Trim((byte)' ').IsEmpty)
        {
            value = double.NaN;
            return true;
        }

        return double.TryParse(field, Style, CultureInfo.InvariantCulture, out value)
            || (decimalComma && double.TryParse(field, Style, Comma, out value));
    }

    /// <summary>Whether the text is a number but for a comma in the place of the decimal point.</summary>
    public static bool HasDecimalComma(string text)
    {
        int comma = text.IndexOf(',');
        return comma >= 0
            && text.IndexOf(',', comma + 1) < 0
            && !text.Contains('.')
            && double.TryParse(text.Replace(',', '.'), Style, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Whether the text is a number with separators of thousands that cannot be decimal signs: 6,639.2, 1,234,567, 6.639,2, 1'234, 1 234.</summary>
    public static bool HasThousands(string text)
        => IsGrouped(text, ',', '.') || IsGrouped(text, '.', ',') || IsGrouped(text, '\'', '.') || IsGrouped(text, '\u2019', '.')
            || IsGrouped(text, ' ', '.') || IsGrouped(text, '\u00A0', '.') || IsGrouped(text, '\u202F', '.')
            || IsGrouped(text, ' ', ',') || IsGrouped(text, '\u00A0', ',') || IsGrouped(text, '\u202F', ',');

    /// <summary>Whether the comma of a number stands where one of thousands would: 6,639 but not 0,639.</summary>
    public static bool MayBeThousands(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().TrimStart("+-");
        int comma = digits.IndexOf(',');
        return comma is >= 1 and <= 3 && digits[0] != '0' && digits.Length == comma + 4 && !digits[(comma + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsGrouped(string text, char separator, char point)
    {
        ReadOnlySpan<char> digits = text.AsSpan().TrimStart("+-");
        int end = digits.IndexOf(point);
        ReadOnlySpan<char> whole = end < 0 ? digits : digits[..end];
        ReadOnlySpan<char> decimals = end < 0 ? [] : digits[(end + 1)..];
        int first = whole.IndexOf(separator);
        if (first is < 1 or > 3 || whole[..first].ContainsAnyExceptInRange('0', '9') || decimals.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        int groups = 0;
        for (int start = first; start < whole.Length; start += 4)
        {
            if (whole[start] != separator || start + 4 > whole.Length || whole.Slice(start + 1, 3).ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            groups++;
        }

        return groups > 1 || end >= 0 || separator is not (',' or '.');
    }
}
