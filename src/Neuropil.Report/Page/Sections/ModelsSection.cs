using System.Globalization;

namespace Neuropil.Report;

/// <summary>The learners of each group: how well they do, where they err, what they go by.</summary>
internal static class ModelsSection
{
    private static readonly Ink[] Inks = [Ink.Accent, Ink.Bar, Ink.Quiet, Ink.Doubtful];

    public static void Write(Html page, PageData data)
    {
        page.Raw("<section id=\"models\"><h2>Models</h2>");
        page.Paragraph(
            "Test: the part held out from training, the clusters having been found on all synapses before the split. Honest: alignment, scaling, embedding, clustering and learners fitted anew in each fold, held-out synapses taken through transform and predict, "
            + "scored against the clusters of all synapses. Baseline: always answering with the commonest cluster. Lines and brackets are bootstrap intervals.",
            "note");
        Summary(page, data);
        foreach (PageGroup group in data.Groups.Where(group => group.Models is not null))
        {
            Group(page, group, group.Models!);
        }

        page.Raw("</section>");
    }

    private static void Summary(Html page, PageData data)
    {
        bool published = data.Groups.Any(group => group.Models?.Scores.Any(score => score.Estimate == ModelEstimate.Published) == true);
        page.Table(
            "The model used, by group",
            ["Group", "model", "chosen by", "test accuracy", "test macro F1", "honest accuracy", "honest macro F1", "baseline accuracy", .. published ? ["study's protocol"] : Array.Empty<string>()],
            data.Groups.Where(group => group.Models is not null).Select(group =>
            {
                PageModels models = group.Models!;
                ModelScores? Of(ModelEstimate estimate) => models.Scores.FirstOrDefault(score => score.Estimate == estimate && (score.Model == models.Used || estimate == ModelEstimate.Baseline));
                string cells = $"<th scope=\"row\"><a href=\"#{Html.Id("models", group.Name)}\">{Html.Encoded(group.Name)}</a></th>{Html.Cell(models.Used)}{Html.Cell(models.ChosenBy)}"
                    + ScoreCell(Of(ModelEstimate.Test), "accuracy") + ScoreCell(Of(ModelEstimate.Test), "macro F1")
                    + ScoreCell(Of(ModelEstimate.Honest), "accuracy") + ScoreCell(Of(ModelEstimate.Honest), "macro F1")
                    + ScoreCell(Of(ModelEstimate.Baseline), "accuracy");
                return published ? cells + ScoreCell(Of(ModelEstimate.Published), "accuracy") : cells;
            }));
    }

    private static void Group(Html page, PageGroup group, PageModels models)
    {
        page.Heading(3, group.Title, Html.Id("models", group.Name));
        page.Chart($"Accuracy with its {PageNumber.Percent(models.Confidence)} interval; bold: the model used", IntervalChart.Of(
            $"Accuracy of the models of {group.Name}",
            [.. models.Scores.Select(score => ($"{score.Model}, {Name(score.Estimate)}", score["accuracy"], Inks[(int)score.Estimate], score.Model == models.Used && score.Estimate == ModelEstimate.Honest))]));
        string[] names = [.. models.Scores.SelectMany(score => score.Scores.Select(one => one.Key)).Distinct(StringComparer.Ordinal)];
        page.Table(
            $"Scores of the models of {group.Name}",
            ["Model", "judged on", "rows", "rejected", .. names],
            models.Scores.Select(score => $"<th scope=\"row\">{Html.Encoded(score.Model)}</th>{Html.Cell(Name(score.Estimate))}{Html.Cell(score.RowCount)}{(score.RejectedCount is int rejected ? Html.Cell(rejected) : "<td></td>")}{string.Concat(names.Select(name => ScoreCell(score, name)))}"));
        if (models.FoldClusterCounts.Count > 0)
        {
            page.Paragraph($"Clusters found in the folds: {string.Join(", ", models.FoldClusterCounts.Select(PageNumber.Count))}; on all synapses: {PageNumber.Count(group.ClusterNumbers.Count)}.", "note");
        }

        foreach ((string name, string choice) in models.Choices)
        {
            page.Paragraph($"{name}: {choice}", "note");
        }

        foreach (PageConfusion confusion in models.Confusions)
        {
            Confusion(page, group, confusion);
        }

        page.Table(models.Classes with { Caption = $"{models.Classes.Caption}, {group.Name}" });
        Importances(page, group, models);
    }

    private static void Confusion(Html page, PageGroup group, PageConfusion confusion)
    {
        IReadOnlyList<int>? rejected = confusion.Rejected;
        string noise = rejected is null ? "noise or rejected" : "noise";
        string[] labels = [.. confusion.Labels.Select(label => label < 0 ? "noise" : label.ToString(CultureInfo.InvariantCulture))];
        page.Table(
            $"Confusion of {confusion.Model} in {group.Name}, {Name(confusion.Estimate)}: true cluster down, predicted across (shade: share of the true cluster)",
            ["True", .. confusion.Labels.Select((label, at) => label < 0 ? noise : labels[at]), .. rejected is null ? Array.Empty<string>() : ["rejected"], "all"],
            [
                .. confusion.Labels.Select((_, row) =>
                {
                    int all = confusion.Counts[row].Sum() + (rejected?[row] ?? 0);
                    string Share(int count) => PageNumber.Place(all == 0 ? 0 : (double)count / all);
                    return $"<th scope=\"row\">{labels[row]}</th>"
                        + string.Concat(confusion.Counts[row].Select((count, column) => $"<td class=\"heat{(row == column ? " agrees" : "")}\" style=\"--share:{Share(count)}\">{PageNumber.Count(count)}</td>"))
                        + (rejected is null ? "" : $"<td class=\"heat cold\" style=\"--share:{Share(rejected[row])}\">{PageNumber.Count(rejected[row])}</td>") + Html.Cell(all);
                }),
                $"<tr class=\"total\"><th scope=\"row\">all</th>{string.Concat(labels.Select((_, column) => $"<td class=\"heat\">{PageNumber.Count(confusion.Counts.Sum(row => row[column]))}</td>"))}{(rejected is null ? "" : $"<td class=\"heat\">{PageNumber.Count(rejected.Sum())}</td>")}{Html.Cell(confusion.Counts.Sum(row => row.Sum()) + (rejected?.Sum() ?? 0))}</tr>",
            ]);
    }

    private static void Importances(Html page, PageGroup group, PageModels models)
    {
        if (models.Importances is { Count: > 0 } importances)
        {
            double most = Math.Max(1e-12, importances.Max(one => one.Value.Value));
            page.Table(
                $"What {models.Used} goes by in {group.Name}",
                ["Feature", "importance", "share of the greatest"],
                importances.Select(one => $"<th scope=\"row\">{Html.Encoded(one.Key)}</th><td class=\"number\">{Html.Encoded(PageNumber.Score(one.Value))}</td><td class=\"heat\" style=\"--share:{PageNumber.Place(one.Value.Value / most)}\">{PageNumber.Percent(one.Value.Value / most)}</td>"));
        }

        if (models.Contributions is PageRows contributions)
        {
            page.Table(contributions with { Caption = $"{contributions.Caption}, {group.Name}" });
        }
    }

    private static string ScoreCell(ModelScores? scores, string name)
    {
        Score score = scores?[name] ?? Score.Unknown;
        return double.IsNaN(score.Value) ? "<td></td>" : $"<td class=\"number\">{PageNumber.Score(score)}</td>";
    }

    private static string Name(ModelEstimate estimate) => estimate switch
    {
        ModelEstimate.Test => "test part",
        ModelEstimate.Honest => "folds, honest",
        ModelEstimate.Baseline => "baseline",
        _ => "study's protocol",
    };
}
