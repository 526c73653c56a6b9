using System.Globalization;
using System.Text;

namespace Neuropil.Numerics;

/// <summary>
/// Text that came from outside (a cell, a file's field, a name in a pickle) as it may stand in a message, a log or on a terminal.
/// </summary>
public static class ForeignText
{
    /// <summary>The most characters that <see cref="Shown"/> returns.</summary>
    public const int MaximumLength = 200;

    /// <summary>The text escaped as by <see cref="Escaped"/> and cut to <see cref="MaximumLength"/> characters, the last then being '…'.</summary>
    /// <param name="text">Any text; null is shown as nothing.</param>
    public static string Shown(string? text) => Escape(text, MaximumLength);

    /// <summary>
    /// The text with every character that would act instead of being seen written as its code: control and format characters (the
    /// bidirectional ones among them), line and paragraph separators, halves of surrogate pairs, and characters that Unicode has not assigned.
    /// A line break becomes <c>\n</c>, an escape <c>\u001B</c>. For paths, which must not be cut.
    /// </summary>
    /// <param name="text">Any text; null is shown as nothing.</param>
    public static string Escaped(string? text) => Escape(text, int.MaxValue);

    private static string Escape(string? text, int most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        StringBuilder shown = new(Math.Min(text.Length, most));
        ReadOnlySpan<char> rest = text;
        int whole = 0;
        while (!rest.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf16(rest, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            string? code = valid ? Code(rune) : Code(rest[0]);
            int width = code?.Length ?? length;
            if (shown.Length + width > most)
            {
                shown.Length = whole;
                return shown.Append('…').ToString();
            }

            _ = code is null ? shown.Append(rest[..length]) : shown.Append(code);
            rest = rest[length..];

            // Where the text would be cut: after the last character that leaves room for the '…'.
            whole = shown.Length < most ? shown.Length : whole;
        }

        return shown.ToString();
    }

    private static string? Code(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
            ? rune.IsBmp ? Code((char)rune.Value) : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}")
            : null,
    };

    private static string Code(char unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
}
