using System.Buffers.Binary;
using SkiaSharp;

namespace Neuropil.Report;

/// <summary>Draws charts as PNG on white, with their resolution.</summary>
internal static class ChartPng
{
    /// <summary>For print.</summary>
    public const int PrintResolution = 300;

    /// <summary>For screens, one and a half pixels a unit.</summary>
    public const int ScreenResolution = 192;

    private const int AfterHeader = 33;

    /// <param name="chart">The chart.</param>
    /// <param name="resolution">Pixels an inch.</param>
    public static byte[] Of(Chart chart, int resolution)
    {
        double scale = resolution / (double)Chart.UnitsPerInch;
        SKImageInfo size = new((int)Math.Ceiling(chart.Width * scale), (int)Math.Ceiling(chart.Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKBitmap bitmap = new(size);
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale((float)scale);
            using ChartPainter painter = new(canvas);
            painter.Draw(chart);
        }

        using SKPixmap pixels = bitmap.PeekPixels();
        // Little compression: the pictures are mostly white, and the time counts.
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Up, 1))
            ?? throw new InvalidOperationException($"A picture of {size.Width} × {size.Height} pixels could not be written as PNG.");
        return WithResolution(data.AsSpan(), resolution);
    }

    /// <summary>Puts the chunk pHYs, pixels a metre, behind the header.</summary>
    private static byte[] WithResolution(ReadOnlySpan<byte> png, int resolution)
    {
        Span<byte> chunk = stackalloc byte[21];
        BinaryPrimitives.WriteInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk[4..]);
        int perMetre = (int)Math.Round(resolution / 0.0254);
        BinaryPrimitives.WriteInt32BigEndian(chunk[8..], perMetre);
        BinaryPrimitives.WriteInt32BigEndian(chunk[12..], perMetre);
        chunk[16] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(chunk[17..], Checksum(chunk[4..17]));
        return [.. png[..AfterHeader], .. chunk, .. png[AfterHeader..]];
    }

    /// <summary>The checksum of PNG's chunks: CRC-32 as in ISO 3309.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte one in bytes)
        {
            checksum ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum & 1) == 0 ? checksum >> 1 : (checksum >> 1) ^ 0xEDB88320;
            }
        }

        return ~checksum;
    }
}
