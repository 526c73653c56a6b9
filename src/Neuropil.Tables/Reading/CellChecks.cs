using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>Turns cells into numbers, and says in words why one is none.</summary>
internal static class CellChecks
{
    public const string CorrectOrExclude = "Correct the cell or list the row in exclusions.csv.";

    /// <summary>The cell's finite number; else NaN and what is wrong with it, as <c>is blank</c>.</summary>
    public static double Number(Cell cell, out string? fault, out string remedy)
    {
        fault = null;
        remedy = CorrectOrExclude;
        double value = double.NaN;
        switch (cell.Kind)
        {
            case CellKind.Number:
                value = cell.Number;
                break;
            case CellKind.Error:
                fault = $"is the error value {cell.ToString()}";
                break;
            case CellKind.Boolean:
                fault = $"is {cell.ToString()}";
                break;
            case CellKind.Formula:
                fault = "is a formula without a value";
                remedy = "Open the workbook in a spreadsheet program, let it compute, and save it.";
                break;
            default:
                if (cell.IsBlank)
                {
                    fault = "is blank";
                }
                else if (!double.TryParse(cell.Trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
                {
                    value = double.NaN;
                    fault = TextFault(cell, ref remedy);
                }

                break;
        }

        if (fault is null && !double.IsFinite(value))
        {
            fault = cell.Kind == CellKind.Text ? $"is '{cell.ToString().Trim()}'" : string.Create(CultureInfo.InvariantCulture, $"is {value}");
            value = double.NaN;
        }

        return value;
    }

    /// <summary>The cell as a name: trimmed; a whole number without its decimals, so that 1, 1.0 and '1' are one name.</summary>
    public static string Name(Cell cell)
    {
        if (cell.Kind == CellKind.Number)
        {
            return cell.ToString();
        }

        ReadOnlySpan<byte> text = cell.Trimmed;
        int point = text.IndexOf((byte)'.');
        return Encoding.UTF8.GetString(
            point > 0 && point < text.Length - 1
            && !text[..point].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !text[(point + 1)..].ContainsAnyExcept((byte)'0')
                ? text[..point]
                : text);
    }

    private static string TextFault(Cell cell, ref string remedy)
    {
        string text = cell.ToString().Trim();
        if (TableNumber.HasDecimalComma(text))
        {
            remedy = "Write numbers with a decimal point, or save the table as .xlsx.";
            return $"is '{text}', with a decimal comma";
        }

        return text.StartsWith('#') ? $"is the error value {text}" : $"is '{(text.Length > 60 ? text[..60] + "…" : text)}'";
    }
}
