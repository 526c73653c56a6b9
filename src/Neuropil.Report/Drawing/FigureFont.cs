using SkiaSharp;

namespace Neuropil.Report;

/// <summary>DejaVu Sans out of this assembly, whatever fonts the machine has: the same letters everywhere, and never none.</summary>
internal static class FigureFont
{
    /// <summary>The font's name.</summary>
    public const string Name = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> Typeface = new(Load);

    /// <summary>The font in a size; bold letters are thickened.</summary>
    public static SKFont OfSize(double size, bool isBold = false)
        => new(Typeface.Value, (float)size) { Embolden = isBold, Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };

    /// <summary>How wide a text is.</summary>
    public static double WidthOf(string text, double size = Chart.TextSize)
    {
        using SKFont font = OfSize(size);
        return font.MeasureText(text);
    }

    private static SKTypeface Load()
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
