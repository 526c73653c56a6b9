using Neuropil.Pipeline;

namespace Neuropil.Report;

/// <summary>The two files of a figure. Pictures are not locked: their bytes hang by the drawing library.</summary>
internal sealed record Picture(Artifact<byte[]> Png, Artifact<byte[]> Svg)
{
    /// <param name="path">Where it is published, without the extension.</param>
    public static Picture At(string path) => new(new(path + ".png", Codecs.Bytes, locked: false), new(path + ".svg", Codecs.Bytes, locked: false));

    public void Write(UnitContext context, Drawing drawing)
    {
        context.Write(Png, drawing.Png);
        context.Write(Svg, drawing.Svg);
    }
}
