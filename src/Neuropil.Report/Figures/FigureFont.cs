using ScottPlot;
using SkiaSharp;

namespace Neuropil.Report;

/// <summary>DejaVu Sans out of this assembly, whatever fonts the machine has: the same letters everywhere, and never none.</summary>
internal sealed class FigureFont : IFontResolver
{
    /// <summary>The font's name.</summary>
    public const string Name = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> Typeface = new(Load);
    private static readonly Lazy<bool> Registration = new(Register);

    private FigureFont()
    {
    }

    /// <summary>Makes every plot of this process use the font.</summary>
    public static void Use() => _ = Registration.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing)
        => fontName == Name ? Typeface.Value : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface.Value : null;

    private static bool Register()
    {
        Fonts.FontResolvers.Insert(0, new FigureFont());
        Fonts.Default = Name;
        Fonts.Sans = Name;
        return true;
    }

    private static SKTypeface Load()
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
