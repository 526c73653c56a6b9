using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace Neuropil.Report.Tests;

public sealed class ChartTests
{
    [Fact]
    public void The_same_chart_has_the_same_bytes_again_and_on_many_threads()
    {
        byte[] svg = ChartSvg.File(Made(), "made");
        byte[] png = ChartPng.Of(Made(), ChartPng.PrintResolution);

        Parallel.For(0, 12, _ =>
        {
            Assert.Equal(svg, ChartSvg.File(Made(), "made"));
            Assert.Equal(png, ChartPng.Of(Made(), ChartPng.PrintResolution));
        });
    }

    [Fact]
    public void A_picture_has_the_pixels_of_its_resolution_and_the_colours_of_its_inks()
    {
        Chart chart = new(128, 64, "two areas");
        chart.Box(0, 0, 64, 64, Ink.OfClass(1));
        using SKBitmap picture = SKBitmap.Decode(ChartPng.Of(chart, ChartPng.PrintResolution));

        Assert.Equal((300, 150), (picture.Width, picture.Height));
        Assert.Equal(SKColor.Parse(ClassPalette.Light[1]), picture.GetPixel(75, 75));
        Assert.Equal(SKColors.White, picture.GetPixel(225, 75));
    }

    [Fact]
    public void Stamped_marks_stand_where_single_ones_do()
    {
        (double X, double Y)[] places = [.. Enumerable.Range(0, 12).Select(index => (10 + (index % 4 * 20.3), 10 + (index / 4 * 20.7)))];
        Chart together = new(100, 70, "");
        together.Points(places, MarkShape.Square, 4, Ink.Text);
        Chart apart = new(100, 70, "");
        foreach ((double X, double Y) place in places)
        {
            apart.Points([place], MarkShape.Square, 4, Ink.Text);
        }

        using SKBitmap first = SKBitmap.Decode(ChartPng.Of(together, ChartPng.PrintResolution));
        using SKBitmap second = SKBitmap.Decode(ChartPng.Of(apart, ChartPng.PrintResolution));

        // Within a pixel: a dark pixel of one has a dark one of the other beside it.
        Assert.Equal(0, Strays(first, second));
        Assert.Equal(0, Strays(second, first));
        Assert.True(Dark(first) > 2000, $"{Dark(first)} dark pixels");
    }

    [Fact]
    public void Foreign_text_is_encoded()
    {
        Chart chart = new(100, 50, "a <b> & \"c\"");
        chart.Text(0, 0, "</text><script>");

        XElement svg = XDocument.Parse(System.Text.Encoding.UTF8.GetString(ChartSvg.File(chart, "<t>"))).Root!;

        Assert.Equal("a <b> & \"c\"", svg.Element(svg.Name.Namespace + "desc")!.Value);
        Assert.Equal("</text><script>", svg.Element(svg.Name.Namespace + "text")!.Value);
    }

    [Fact]
    public void Marks_on_one_place_are_drawn_once()
    {
        Chart chart = new(100, 50, "");
        chart.Points(Enumerable.Repeat((10.0, 10.0), 5000).Append((20, 10)), MarkShape.Disc, 2, Ink.Bar);

        Assert.Equal(2, Assert.IsType<Mark.Points>(chart.Marks[0]).Places.Count);
    }

    [Theory]
    [InlineData("ink")]
    [InlineData("quiet")]
    [InlineData("line")]
    [InlineData("bar")]
    [InlineData("soft")]
    [InlineData("accent")]
    [InlineData("doubtful")]
    [InlineData("page")]
    public void Inks_in_files_are_those_of_the_light_page(string name)
    {
        string style = PageAssets.Style;
        string hex = Regex.Match(style, $"--{name}: ?light-dark\\(#([0-9a-f]+),").Groups[1].Value;
        string light = "#" + (hex.Length == 3 ? string.Concat(hex.Select(digit => $"{digit}{digit}")) : hex);
        Ink[] inks = [Ink.Text, Ink.Quiet, Ink.Line, Ink.Bar, Ink.Soft, Ink.Accent, Ink.Doubtful, Ink.Page];

        Assert.Equal(light, inks.Single(ink => ink.Css == $"var(--{name})").Light);
    }

    private static Chart Made()
    {
        Chart chart = new(300, 200, "a made chart");
        chart.Line(0, 0, 300, 200, isRound: true);
        chart.Box(20, 20, 50, 30, Ink.Bar, Ink.Text, radius: 3, opacity: 0.5, title: "a box");
        chart.Points(Enumerable.Range(0, 200).Select(index => (index * 1.37 % 300, index * 3.11 % 200)), MarkShape.OfClass(3), 3, Ink.OfClass(3), Ink.Page);
        chart.Text(150, 100, "text", Anchor.Middle, hasHalo: true, isBold: true);
        chart.Path([(0, 0), (100, 20), (40, 90)], true, Ink.Soft, Ink.Accent, 2, 0.7);
        Chart outer = new(340, 240, "a made chart within another");
        outer.Add(20, 20, chart);
        return outer;
    }

    private static bool IsDark(SKBitmap picture, int x, int y)
        => x >= 0 && y >= 0 && x < picture.Width && y < picture.Height && picture.GetPixel(x, y).Red < 100;

    private static int Dark(SKBitmap picture) => Enumerable.Range(0, picture.Height).Sum(y => Enumerable.Range(0, picture.Width).Count(x => IsDark(picture, x, y)));

    private static int Strays(SKBitmap first, SKBitmap second)
    {
        int strays = 0;
        for (int y = 0; y < first.Height; y++)
        {
            for (int x = 0; x < first.Width; x++)
            {
                bool near = Enumerable.Range(-1, 3).Any(down => Enumerable.Range(-1, 3).Any(right => IsDark(second, x + right, y + down)));
                strays += IsDark(first, x, y) && !near ? 1 : 0;
            }
        }

        return strays;
    }
}
