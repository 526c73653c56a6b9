using Neuropil.Pipeline;

namespace Neuropil.Report;

/// <summary>
/// The three files of a figure: PNG for print (300 dpi) and for screens, and SVG. Pictures are not locked: their bytes hang by the drawing library.
/// </summary>
internal sealed record Picture(Artifact<byte[]> Png, Artifact<byte[]> Screen, Artifact<byte[]> Svg)
{
    /// <param name="path">Where it is published, without the extension.</param>
    public static Picture At(string path)
        => new(new(path + ".png", Codecs.Bytes, locked: false), new(path + "-screen.png", Codecs.Bytes, locked: false), new(path + ".svg", Codecs.Bytes, locked: false));

    public void Write(UnitContext context, string title, Chart chart)
    {
        context.Write(Png, ChartPng.Of(chart, ChartPng.PrintResolution));
        context.Write(Screen, ChartPng.Of(chart, ChartPng.ScreenResolution));
        context.Write(Svg, ChartSvg.File(chart, title));
    }
}
