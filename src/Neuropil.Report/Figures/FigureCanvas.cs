using ScottPlot;

namespace Neuropil.Report;

/// <summary>What all figures share: font, frame, size, and both file formats.</summary>
internal static class FigureCanvas
{
    private const int Scale = 2;
    private static readonly Lock Gate = new();

    /// <summary>Gives an empty plot the house style.</summary>
    public static void Style(Plot plot, string title, string horizontal, string vertical)
    {
        FigureFont.Use();
        plot.Font.Set(FigureFont.Name);
        plot.Axes.Color(Palette.Ink);
        plot.Grid.MajorLineColor = Palette.Grid;
        plot.Title(title, 17);
        plot.Axes.Title.Label.Bold = false;
        plot.XLabel(horizontal, 14);
        plot.YLabel(vertical, 14);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
    }

    /// <summary>Puts the legend to the right of the data.</summary>
    public static void LegendBeside(Plot plot)
    {
        plot.Legend.FontName = FigureFont.Name;
        plot.Legend.FontSize = 13;
        plot.Legend.OutlineColor = Palette.Grid;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(Edge.Right);
    }

    /// <summary>Draws as PNG and SVG; width and height in points.</summary>
    public static Drawing Draw(IReadOnlyList<Plot> plots, int columns, int width, int height)
    {
        lock (Gate)
        {
            return new Drawing(Png(plots, columns, width, height), Svg(plots, columns, width, height));
        }
    }

    private static byte[] Png(IReadOnlyList<Plot> plots, int columns, int width, int height)
    {
        using SkiaSharp.SKSurface surface = SkiaSharp.SKSurface.Create(new SkiaSharp.SKImageInfo(width * Scale, height * Scale));
        surface.Canvas.Scale(Scale);
        Draw(plots, columns, width, height, surface.Canvas);
        using SkiaSharp.SKImage image = surface.Snapshot();
        using SkiaSharp.SKData data = image.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static byte[] Svg(IReadOnlyList<Plot> plots, int columns, int width, int height)
    {
        using MemoryStream stream = new();
        using (SkiaSharp.SKCanvas canvas = SkiaSharp.SKSvgCanvas.Create(SkiaSharp.SKRect.Create(width, height), stream))
        {
            Draw(plots, columns, width, height, canvas);
        }

        return stream.ToArray();
    }

    private static void Draw(IReadOnlyList<Plot> plots, int columns, int width, int height, SkiaSharp.SKCanvas canvas)
    {
        canvas.Clear(SkiaSharp.SKColors.White);
        int rows = (plots.Count + columns - 1) / columns;
        for (int index = 0; index < plots.Count; index++)
        {
            float left = index % columns * width / (float)columns;
            float top = index / columns * height / (float)rows;
            plots[index].RenderManager.ClearCanvasBeforeEachRender = false;
            plots[index].Render(canvas, new PixelRect(left, left + (width / (float)columns), top + (height / (float)rows), top));
        }
    }
}
