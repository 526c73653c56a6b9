using System.Text.Json.Nodes;
using Neuropil.Study;

namespace Neuropil.Report;

/// <summary>The report's table of parameters: a row each, a column a group.</summary>
internal static class ReportParameters
{
    public static void Write(Html page, ReportStage.Options settings)
    {
        page.Heading(2, "Parameters", "parameters");
        page.Table(["parameter", .. settings.Groups.Select(group => group.Name)], Rows(settings));
    }

    private static IEnumerable<string[]> Rows(ReportStage.Options settings)
    {
        Dictionary<string, string>[] groups = [.. settings.Groups.Select(group => Of(settings, group))];
        return groups[0].Keys.Select(key => (string[])[key, .. groups.Select(group => group[key])]);
    }

    private static Dictionary<string, string> Of(ReportStage.Options settings, GroupSettings group)
    {
        Dictionary<string, string> values = [];
        Add(values, "Clean", new JsonObject { ["InterquartileFactor"] = settings.Clean.InterquartileFactor });
        Add(values, "Features", ParameterTexts.Of(settings.Features));
        Add(values, "Embed", ParameterTexts.Of(group.Embed));
        Add(values, "Cluster", ParameterTexts.Of(group.Cluster));
        Add(values, "Train", ParameterTexts.Of(group.Train));
        return values;
    }

    private static void Add(Dictionary<string, string> values, string prefix, JsonObject described)
    {
        foreach ((string key, JsonNode? value) in described)
        {
            if (value is JsonObject nested)
            {
                Add(values, $"{prefix} {key}", nested);
            }
            else
            {
                values[$"{prefix} {key}"] = value switch
                {
                    null => "auto",
                    JsonArray list => string.Join(", ", list.Select(item => item?.ToString())),
                    _ => value.ToString(),
                };
            }
        }
    }
}
