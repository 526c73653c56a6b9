using System.Globalization;
using System.Net;
using System.Text;

namespace Neuropil.Report;

/// <summary>Writes a page; every text is encoded.</summary>
internal sealed class Html
{
    private readonly StringBuilder page = new();

    public void Raw(string markup) => page.Append(markup).Append('\n');

    public void Heading(int level, string text, string? id = null)
        => Raw(string.Create(CultureInfo.InvariantCulture, $"<h{level}{(id is null ? "" : $" id=\"{Encoded(id)}\"")}>{Encoded(text)}</h{level}>"));

    public void Paragraph(string text) => Raw($"<p>{Encoded(text)}</p>");

    public void List(IEnumerable<string> items)
    {
        Raw("<ul>");
        foreach (string item in items)
        {
            Raw($"<li>{Encoded(item)}</li>");
        }

        Raw("</ul>");
    }

    /// <summary>A table; cells that are numbers stand to the right.</summary>
    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Raw("<div class=\"scroll\"><table>");
        Raw($"<thead><tr>{string.Concat(header.Select(cell => $"<th scope=\"col\">{Encoded(cell)}</th>"))}</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            Raw($"<tr>{string.Concat(row.Select(Cell))}</tr>");
        }

        Raw("</tbody></table></div>");
    }

    /// <summary>A picture (PNG) inside the page.</summary>
    public void Picture(byte[] png, string caption)
    {
        Raw("<figure>");
        Raw($"<img alt=\"{Encoded(caption)}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">");
        Raw($"<figcaption>{Encoded(caption)}</figcaption></figure>");
    }

    public string Page(string title, string style)
        => $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Encoded(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n{page}</main>\n</body>\n</html>\n";

    private static string Cell(string text)
        => text.Length > 0 && (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '−' && text.Length > 1 && char.IsAsciiDigit(text[1])))
            ? $"<td class=\"number\">{Encoded(text)}</td>"
            : $"<td>{Encoded(text)}</td>";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
