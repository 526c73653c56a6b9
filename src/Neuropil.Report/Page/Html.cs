using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Neuropil.Numerics;

namespace Neuropil.Report;

/// <summary>Writes the page's markup; every text is encoded, and what would not be seen in it is made visible.</summary>
internal sealed partial class Html
{
    private readonly StringBuilder page = new();

    public Html Raw(string markup)
    {
        page.Append(markup).Append('\n');
        return this;
    }

    public void Heading(int level, string text, string? id = null)
        => Raw(string.Create(CultureInfo.InvariantCulture, $"<h{level}{(id is null ? "" : $" id=\"{Encoded(id)}\"")}>{Encoded(text)}</h{level}>"));

    public void Paragraph(string text, string? style = null) => Raw($"<p{(style is null ? "" : $" class=\"{style}\"")}>{Encoded(text)}</p>");

    public void List(IEnumerable<string> items) => Raw($"<ul>{string.Concat(items.Select(item => $"<li>{Encoded(item)}</li>"))}</ul>");

    /// <summary>Where something was not computed: what it would show, and the command.</summary>
    public void Missing(string what, string target) => Raw($"<p class=\"command\">{Encoded(what)} <code>./build.sh --target={Encoded(target)}</code></p>");

    /// <summary>A table of written cells; those that are numbers stand to the right.</summary>
    public void Table(PageRows rows, int most = int.MaxValue)
    {
        if (rows.Rows.Count == 0)
        {
            Paragraph($"{rows.Caption}: none.", "note");
            return;
        }

        Table(rows.Caption, rows.Header, rows.Rows.Take(most).Select(row => string.Concat(row.Select(Cell))));
        if (rows.Rows.Count > most)
        {
            Paragraph(string.Create(CultureInfo.InvariantCulture, $"{rows.Rows.Count - most} rows more{(rows.File is null ? "" : $" in {rows.File}")}."), "note");
        }
    }

    /// <summary>A table whose rows are markup already.</summary>
    /// <param name="caption">What the rows are.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Each row's cells; a row may start with its own <c>&lt;tr</c>.</param>
    /// <param name="attributes">Further attributes of the table.</param>
    public void Table(string caption, IReadOnlyList<string> header, IEnumerable<string> rows, string attributes = "")
    {
        Raw($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Encoded(caption)}\"><table class=\"data\"{attributes}><caption>{Encoded(caption)}</caption>");
        string[] all = [.. rows];
        bool[] numbers = all.Length == 0 ? [] : [.. CellStart().Matches(all[0]).Select(cell => cell.Value.Contains("\"number\"", StringComparison.Ordinal))];
        Raw($"<thead><tr>{string.Concat(header.Select((cell, at) => $"<th scope=\"col\"{(at < numbers.Length && numbers[at] ? " class=\"number\"" : "")}>{Encoded(cell)}</th>"))}</tr></thead><tbody>");
        foreach (string row in all)
        {
            Raw(row.StartsWith("<tr", StringComparison.Ordinal) ? row : $"<tr>{row}</tr>");
        }

        Raw("</tbody></table></div>");
    }

    public void Figure(PageFigure figure)
        => Raw($"<figure><img alt=\"{Encoded(figure.Description)}\" src=\"data:{figure.MediaType};base64,{Convert.ToBase64String(figure.Content.Span)}\"><figcaption>{Encoded(figure.Caption)}</figcaption></figure>");

    /// <summary>A chart with its caption.</summary>
    public void Chart(string caption, Chart chart) => Raw($"<figure>{(caption.Length == 0 ? "" : $"<figcaption>{Encoded(caption)}</figcaption>")}{ChartSvg.InPage(chart)}</figure>");

    /// <summary>A cell of text or, where it reads as one, of a number.</summary>
    public static string Cell(string text)
        => text.Length > 0 && (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '−' && text.Length > 1 && char.IsAsciiDigit(text[1])))
            ? $"<td class=\"number\">{Encoded(text)}</td>"
            : $"<td>{Encoded(text)}</td>";

    /// <summary>A cell with a number: four digits seen, all of them in the title and for sorting.</summary>
    public static string Cell(double value)
        => double.IsNaN(value) ? "<td></td>" : string.Create(CultureInfo.InvariantCulture, $"<td class=\"number\" data-value=\"{value}\">{PageNumber.Short(value)}</td>");

    public static string Cell(int value) => $"<td class=\"number\">{PageNumber.Count(value)}</td>";

    /// <summary>An id from a name that may hold anything: what an id cannot have becomes its code.</summary>
    public static string Id(string prefix, string name)
        => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' ? letter.ToString() : $"_{(int)letter:x}"))}");

    public static string Encoded(string text) => WebUtility.HtmlEncode(ForeignText.Escaped(text));

    public override string ToString() => page.ToString();

    [GeneratedRegex("<t[dh](?: [^>]*)?>")]
    private static partial Regex CellStart();
}
