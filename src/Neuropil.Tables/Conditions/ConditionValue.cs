using System.Text;

namespace Neuropil.Tables;

/// <summary>A value in a condition: its text, and its number where it is one.</summary>
internal sealed class ConditionValue
{
    public ConditionValue(string text)
    {
        Text = text;
        Number = TableNumber.TryParse(Encoding.UTF8.GetBytes(text), out double number) ? number : double.NaN;
    }

    public string Text { get; }

    /// <summary>NaN where the text is no number.</summary>
    public double Number { get; }

    /// <summary>Whether a cell's text, trimmed, is the value.</summary>
    public bool Equals(string cell)
        => cell == Text
            || (!double.IsNaN(Number) && cell.Length > 0 && (char.IsAsciiDigit(cell[^1]) || cell[^1] == '.')
                && TableNumber.TryParse(Encoding.UTF8.GetBytes(cell), out double number) && number == Number
                && !AreLongIntegers(cell, Text));

    /// <summary>Integers beyond 2^53 are compared as text: their doubles may be one.</summary>
    private static bool AreLongIntegers(string first, string second) => first.Length > 15 && second.Length > 15 && first.All(char.IsAsciiDigit) && second.All(char.IsAsciiDigit);
}
