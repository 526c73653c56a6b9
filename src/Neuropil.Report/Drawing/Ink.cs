using System.Globalization;

namespace Neuropil.Report;

/// <summary>A colour that follows the page's theme there and is its light form in files.</summary>
/// <param name="Css">The value of a style in the page.</param>
/// <param name="Light">On white: # and six hexadecimal digits.</param>
internal sealed record Ink(string Css, string Light)
{
    /// <summary>Text.</summary>
    public static Ink Text { get; } = new("var(--ink)", "#1a1f27");

    /// <summary>Text beside, axes.</summary>
    public static Ink Quiet { get; } = new("var(--quiet)", "#566070");

    /// <summary>Grid lines.</summary>
    public static Ink Line { get; } = new("var(--line)", "#dde1e7");

    /// <summary>Values without a class.</summary>
    public static Ink Bar { get; } = new("var(--bar)", "#5b7fb8");

    /// <summary>Areas behind.</summary>
    public static Ink Soft { get; } = new("var(--soft)", "#cfd8e6");

    /// <summary>What is meant.</summary>
    public static Ink Accent { get; } = new("var(--accent)", "#1d56b8");

    /// <summary>What is not to be built on.</summary>
    public static Ink Doubtful { get; } = new("var(--doubtful)", "#8a5300");

    /// <summary>The ground.</summary>
    public static Ink Page { get; } = new("var(--page)", ClassPalette.LightPage);

    /// <summary>Noise and what has no class.</summary>
    public static Ink Noise { get; } = new("light-dark(#78808a,#8892a0)", "#78808a");

    /// <summary>The other side of <see cref="Bar"/>.</summary>
    public static Ink Warm { get; } = new("light-dark(#d06a2a,#c4672f)", "#d06a2a");

    /// <summary>The colour of a class.</summary>
    public static Ink OfClass(int index) => new(ClassPalette.Css(index), ClassPalette.Light[index % ClassPalette.Light.Count]);

    /// <summary>So much of this colour on the ground.</summary>
    /// <param name="share">0: the ground; 1: this colour.</param>
    public Ink Tint(double share)
    {
        double part = Math.Clamp(share, 0, 1);
        int percent = (int)Math.Round(100 * part);
        return new Ink(
            string.Create(CultureInfo.InvariantCulture, $"color-mix(in srgb,{Css} {percent}%,var(--page))"),
            string.Create(CultureInfo.InvariantCulture, $"#{Mixed(0, percent):x2}{Mixed(1, percent):x2}{Mixed(2, percent):x2}"));
    }

    /// <summary>Red, green or blue on white, 0 to 255.</summary>
    public byte Part(int index) => byte.Parse(Light.AsSpan(1 + (2 * index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private int Mixed(int part, int percent) => 255 + (((Part(part) - 255) * percent) / 100);
}
