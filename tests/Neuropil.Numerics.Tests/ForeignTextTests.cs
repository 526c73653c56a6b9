namespace Neuropil.Numerics.Tests;

using System.Globalization;
using CsCheck;
using Neuropil.Numerics;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[31mred\u0007", "\\u001B[31mred\\u0007")]
    [InlineData("a\r\n\tb", "a\\r\\n\\tb")]
    [InlineData("\u009b1m \u202Eevil\u2066 \u200B\u2028", "\\u009B1m \\u202Eevil\\u2066 \\u200B\\u2028")]
    [InlineData("whole \U0001F9E0, tag \U000E0041", "whole \U0001F9E0, tag \\U000E0041")]
    [InlineData("grüße 神経 µm C:\\x", "grüße 神経 µm C:\\x")]
    public void What_would_act_is_shown_as_its_code(string text, string shown)
    {
        Assert.Equal(shown, ForeignText.Shown(text));
        Assert.Equal(shown, ForeignText.Escaped(text));
    }

    [Fact]
    public void Half_a_character_is_shown_as_its_code() => Assert.Equal("a\\uD83Db\\uDE00", ForeignText.Shown("a\uD83Db\uDE00"));

    [Fact]
    public void Nothing_is_shown_as_nothing() => Assert.Equal("", ForeignText.Shown(null) + ForeignText.Shown("") + ForeignText.Escaped(null));

    [Fact]
    public void Long_text_is_cut_and_says_so()
    {
        Assert.Equal(new string('x', 200), ForeignText.Shown(new string('x', 200)));
        Assert.Equal(new string('x', 199) + "…", ForeignText.Shown(new string('x', 201)));
        Assert.Equal(1000, ForeignText.Escaped(new string('x', 1000)).Length);
    }

    [Fact]
    public void Any_text_is_short_and_harmless_and_its_start_is_kept()
        => Gen.String.Select(Gen.Int[0, 400], (text, repeat) => string.Concat(Enumerable.Repeat(text, repeat))).Sample(text =>
        {
            string shown = ForeignText.Shown(text);
            Assert.InRange(shown.Length, 0, ForeignText.MaximumLength);
            Assert.DoesNotContain(shown, letter => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            string whole = ForeignText.Escaped(text);
            Assert.True(shown == whole || (shown[^1] == '…' && whole.StartsWith(shown[..^1], StringComparison.Ordinal) && shown.Length > ForeignText.MaximumLength - 11));
        });
}
