using System.Globalization;
using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>The report, top to bottom.</summary>
internal static class ReportPage
{
    private const int MostRows = 300;

    private const string Style = """
        :root { color-scheme: light; }
        body { font: 16px/1.5 "DejaVu Sans", Verdana, system-ui, sans-serif; color: #222; background: #fff; margin: 0; }
        main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid #ddd; } h3 { font-size: 1.05rem; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; margin: .5rem 0 1rem; }
        th, td { padding: .25rem .6rem; border-bottom: 1px solid #e3e3e3; text-align: left; vertical-align: top; }
        th { background: #f4f4f4; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
        figure { margin: 1rem 0; } img { max-width: 100%; height: auto; } figcaption { font-size: .85rem; color: #555; }
        nav a { margin-right: 1rem; } .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; }

        """;

    public static string Of(ReportContent content)
    {
        Html page = new();
        page.Heading(1, "Neuropil: clusters of synapses on inhibitory neurons");
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"{content.KeptCount} synapses kept, {content.Removed.RowCount} left out; {content.Predictions.RowCount} predictions of new synapses. Seed {content.Settings.Seed}. The same inputs and settings give the same results, byte for byte."));
        page.Raw($"<nav>{string.Concat(content.Settings.Groups.Select(group => $"<a href=\"#{group.Name}\">{group.Name}</a>"))}<a href=\"#predictions\">predictions</a><a href=\"#warnings\">warnings</a><a href=\"#parameters\">parameters</a></nav>");
        page.Picture(content.Overview, "The clusters of every group in its embedding; grey crosses are noise.");
        Summary(page, content);
        foreach (GroupSettings group in content.Settings.Groups)
        {
            Group(page, content, group.Name);
        }

        Predictions(page, content);
        Warnings(page, content);
        ReportParameters.Write(page, content.Settings);
        return page.Page("Neuropil report", Style);
    }

    private static void Summary(Html page, ReportContent content)
    {
        page.Heading(2, "Summary");
        page.Table(
            ["group", "synapses", "clusters", "noise", "model used", "test accuracy", "test macro F1", "honest accuracy", "honest macro F1", "majority class", "study's protocol", "published"],
            content.Settings.Groups.Select(group => SummaryRow(content, group.Name)));
        page.Paragraph(
            "Test: the held-out part, clusters found on all synapses before the split; a synapse that the one-class SVM puts outside counts as noise for every model. "
            + "Honest: alignment, scaling, embedding, clustering and learners fitted anew in each fold, the held-out synapses taken through transform and predict, and scored against the clusters of all synapses. "
            + "Majority class: the accuracy of always answering with the commonest cluster. Study's protocol: accuracy / macro F1 of the model that does best on the test part, XGBoost scored on inliers only; published: the same figures in the study, on its own data. "
            + "Brackets hold bootstrap intervals.");
    }

    private static string[] SummaryRow(ReportContent content, string group)
    {
        int[] clusters = content.ClustersOf(group);
        JsonObject metrics = content.Metrics[group]!.AsObject();
        string model = metrics["model"]!.GetValue<string>();
        JsonNode test = metrics["models"]![model]!;
        JsonNode? honest = metrics["honestEstimate"]?["estimate"];
        JsonNode protocol = metrics["studyProtocol"]!;
        string? best = protocol["bestOnTest"]?.GetValue<string>();
        JsonNode published = protocol["published"]!;
        return
        [
            group,
            Count(clusters.Length),
            Count(clusters.Where(cluster => cluster != FileLabels.Noise).Distinct().Count()),
            Count(clusters.Count(cluster => cluster == FileLabels.Noise)),
            model,
            ScoreText.WithInterval(test, "accuracy"),
            ScoreText.WithInterval(test, "macroF1"),
            honest is null ? "" : ScoreText.WithInterval(honest, "accuracy"),
            honest is null ? "" : ScoreText.WithInterval(honest, "macroF1"),
            ScoreText.Of(metrics["baseline"]!, "accuracy"),
            best is null ? "" : $"{best} {ScoreText.Pair(protocol["models"]![best]!)}",
            $"{published["model"]!.GetValue<string>()} {ScoreText.Pair(published)}",
        ];
    }

    private static void Group(Html page, ReportContent content, string group)
    {
        JsonObject metrics = content.Metrics[group]!.AsObject();
        string model = metrics["model"]!.GetValue<string>();
        page.Heading(2, $"{GroupPoints.FullName(group)}", group);
        page.Picture(content.Figures[group].Clusters, "Clusters found by HDBSCAN in the UMAP embedding; large outlined marks are new synapses in their predicted cluster.");
        page.Picture(content.Figures[group].Neurons, "The same embedding by neuron.");
        page.Picture(content.Figures[group].Confusion, $"{model} on the test synapses: counts, shaded by the share of the true cluster.");
        page.Heading(3, "Models");
        page.Table(
            ["model", "scored on", "rows", "outside", "accuracy", "macro F1", "weighted F1", "balanced accuracy", "kappa", "log loss"],
            Models(metrics));
        page.Heading(3, $"Clusters as {model} finds them in the test part");
        page.Table(
            ["cluster", "precision", "recall", "F1", "synapses"],
            metrics["models"]![model]!["classes"]!.AsArray().Select(row => (IReadOnlyList<string>)
            [
                ClusterName(row!["label"]!.GetValue<int>()),
                ScoreText.Of(row, "precision"),
                ScoreText.Of(row, "recall"),
                ScoreText.Of(row, "f1"),
                Count(row["support"]!.GetValue<int>()),
            ]));
    }

    private static IEnumerable<string[]> Models(JsonObject metrics)
    {
        foreach (LearnerKind kind in LearnerKinds.All)
        {
            JsonNode test = metrics["models"]![kind.ShortName()]!;
            yield return Row(kind.ShortName(), "test part", test, Count(test["outliers"]!.GetValue<int>()));
            if (metrics["honestEstimate"]?["models"]?[kind.ShortName()] is JsonNode honest)
            {
                yield return Row(kind.ShortName(), "folds, everything refitted", honest, "");
            }

            if (metrics["studyProtocol"]!["models"]![kind.ShortName()] is JsonNode protocol)
            {
                yield return [kind.ShortName(), "test part, the study's way", Count(protocol["rows"]!.GetValue<int>()), "", ScoreText.Of(protocol, "accuracy"), ScoreText.Of(protocol, "macroF1"), "", "", "", ""];
            }
        }

        yield return Row("majority class", "test part", metrics["baseline"]!, "");

        static string[] Row(string name, string what, JsonNode scores, string outside) =>
        [
            name, what, Count(scores["rows"]!.GetValue<int>()), outside,
            ScoreText.WithInterval(scores, "accuracy"), ScoreText.WithInterval(scores, "macroF1"), ScoreText.Of(scores, "weightedF1"),
            ScoreText.Of(scores, "balancedAccuracy"), ScoreText.Of(scores, "cohensKappa"), ScoreText.Of(scores, "logLoss"),
        ];
    }

    private static void Predictions(Html page, ReportContent content)
    {
        page.Heading(2, "Predictions", "predictions");
        page.Paragraph("Each new synapse belongs to its synapse-type group and its neuron-type group. Cluster −1: outside every cluster. Decision: the one-class SVM's, below 0 outside.");
        Rows(page, content.Predictions, "predict/predictions.csv");
    }

    private static void Warnings(Html page, ReportContent content)
    {
        page.Heading(2, "Warnings", "warnings");
        page.List(content.Alignment.Warnings.Count > 0 ? content.Alignment.Warnings : ["The axes of every neuron are well determined."]);
        page.Heading(3, "New synapses beyond the historical bounds (flagged, not dropped)");
        Rows(page, content.Flagged, "predict/flagged.csv");
        page.Heading(3, "Synapses left out");
        Rows(page, content.Removed, "clean/removed.csv");
    }

    private static void Rows(Html page, Table table, string file)
    {
        if (table.RowCount == 0)
        {
            page.Paragraph("None.");
            return;
        }

        string[][] columns = [.. table.Columns.Select(column => table.Texts(column.Name))];
        page.Table(
            [.. table.Columns.Select(column => column.Name)],
            Enumerable.Range(0, Math.Min(table.RowCount, MostRows)).Select(row => (IReadOnlyList<string>)[.. columns.Select(column => ScoreText.Short(column[row]))]));
        if (table.RowCount > MostRows)
        {
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{table.RowCount - MostRows} rows more in {file}."));
        }
    }

    private static string ClusterName(int label) => label == FileLabels.Noise ? "noise" : Count(label);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
