using System.Text;
using Neuropil.Learning;
using Neuropil.Report;
using Neuropil.Study.Tests;
using Neuropil.Tables;

namespace Neuropil.Report.Tests;

[Collection(SampleStudy.Collection)]
public sealed class ReportTests(SampleStudy study)
{
    [Fact]
    public void The_page_loads_nothing_from_elsewhere()
    {
        string page = File.ReadAllText(study.PathOf("report/report.html"));
        Assert.DoesNotContain("http:", page);
        Assert.DoesNotContain("https:", page);
        Assert.DoesNotContain("<script", page);
        Assert.Equal(16, page.Split("data:image/png;base64,").Length - 1);
        Assert.All(new[] { "as", "ss", "cb", "cr", "pv", "predictions", "warnings", "parameters" }, id => Assert.Contains($"id=\"{id}\"", page));
    }

    [Theory]
    [InlineData("neurons")]
    [InlineData("clusters")]
    [InlineData("confusion")]
    public void Every_figure_is_there_as_PNG_and_as_SVG_with_its_text(string figure)
    {
        foreach (string group in new[] { "as", "ss", "cb", "cr", "pv" })
        {
            byte[] picture = File.ReadAllBytes(study.PathOf($"report/figures/{group}-{figure}.png"));
            Assert.Equal("PNG", Encoding.ASCII.GetString(picture, 1, 3));
            Assert.True(picture.Length > 10_000);
            string drawing = File.ReadAllText(study.PathOf($"report/figures/{group}-{figure}.svg"));
            Assert.Contains("<text", drawing);
            Assert.Contains(FigureFont.Name, drawing);
        }
    }

    [Fact]
    public void Text_from_a_table_is_encoded()
    {
        Html html = new();
        html.Table(["a<b"], [["<script>1</script>"], ["-1"]]);
        string page = html.Page("x & y", "");
        Assert.Contains("a&lt;b", page);
        Assert.Contains("&lt;script&gt;", page);
        Assert.Contains("<td class=\"number\">-1</td>", page);
        Assert.Contains("<title>x &amp; y</title>", page);
    }
}
