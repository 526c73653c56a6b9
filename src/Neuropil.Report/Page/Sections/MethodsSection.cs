namespace Neuropil.Report;

/// <summary>How it was done: prose for a paper, parameters, departures, provenance, licences, how to do it again.</summary>
internal static class MethodsSection
{
    public static void Write(Html page, PageData data, IReadOnlyList<(string Name, string Version, string Licence)> bundled)
    {
        page.Raw("<section id=\"methods\"><h2>Methods</h2>");
        page.Heading(3, "For a paper");
        foreach (string paragraph in data.Methods)
        {
            page.Paragraph(paragraph);
        }

        page.Raw("<ol>" + string.Concat(data.References.Select(reference => $"<li>{Html.Encoded(reference)}</li>")) + "</ol>");
        page.Heading(3, "Parameters");
        page.Table(
            "Parameters, as the run took them",
            ["Section", "Key", .. data.Groups.Select(group => group.Name)],
            data.Parameters.Select(parameter => $"{Html.Cell(parameter.Section)}<th scope=\"row\">{Html.Encoded(parameter.Key)}</th>{string.Concat(data.Groups.Select((_, group) => Html.Cell(parameter.Values[parameter.Values.Count == 1 ? 0 : group])))}"));
        if (data.IsPublishedStudy && data.Departures.Count > 0)
        {
            page.Heading(3, "Departures from the published study");
            page.List(data.Departures);
        }

        page.Heading(3, "To do it again");
        page.Raw($"<p>With the inputs named in <a href=\"#data\">Data</a> and the same settings, <code>./build.sh --target=Report</code> gives this page byte for byte; <code>./build.sh --target=Reproduce</code> computes everything anew and compares it with the lock. Neuropil {Html.Encoded(data.Version)}.</p>");
        if (data.Provenance.Count > 0)
        {
            page.Table("Provenance", ["What", "Value"], data.Provenance.Select(one => $"<th scope=\"row\">{Html.Encoded(one.Key)}</th><td class=\"hash\">{Html.Encoded(one.Value)}</td>"));
        }

        page.Heading(3, "Licences");
        page.Raw($"<details><summary>{PageNumber.Count(bundled.Count, "package")} inside this page</summary>");
        page.Table("Packages inside this page", ["Package", "Version", "Licence"], bundled.Select(one => $"{Html.Cell(one.Name)}<td>{Html.Encoded(one.Version)}</td>{Html.Cell(one.Licence)}"));
        page.Raw("</details></section>");
    }
}
