using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Study;

namespace Neuropil.Report;

/// <summary>Reads a group's learners out of its scores.</summary>
internal static class ModelsOfMetrics
{
    private static readonly (string Key, string Name)[] Names =
    [
        ("accuracy", "accuracy"), ("macroF1", "macro F1"), ("weightedF1", "weighted F1"), ("balancedAccuracy", "balanced accuracy"), ("cohensKappa", "kappa"), ("logLoss", "log loss"),
    ];

    public static PageModels Of(JsonObject metrics)
    {
        string used = metrics["model"]!.GetValue<string>();
        JsonObject models = metrics["models"]!.AsObject();
        JsonNode? honest = metrics["honestEstimate"];
        JsonNode? protocol = metrics["studyProtocol"]?["models"];
        List<ModelScores> scores = [];
        foreach ((string model, JsonNode? test) in models)
        {
            scores.Add(Scores(model, ModelEstimate.Test, test!));
            if (honest?["models"]?[model] is JsonNode estimate)
            {
                scores.Add(Scores(model, ModelEstimate.Honest, estimate));
            }

            if (protocol?[model] is JsonNode study)
            {
                scores.Add(Scores(model, ModelEstimate.Published, study));
            }
        }

        scores.Add(Scores("commonest cluster", ModelEstimate.Baseline, metrics["baseline"]!));
        return new PageModels
        {
            Used = used,
            ChosenBy = metrics["chosenBy"]?.ToString() ?? "",
            Confidence = metrics["confidence"]?.GetValue<double>() ?? 0.95,
            Scores = scores,
            Choices = [.. models.Select(model => KeyValuePair.Create(model.Key, Words(model.Value!["parameters"]))).Where(choice => choice.Value.Length > 0)],
            Confusions =
            [
                Confusion(used, ModelEstimate.Test, models[used]!),
                .. honest?["models"]?[used] is JsonNode folds ? [Confusion(used, ModelEstimate.Honest, folds)] : Array.Empty<PageConfusion>(),
            ],
            Classes = Classes(used, models[used]!),
            FoldClusterCounts = [.. honest?["folds"]?.AsArray().Select(fold => fold!["clusters"]!.GetValue<int>()) ?? []],
        };
    }

    private static ModelScores Scores(string model, ModelEstimate estimate, JsonNode scores)
        => new(
            model,
            estimate,
            scores["rows"]!.GetValue<int>(),
            (scores["rejected"] ?? scores["outliers"]) is JsonValue count && count.TryGetValue(out int rejected) ? rejected : null,
            [.. Names.Select(name => KeyValuePair.Create(name.Name, Score(scores, name.Key)))]);

    private static Score Score(JsonNode scores, string key)
    {
        double value = scores[key]?.GetValue<double>() ?? double.NaN;
        return scores["intervals"]?[key] is JsonArray interval ? new(value, interval[0]!.GetValue<double>(), interval[1]!.GetValue<double>()) : new(value);
    }

    /// <summary>What is predicted as −1 where no synapse was told as noise can only have been rejected.</summary>
    private static PageConfusion Confusion(string model, ModelEstimate estimate, JsonNode scores)
    {
        JsonNode confusion = scores["confusion"]!;
        List<int> labels = [.. confusion["labels"]!.AsArray().Select(label => label!.GetValue<int>())];
        List<List<int>> counts = [.. confusion["counts"]!.AsArray().Select(row => row!.AsArray().Select(count => count!.GetValue<int>()).ToList())];
        List<int>? rejected = confusion["rejected"]?.AsArray().Select(count => count!.GetValue<int>()).ToList();
        int noise = labels.IndexOf(FileLabels.Noise);
        if (rejected is null && noise < 0)
        {
            rejected = [.. labels.Select(_ => 0)];
        }
        else if (noise >= 0 && counts[noise].Sum() + (rejected?[noise] ?? 0) == 0)
        {
            rejected = [.. counts.Select((row, at) => row[noise] + (rejected?[at] ?? 0))];
            counts.ForEach(row => row.RemoveAt(noise));
            counts.RemoveAt(noise);
            labels.RemoveAt(noise);
            rejected.RemoveAt(noise);
        }

        return new PageConfusion(model, estimate, labels, counts, rejected);
    }

    private static PageRows Classes(string model, JsonNode scores)
        => new(
            $"Clusters as {model} finds them in the test part",
            ["Cluster", "precision", "recall", "F1", "synapses"],
            [
                .. scores["classes"]!.AsArray().Where(row => row!["support"]!.GetValue<int>() > 0).Select(row => (IReadOnlyList<string>)
                [
                    row!["label"]!.GetValue<int>() is int label && label == FileLabels.Noise ? "noise" : row["label"]!.ToString(),
                    PageNumber.Score(Score(row, "precision").Value),
                    PageNumber.Score(Score(row, "recall").Value),
                    PageNumber.Score(Score(row, "f1").Value),
                    PageNumber.Count(row["support"]!.GetValue<int>()),
                ]),
            ]);

    private static string Words(JsonNode? parameters)
        => parameters is JsonObject named
            ? string.Join(", ", named.Select(one => $"{Spaced(one.Key)} {(one.Value is JsonValue value && value.TryGetValue(out double number) ? PageNumber.Short(number) : one.Value?.ToString() ?? "none")}"))
            : "";

    /// <summary>A camel-cased name in words.</summary>
    private static string Spaced(string name)
        => string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? string.Create(CultureInfo.InvariantCulture, $" {char.ToLowerInvariant(letter)}") : letter.ToString()));
}
