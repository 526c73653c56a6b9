using System.Globalization;
using System.Text;

namespace Neuropil.Report;

/// <summary>A chart as SVG that follows the page's theme; stands without scripts and in print.</summary>
internal sealed class Chart(int width, int height, string description)
{
    private readonly StringBuilder marks = new();

    public int Width => width;

    public int Height => height;

    public void Line(double x1, double y1, double x2, double y2, string style = "class=\"axis\"")
        => Add($"<line x1=\"{P(x1)}\" y1=\"{P(y1)}\" x2=\"{P(x2)}\" y2=\"{P(y2)}\" {style}/>");

    public void Box(double x, double y, double boxWidth, double boxHeight, string style, string? title = null)
        => Add($"<rect x=\"{P(x)}\" y=\"{P(y)}\" width=\"{P(Math.Max(0, boxWidth))}\" height=\"{P(Math.Max(0, boxHeight))}\" {style}{(title is null ? "/>" : $"><title>{Html.Encoded(title)}</title></rect>")}");

    public void Dot(double x, double y, double radius, string style, string? title = null)
        => Add($"<circle cx=\"{P(x)}\" cy=\"{P(y)}\" r=\"{P(radius)}\" {style}{(title is null ? "/>" : $"><title>{Html.Encoded(title)}</title></circle>")}");

    /// <param name="x">Where it stands.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="style">Further attributes.</param>
    public void Text(double x, double y, string text, string anchor = "start", string style = "")
        => Add($"<text x=\"{P(x)}\" y=\"{P(y)}\" dy=\".35em\" text-anchor=\"{anchor}\"{(style.Length == 0 ? "" : " " + style)}>{Html.Encoded(text)}</text>");

    /// <summary>Ticks and grid below the chart.</summary>
    public void BottomAxis(Scale scale, double top, double bottom, string unit, int about = 5)
    {
        foreach ((double value, string text) in scale.Ticks(about))
        {
            Line(scale[value], top, scale[value], bottom, "class=\"grid\"");
            Text(scale[value], bottom + 11, text, "middle", "class=\"quiet\"");
        }

        if (unit.Length > 0)
        {
            Text(width - 2, bottom + 25, unit, "end", "class=\"quiet\"");
        }
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"<svg class=\"chart\" style=\"--chart:{width}px\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Html.Encoded(description)}\">{marks}</svg>");

    private static string P(double value) => PageNumber.Place(value);

    private void Add(string mark) => marks.Append(mark);
}
