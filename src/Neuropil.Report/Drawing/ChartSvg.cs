using System.Globalization;
using System.Text;

namespace Neuropil.Report;

/// <summary>Writes charts as SVG.</summary>
internal sealed class ChartSvg
{
    private readonly StringBuilder svg = new();
    private readonly bool isFile;

    private ChartSvg(bool isFile) => this.isFile = isFile;

    /// <summary>Within the page: colours follow its theme.</summary>
    public static string InPage(Chart chart)
    {
        ChartSvg writer = new(isFile: false);
        writer.svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" style=\"--chart:{Place(chart.Width)}px\" viewBox=\"0 0 {Place(chart.Width)} {Place(chart.Height)}\" role=\"img\" aria-label=\"{Html.Encoded(chart.Description)}\">");
        writer.Marks(chart);
        return writer.svg.Append("</svg>").ToString();
    }

    /// <summary>A file of its own, on white, with title and description.</summary>
    public static byte[] File(Chart chart, string title)
    {
        ChartSvg writer = new(isFile: true);
        writer.svg.Append(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Place(chart.Width / Chart.UnitsPerInch)}in\" height=\"{Place(chart.Height / Chart.UnitsPerInch)}in\" viewBox=\"0 0 {Place(chart.Width)} {Place(chart.Height)}\" role=\"img\" aria-labelledby=\"title description\" font-family=\"'{FigureFont.Name}',Verdana,sans-serif\">\n");
        writer.svg.Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{Html.Encoded(title)}</title>\n<desc id=\"description\">{Html.Encoded(chart.Description)}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"{ClassPalette.LightPage}\"/>\n");
        writer.Marks(chart);
        return Encoding.UTF8.GetBytes(writer.svg.Append("</svg>\n").ToString());
    }

    private static string Place(double value) => PageNumber.Place(value);

    private void Marks(Chart chart)
    {
        foreach (Mark mark in chart.Marks)
        {
            Write(mark);
            if (isFile)
            {
                svg.Append('\n');
            }
        }
    }

    private void Write(Mark mark)
    {
        switch (mark)
        {
            case Mark.Line line:
                svg.Append($"<line x1=\"{Place(line.X1)}\" y1=\"{Place(line.Y1)}\" x2=\"{Place(line.X2)}\" y2=\"{Place(line.Y2)}\"{Look(null, line.Ink, line.Width, line.Opacity)}{(line.IsRound ? " stroke-linecap=\"round\"" : "")}/>");
                break;
            case Mark.Box box:
                svg.Append($"<rect x=\"{Place(box.X)}\" y=\"{Place(box.Y)}\" width=\"{Place(box.Width)}\" height=\"{Place(box.Height)}\"{(box.Radius > 0 ? $" rx=\"{Place(box.Radius)}\"" : "")}{Look(box.Fill, box.Stroke, box.StrokeWidth, box.Opacity)}");
                End(box.Title, "rect");
                break;
            case Mark.Text text:
                Write(text);
                break;
            case Mark.Points points:
                svg.Append($"<path d=\"{Outlines(points)}\"{Look(points.Fill, points.Stroke, points.StrokeWidth, points.Opacity)}");
                End(points.Title, "path");
                break;
            case Mark.Path path:
                svg.Append($"<path d=\"M{string.Join('L', path.Places.Select(place => $"{Place(place.X)} {Place(place.Y)}"))}{(path.IsClosed ? "z" : "")}\"{Look(path.Fill, path.Stroke, path.StrokeWidth, path.Opacity, hasFill: true)}/>");
                break;
            case Mark.Inner inner:
                svg.Append($"<g transform=\"translate({Place(inner.X)} {Place(inner.Y)})\">");
                Marks(inner.Chart);
                svg.Append("</g>");
                break;
            default:
                throw new InvalidOperationException($"There is no way to write a {mark.GetType().Name}.");
        }
    }

    private void Write(Mark.Text text)
    {
        string anchor = text.Anchor switch { Anchor.Start => "start", Anchor.Middle => "middle", _ => "end" };
        svg.Append($"<text x=\"{Place(text.X)}\" y=\"{Place(text.Y)}\" dy=\".35em\" text-anchor=\"{anchor}\"");
        if (isFile || text.Size != Chart.TextSize)
        {
            svg.Append($" font-size=\"{Place(text.Size)}\"");
        }

        svg.Append(text.IsBold ? " font-weight=\"700\"" : "");
        svg.Append(text.IsTurned ? $" transform=\"rotate(-90 {Place(text.X)} {Place(text.Y)})\"" : "");
        svg.Append(isFile || text.Ink != Ink.Text || text.HasHalo ? Look(text.Ink, text.HasHalo ? Ink.Page : null, 3, 1) : "");
        svg.Append(text.HasHalo ? " paint-order=\"stroke\" stroke-linejoin=\"round\"" : "");
        svg.Append($">{Html.Encoded(text.Content)}</text>");
    }

    private void End(string? title, string element)
        => svg.Append(title is null ? "/>" : $"><title>{Html.Encoded(title)}</title></{element}>");

    private string Look(Ink? fill, Ink? stroke, double strokeWidth, double opacity, bool hasFill = false)
    {
        string look = fill is null && !hasFill && stroke is not null && !isFile
            ? $" style=\"fill:none;stroke:{stroke.Css}\""
            : isFile
                ? $" fill=\"{fill?.Light ?? "none"}\"{(stroke is null ? "" : $" stroke=\"{stroke.Light}\"")}"
                : $" style=\"fill:{fill?.Css ?? "none"}{(stroke is null ? "" : $";stroke:{stroke.Css}")}\"";
        return look + (stroke is null || strokeWidth == 1 ? "" : $" stroke-width=\"{Place(strokeWidth)}\"") + (opacity < 1 ? $" opacity=\"{Place(opacity)}\"" : "");
    }

    private static string Outlines(Mark.Points points)
    {
        string outline = points.Shape.Relative(points.Radius, out (double X, double Y) start);
        StringBuilder path = new(points.Places.Count * (outline.Length + 12));
        foreach ((double x, double y) in points.Places)
        {
            path.Append('M').Append((x + start.X).ToString("0.#", CultureInfo.InvariantCulture)).Append(' ').Append((y + start.Y).ToString("0.#", CultureInfo.InvariantCulture)).Append(outline);
        }

        return path.ToString();
    }
}
