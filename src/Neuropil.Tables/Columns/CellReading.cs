using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Turns cells into numbers and names, and says in words why one is none.</summary>
internal static class CellReading
{
    private const string Correct = "Correct the cell or take the row out.";

    /// <summary>The cell's finite number; else NaN and what is wrong with it.</summary>
    public static double Number(CellKind kind, ReadOnlySpan<byte> text, bool decimalComma, MissingCodes missing, out CellFault? fault)
    {
        fault = null;
        if (kind is CellKind.Number or CellKind.Text)
        {
            ReadOnlySpan<byte> trimmed = Utf8Text.Trim(text);
            if (!missing.Contains(trimmed))
            {
                if (TableNumber.TryParse(trimmed, decimalComma && kind == CellKind.Text, out double value) && double.IsFinite(value))
                {
                    return value;
                }

                fault = TextFault(Utf8Text.ToText(trimmed), decimalComma);
                return double.NaN;
            }
        }

        fault = Fault(kind, text);
        return double.NaN;
    }

    /// <summary>
    /// The cell as a name: trimmed; a whole number without its decimals, so that 1, 1.0 and '1' are one name. Empty and a fault where there is
    /// none, or where a spreadsheet or a double took digits from it.
    /// </summary>
    public static string Name(CellKind kind, ReadOnlySpan<byte> text, MissingCodes missing, out CellFault? fault)
    {
        fault = null;
        ReadOnlySpan<byte> trimmed = Utf8Text.Trim(text);
        if (kind is not (CellKind.Number or CellKind.Text or CellKind.Boolean) || missing.Contains(trimmed))
        {
            fault = Fault(kind, text);
            return string.Empty;
        }

        if (LostDigits(trimmed))
        {
            fault = new CellFault(
                FaultKind.RoundedId,
                $"is {Utf8Text.ToText(trimmed)}, an id that lost its last digits as a number",
                "Save ids as text or as 64-bit integers: a spreadsheet keeps 15 digits of a number, a double 15 to 17.");
            return string.Empty;
        }

        return Utf8Text.ToText(WithoutDecimals(trimmed));
    }

    /// <summary>What is wrong with a cell that holds neither a number nor a text.</summary>
    public static CellFault Fault(CellKind kind, ReadOnlySpan<byte> text)
        => kind switch
        {
            CellKind.Error => new CellFault(FaultKind.Error, $"is the error value {ForeignText.Shown(Utf8Text.ToText(text))}", Correct),
            CellKind.Boolean => new CellFault(FaultKind.Boolean, $"is {Utf8Text.ToText(text)}", Correct),
            CellKind.Formula => new CellFault(
                FaultKind.Formula, "is a formula without a value", "Open the workbook in a spreadsheet program, let it calculate, and save it."),
            CellKind.Date => new CellFault(
                FaultKind.Date,
                $"is the date {ForeignText.Shown(Utf8Text.ToText(text))}",
                "If a spreadsheet program made a date of it, enter the value again in a cell that is formatted as a number or as text."),
            _ when Utf8Text.Trim(text).IsEmpty => new CellFault(FaultKind.Missing, "is blank", Correct),
            _ => new CellFault(FaultKind.Missing, $"is '{ForeignText.Shown(Utf8Text.ToText(text))}', a missing value", Correct),
        };

    /// <summary>What is wrong with a text that is no finite number.</summary>
    private static CellFault TextFault(string text, bool decimalComma)
    {
        string shown = ForeignText.Shown(text);
        if (text.StartsWith('#'))
        {
            return new CellFault(FaultKind.Error, $"is the error value {shown}", Correct);
        }

        string plain = text.Replace('\u2212', '-').Replace('\u2013', '-').Replace('\u2012', '-').Replace('\uFE63', '-').Replace('\uFF0D', '-');
        if (plain != text && TableNumber.TryParse(System.Text.Encoding.UTF8.GetBytes(plain), decimalComma, out double known) && double.IsFinite(known))
        {
            char sign = text.First(letter => letter is '\u2212' or '\u2013' or '\u2012' or '\uFE63' or '\uFF0D');
            return new CellFault(
                FaultKind.MinusSign,
                string.Create(CultureInfo.InvariantCulture, $"is '{shown}', with the sign U+{(int)sign:X4} for a minus"),
                "Replace the sign by the hyphen-minus of the keyboard (-).");
        }

        if (TableNumber.HasThousands(plain))
        {
            return new CellFault(FaultKind.Thousands, $"is '{shown}', with thousands separators", "Write numbers without thousands separators, as 6639.2.");
        }

        if (!decimalComma && TableNumber.HasDecimalComma(plain))
        {
            return TableNumber.MayBeThousands(plain)
                ? new CellFault(
                    FaultKind.Thousands,
                    $"is '{shown}', with a comma that may separate thousands or decimals",
                    "Write numbers with a decimal point and without thousands separators, as 6639.2.")
                : new CellFault(FaultKind.DecimalComma, $"is '{shown}', with a decimal comma", "Write numbers with a decimal point, or save the table as .xlsx.");
        }

        return new CellFault(FaultKind.Value, $"is '{shown}'", Correct);
    }

    /// <summary>As 8.646911350000085E+17: the writing of a double whose last digits are gone.</summary>
    private static bool LostDigits(ReadOnlySpan<byte> text)
    {
        int exponent = text.IndexOfAny((byte)'E', (byte)'e');
        return exponent > 2 && text[1] == '.' && text.Length > exponent + 2 && text[exponent + 1] == '+'
            && !text[(exponent + 2)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && text[0] is >= (byte)'0' and <= (byte)'9' && !text[2..exponent].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static ReadOnlySpan<byte> WithoutDecimals(ReadOnlySpan<byte> text)
    {
        int point = text.IndexOf((byte)'.');
        return point > 0 && point < text.Length - 1
            && !text[(text[0] == '-' && point > 1 ? 1 : 0)..point].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !text[(point + 1)..].ContainsAnyExcept((byte)'0')
                ? text[..point]
                : text;
    }
}
