using System.Text;

namespace Neuropil.Tables;

/// <summary>What stands for a missing value in a column: nothing, NA, NaN and N/A everywhere, and the codes that are named for it.</summary>
internal sealed class MissingCodes
{
    private readonly byte[][] texts;
    private readonly double[] numbers;

    private MissingCodes(IReadOnlyList<string> codes)
    {
        texts = [.. codes.Select(Encoding.UTF8.GetBytes)];
        numbers = [.. texts.Select(code => TableNumber.TryParse(code, out double number) ? number : double.NaN).Where(number => !double.IsNaN(number))];
    }

    /// <summary>The codes of a column for which none are named.</summary>
    public static MissingCodes Usual { get; } = new([]);

    public static MissingCodes Of(IReadOnlyList<string> codes) => codes.Count == 0 ? Usual : new MissingCodes([.. codes.Select(Utf8Text.Trim)]);

    /// <summary>Whether the cell's text, trimmed, stands for a missing value.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (text.Length <= 3 && (text.SequenceEqual("NA"u8) || text.SequenceEqual("N/A"u8) || Ascii.EqualsIgnoreCase(text, "nan"u8))))
        {
            return true;
        }

        if (texts.Length == 0)
        {
            return false;
        }

        foreach (byte[] code in texts)
        {
            if (text.SequenceEqual(code))
            {
                return true;
            }
        }

        return numbers.Length > 0 && TableNumber.TryParse(text, out double number) && Contains(number);
    }

    /// <summary>Whether the number stands for a missing value.</summary>
    public bool Contains(double number) => double.IsNaN(number) || Array.IndexOf(numbers, number) >= 0;
}
