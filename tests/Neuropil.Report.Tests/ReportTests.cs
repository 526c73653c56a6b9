using System.Text;
using Neuropil.Learning;
using Neuropil.Report;
using Neuropil.Study.Tests;
using Neuropil.Tables;

namespace Neuropil.Report.Tests;

[Collection(SampleStudy.Collection)]
public sealed class ReportTests(SampleStudy study)
{
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
}
