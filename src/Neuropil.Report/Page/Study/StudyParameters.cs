using System.Text.Json.Nodes;
using Neuropil.Study;

namespace Neuropil.Report;

/// <summary>The settings of a study as the page's table of parameters.</summary>
internal static class StudyParameters
{
    public static IReadOnlyList<PageParameter> Of(ReportStage.Options settings)
    {
        List<PageParameter> parameters =
        [
            new("Study", "Seed", [PageNumber.Short(settings.Seed)]),
            new("Screen", "InterquartileFactor", [PageNumber.Short(settings.Screen.InterquartileFactor)]),
            .. Flat(ParameterTexts.Of(settings.Features)).Select(one => new PageParameter("Features", one.Key, [one.Value])),
        ];
        Add("Embed", group => ParameterTexts.Of(group.Embed));
        Add("Cluster", group => ParameterTexts.Of(group.Cluster));
        Add("Train", group => ParameterTexts.Of(group.Train));
        parameters.Add(new("Evaluate", "Folds", [settings.Evaluate.FoldCount is int folds ? PageNumber.Short(folds) : "none"]));
        parameters.Add(new("Evaluate", "Bootstraps", [PageNumber.Short(settings.Evaluate.BootstrapCount)]));
        parameters.Add(new("Evaluate", "Confidence", [PageNumber.Short(settings.Evaluate.Confidence)]));
        return parameters;

        void Add(string section, Func<GroupSettings, JsonObject> described)
        {
            Dictionary<string, string>[] groups = [.. settings.Groups.Select(group => Flat(described(group)).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal))];
            parameters.AddRange(groups.SelectMany(group => group.Keys).Distinct(StringComparer.Ordinal)
                .Select(key => new PageParameter(section, key, [.. groups.Select(group => group.GetValueOrDefault(key, ""))])));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(JsonObject described, string prefix = "")
    {
        foreach ((string key, JsonNode? value) in described)
        {
            if (value is JsonObject nested)
            {
                foreach (KeyValuePair<string, string> inner in Flat(nested, prefix + key + " "))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return KeyValuePair.Create(prefix + key, Text(key, value));
            }
        }
    }

    private static string Text(string key, JsonNode? value) => value switch
    {
        null => key switch
        {
            "Epochs" => "by size",
            "ChoiceFolds" => "not used",
            "MinClusterSize" or "MinSamples" => "by size",
            _ => "no bound",
        },
        JsonArray list => string.Join(", ", list.Select(item => item?.ToString())),
        JsonValue number when number.TryGetValue(out double figure) => PageNumber.Short(figure),
        _ => value.ToString(),
    };
}
