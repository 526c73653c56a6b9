using System.Buffers;
using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>Texts in UTF-8.</summary>
internal static class Utf8Text
{
    [ThreadStatic]
    private static (byte[] Bytes, string Text)[]? recent;

    /// <summary>The text without what cannot be seen at its ends: white space of every kind, no-break and zero-width spaces, byte order marks.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (IsPlain(text[0]) && IsPlain(text[^1])))
        {
            return text;
        }

        while (Rune.DecodeFromUtf8(text, out Rune first, out int length) == OperationStatus.Done && IsUnseen(first))
        {
            text = text[length..];
        }

        while (Rune.DecodeLastFromUtf8(text, out Rune last, out int length) == OperationStatus.Done && IsUnseen(last))
        {
            text = text[..^length];
        }

        return text;
    }

    /// <summary>The text without what cannot be seen at its ends.</summary>
    public static string Trim(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsUnseen(text[start]))
        {
            start++;
        }

        while (end > start && IsUnseen(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Whether the letter is white space or has no width.</summary>
    public static bool IsUnseen(char letter)
        => letter > ' ' && letter < 0x7F ? false : char.IsWhiteSpace(letter) || letter == '\0' || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;

    /// <summary>The text as a string; texts that came lately on this thread are shared.</summary>
    public static string ToText(ReadOnlySpan<byte> utf8)
    {
        const int Slots = 4096;
        const int LongestShared = 64;
        if (utf8.IsEmpty)
        {
            return string.Empty;
        }

        if (utf8.Length > LongestShared)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        recent ??= new (byte[], string)[Slots];
        uint hash = 2166136261;
        foreach (byte value in utf8)
        {
            hash = (hash ^ value) * 16777619;
        }

        ref (byte[] Bytes, string Text) slot = ref recent[(hash ^ (hash >> 12)) & (Slots - 1)];
        if (slot.Bytes is null || !utf8.SequenceEqual(slot.Bytes))
        {
            slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return slot.Text;
    }

    private static bool IsPlain(byte value) => value is > (byte)' ' and < 0x7F;

    private static bool IsUnseen(Rune rune) => rune.Value == 0 || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
}
