using System.Text;

namespace Neuropil.Tables;

/// <summary>Text that is not UTF-8, read as Windows-1252, which holds Latin-1.</summary>
internal static class Latin
{
    private const string From80 = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        foreach (byte value in bytes)
        {
            text.Append(value is >= 0x80 and < 0xA0 ? From80[value - 0x80] : (char)value);
        }

        return text.ToString();
    }

    /// <summary>UTF-8 where it is, else Windows-1252.</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Text(bytes);
}
