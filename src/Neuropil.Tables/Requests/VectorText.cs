using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>Several numbers in one cell: <c>[x y z]</c>, <c>(x, y, z)</c>, <c>x,y,z</c>, <c>x y z</c>, <c>POINT (x y)</c>, <c>POINT Z (x y z)</c>.</summary>
public static class VectorText
{
    /// <summary>Reads the numbers of a cell.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="numbers">Where they go, as many as fit.</param>
    /// <returns>How many numbers there are; −1 where the text is no vector of finite numbers or has more than fit.</returns>
    public static int Read(ReadOnlySpan<char> text, Span<double> numbers)
    {
        text = text.Trim();
        if (text.StartsWith("POINT", StringComparison.OrdinalIgnoreCase))
        {
            text = text[5..].TrimStart();
            while (!text.IsEmpty && text[0] is 'Z' or 'z' or 'M' or 'm')
            {
                text = text[1..];
            }

            text = text.TrimStart();
            if (text.IsEmpty || text[0] != '(')
            {
                return -1;
            }
        }

        if (text.Length > 1 && Closing(text[0]) is char closing)
        {
            if (text[^1] != closing)
            {
                return -1;
            }

            text = text[1..^1].Trim();
        }

        char separator = text.Contains(';') ? ';' : text.Contains(',') ? ',' : ' ';
        int count = 0;
        while (!text.IsEmpty)
        {
            int end = separator == ' ' ? text.IndexOfAny(" \t\n\r") : text.IndexOf(separator);
            ReadOnlySpan<char> part = end < 0 ? text : text[..end];
            bool ends = end < 0;
            text = ends ? [] : separator == ' ' ? text[end..].TrimStart() : text[(end + 1)..];
            if (count == numbers.Length
                || !double.TryParse(part.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[count])
                || !double.IsFinite(numbers[count])
                || (!ends && text.Trim().IsEmpty))
            {
                return -1;
            }

            count++;
        }

        return count == 0 ? -1 : count;
    }

    /// <summary>Reads the numbers of a cell of a column; −1 and what is wrong where there are none.</summary>
    public static int Read(TableColumn column, int row, Span<double> numbers, out CellFault? fault)
    {
        ArgumentNullException.ThrowIfNull(column);
        fault = null;
        if (!column.IsMissing(row) && column.Kind(row) is CellKind.Text or CellKind.Number)
        {
            string text = column.Text(row);
            int count = Read(text, numbers);
            if (count < 0)
            {
                fault = new CellFault(FaultKind.Value, $"is '{Numerics.ForeignText.Shown(text)}'", "Write the numbers as [x y z], (x, y, z), x,y,z or POINT (x y).");
            }

            return count;
        }

        fault = CellReading.Fault(column.Kind(row), Encoding.UTF8.GetBytes(column.Text(row)));
        return -1;
    }

    private static char? Closing(char opening) => opening switch { '(' => ')', '[' => ']', '{' => '}', _ => null };
}
