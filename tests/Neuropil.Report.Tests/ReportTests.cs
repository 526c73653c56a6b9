using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using Neuropil.Study.Tests;

namespace Neuropil.Report.Tests;

[Collection(SampleStudy.Collection)]
public sealed class ReportTests(SampleStudy study)
{
    public static TheoryData<string> Figures
        => [.. new[] { "as", "ss", "cb", "cr", "pv" }
            .SelectMany(group => new[] { "clusters", "neurons", "positions", "profiles", "histograms", "pairs", "correlations", "tree", "confusion" }.Select(kind => $"{group}-{kind}"))
            .Concat(["overview", "features", "correlations", "positions"])];

    [Theory]
    [MemberData(nameof(Figures))]
    public void Every_figure_is_there_for_print_and_screen_and_as_SVG_with_size_title_and_description(string figure)
    {
        AssertPicture($"{figure}.png", 300);
        AssertPicture($"{figure}-screen.png", 192);
        XElement svg = XDocument.Load(study.PathOf($"report/figures/{figure}.svg")).Root!;
        Assert.Matches("^0 0 [0-9.]+ [0-9.]+$", svg.Attribute("viewBox")!.Value);
        Assert.All(new[] { "title", "desc" }, name => Assert.NotEmpty(svg.Element(svg.Name.Namespace + name)!.Value));
        Assert.NotEmpty(svg.Descendants(svg.Name.Namespace + "text"));
        Assert.StartsWith($"'{FigureFont.Name}'", svg.Attribute("font-family")!.Value, StringComparison.Ordinal);
    }

    private void AssertPicture(string file, int resolution)
    {
        byte[] picture = File.ReadAllBytes(study.PathOf($"report/figures/{file}"));
        Assert.Equal("PNG", Encoding.ASCII.GetString(picture, 1, 3));
        Assert.Equal("pHYs", Encoding.ASCII.GetString(picture, 37, 4));
        Assert.Equal(resolution, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(41)) * 0.0254, 0.02);
        Assert.Equal(1, picture[49]);
    }
}
