using System.Globalization;

namespace Neuropil.Tables;

/// <summary>How numbers stand in tables: invariant, a decimal point, an exponent where need be; no thousands separators.</summary>
internal static class TableNumber
{
    private const NumberStyles Style = NumberStyles.Float;

    /// <summary>Whether the field is empty (NaN then) or a number; NaN and infinities written out are numbers here.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out double value)
    {
        if (field.Trim((byte)' ').IsEmpty)
        {
            value = double.NaN;
            return true;
        }

        return double.TryParse(field, Style, CultureInfo.InvariantCulture, out value);
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
}
