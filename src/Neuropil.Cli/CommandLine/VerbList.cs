using Neuropil.Numerics;

namespace Neuropil.Cli;

/// <summary>Every verb of the command, in the order of the help. A new one is a class in Verbs/ and a line here.</summary>
internal static class VerbList
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new UmapFitVerb(),
        new UmapTransformVerb(),
        new HdbscanFitVerb(),
        new HdbscanPredictVerb(),
        new HdbscanCutVerb(),
        new HdbscanSweepVerb(),
        new HdbscanLayersVerb(),
        new SvmFitVerb(),
        new SvmPredictVerb(),
        new KnnFitVerb(),
        new KnnPredictVerb(),
        new XgboostFitVerb(),
        new XgboostPredictVerb(),
        new PredictVerb(),
        new ImportPredictVerb(),
        new ImportVerb(),
        new DescribeVerb(),
        new SynthVerb(),
        new CompletionVerb(),
    ];

    /// <summary>What the first word of verbs stands for.</summary>
    public static string GroupSummary(string group) => group switch
    {
        "umap" => "UMAP: embeds rows in few dimensions.",
        "hdbscan" => "HDBSCAN: clusters rows by density.",
        "svm" => "One-class support vector machine: tells usual rows from outliers.",
        "knn" => "Nearest neighbours: classifies rows by those most like them.",
        "xgboost" => "Gradient-boosted trees (XGBoost): classifies rows.",
        _ => "",
    };

    /// <summary>What to say where the words lead to no verb.</summary>
    /// <param name="path">The words that lead to a group; empty where none does.</param>
    /// <param name="words">All words.</param>
    public static UsageException NoVerb(string path, IReadOnlyList<string> words)
    {
        string asked = string.Join(' ', words.TakeWhile(word => !word.StartsWith('-') && !word.Contains('.', StringComparison.Ordinal)).Take(2));
        if (asked == path && path.Length > 0)
        {
            string verbs = string.Join(", ", All.Where(verb => verb.Name.StartsWith(path + ' ', StringComparison.Ordinal)).Select(verb => verb.Name));
            return new UsageException($"neuropil {path} needs a verb: {verbs}.", path);
        }

        if (asked.Length == 0 && words.Count > 0)
        {
            return new UsageException($"'{ForeignText.Shown(words[0])}' came where a verb was expected.\nneuropil --help lists the verbs.");
        }

        string[] ends = [.. All.Select(verb => verb.Name).Where(name => name.EndsWith(' ' + asked, StringComparison.Ordinal))];
        string nearest = ends.Length > 0 ? $" Is {string.Join(" or ", ends.Select(name => $"'{name}'"))} meant?"
            : NearestName.Of(asked, All.Select(verb => verb.Name)) is string found ? $" Is '{found}' meant?" : "";
        return new UsageException($"'{ForeignText.Shown(asked)}' is no verb of neuropil.{nearest}\nVerbs: {string.Join(", ", All.Select(verb => verb.Name))}.");
    }
}
