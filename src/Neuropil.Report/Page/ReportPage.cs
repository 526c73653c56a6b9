using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Report;

/// <summary>The page: one file that loads nothing. What it shows stands without scripts; they add the explorer, sorting and filters.</summary>
internal static class ReportPage
{
    private static readonly (string Id, string Name)[] Sections =
    [
        ("findings", "Findings"), ("data", "Data"), ("explorer", "Explorer"), ("clusters", "Clusters"), ("models", "Models"), ("new", "New synapses"), ("methods", "Methods"),
    ];

    public static string Of(PageData data)
    {
        Html page = new();
        FindingsSection.Write(page, data);
        if (data.Figures.Count > 0)
        {
            page.Raw("<div class=\"figures\">");
            foreach (PageFigure figure in data.Figures)
            {
                page.Figure(figure);
            }

            page.Raw("</div>");
        }

        DataSection.Write(page, data);
        ExplorerSection.Write(page);
        ClustersSection.Write(page, data);
        ModelsSection.Write(page, data);
        NewSection.Write(page, data);
        MethodsSection.Write(page, data, PageAssets.Licences);
        return Whole(data, page.ToString());
    }

    private static string Whole(PageData data, string body)
    {
        string script = PageAssets.Script;
        // The page's own policy: nothing is fetched from anywhere, and no script runs but this one.
        string policy = $"default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'; base-uri 'none'; form-action 'none'";
        StringBuilder whole = new();
        whole.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        whole.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        whole.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n");
        whole.Append($"<title>{Html.Encoded(data.Title)} · Neuropil</title>\n<style>{PageAssets.Style}</style>\n</head>\n<body>\n");
        whole.Append("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
        whole.Append($"<header class=\"top\"><div><span class=\"brand\">Neuropil</span><nav aria-label=\"Sections\">{string.Concat(Sections.Select(section => $"<a href=\"#{section.Id}\">{section.Name}</a>"))}</nav><button type=\"button\" id=\"theme\" hidden></button></div></header>\n");
        whole.Append("<main>\n").Append(body).Append($"<footer>Neuropil {Html.Encoded(data.Version)}. This page holds its data and loads nothing.</footer>\n</main>\n");
        whole.Append("<script type=\"application/json\" id=\"study\">").Append(StudyJson.Of(data)).Append("</script>\n");
        whole.Append("<script>").Append(script).Append("</script>\n</body>\n</html>\n");
        return whole.ToString();
    }
}
