using System.Globalization;

namespace Neuropil.Report;

/// <summary>What a reader should take away, as sentences made from the results; the gravest first.</summary>
internal static class Findings
{
    private const double DrownedShare = 0.01;
    private const double DrowningShare = 0.9;

    public static IReadOnlyList<Finding> Of(PageData data)
        =>
        [
            .. new[] { Islands(data), Drowned(data), Rejections(data), Flags(data), BetterModels(data), Honest(data), Trust(data), Nulls(data), Drift(data), Counts(data), Removed(data) }
                .OfType<Finding>()
                .OrderByDescending(finding => finding.Sign),
        ];

    private static Finding Counts(PageData data)
    {
        IEnumerable<string> groups = data.Groups.Select(group =>
        {
            int noise = group.Clusters.Count(cluster => cluster < 0);
            return $"{group.Name} {PageNumber.Count(group.ClusterNumbers.Count)} ({PageNumber.Percent((double)noise / Math.Max(1, group.Rows.Count))} noise)";
        });
        bool few = data.Groups.Any(group => group.ClusterNumbers.Count < 2);
        return new(few ? Sign.Doubtful : Sign.Sound, $"Clusters found: {string.Join(", ", groups)}.", "clusters");
    }

    private static Finding? Islands(PageData data)
    {
        var islands = data.Groups.SelectMany(group => group.NoiseIslands.Select(island => (Group: group, Island: island))).ToList();
        if (islands.Count == 0)
        {
            return null;
        }

        PageGroup first = islands[0].Group;
        return new(
            Sign.Doubtful,
            string.Join(" ", islands.Select(one => $"{PageNumber.Count(one.Island.Size, "synapse")} of {one.Group.Name} told as noise ({PageNumber.Percent(one.Island.ShareOfNoise)} of its noise) lie together and are a cluster from MinClusterSize {PageNumber.Count(one.Island.MinClusterSize)} down; the setting is {PageNumber.Count(one.Group.MinClusterSize)}.")),
            Html.Id("clusters", first.Name),
            $"explorer&g={Uri.EscapeDataString(first.Name)}&cluster=-1");
    }

    private static Finding? Drowned(PageData data)
    {
        List<string> drowned =
        [
            .. data.Groups.SelectMany(group => group.FeatureShares
                .Where(share => share.Value < DrownedShare)
                .Select(share => (share.Key, group.Name)))
                .GroupBy(one => one.Key, one => one.Name, StringComparer.Ordinal)
                .Select(feature => $"{feature.Key} ({string.Join(", ", feature)})"),
        ];
        List<string> drowning = [.. data.Groups.SelectMany(group => group.FeatureShares.Where(share => share.Value > DrowningShare).Select(share => $"{share.Key} {PageNumber.Percent(share.Value)} in {group.Name}"))];
        if (drowned.Count == 0 && drowning.Count == 0)
        {
            return data.Groups.Any(group => group.FeatureShares.Count > 0)
                ? new(Sign.Sound, "Every feature has between 1 % and 90 % of the variance that the embedding sees.", "features")
                : null;
        }

        string text = (drowned.Count > 0 ? $"Less than 1 % of the variance that the embedding sees comes from {string.Join("; ", drowned)}: these clusters can hardly depend on it. " : "")
            + (drowning.Count > 0 ? $"More than 90 % comes from {string.Join("; ", drowning)}." : "");
        return new(Sign.Doubtful, text.TrimEnd(), "features");
    }

    private static Finding? Trust(PageData data)
    {
        List<(PageGroup Group, ClusterTrust Trust)> all = [.. data.Groups.SelectMany(group => (group.Trust ?? []).Select(trust => (group, trust)))];
        if (all.Count == 0)
        {
            return new(Sign.Doubtful, "Whether the clusters would come out again from other synapses or another seed has not been looked at: ./build.sh --target=Validate does.", "clusters");
        }

        List<string> weak = [.. all.Where(one => one.Trust.Sign != Sign.Sound).Select(one => $"{one.Group.Name} {PageNumber.Count(one.Trust.Cluster)} ({PageNumber.Score(one.Trust.Jaccard)})")];
        int stable = all.Count - weak.Count;
        string text = $"{PageNumber.Count(stable)} of {PageNumber.Count(all.Count)} clusters are stable (mean Jaccard index of at least 0.75 over subsamples)"
            + (weak.Count > 0 ? $"; the others should not be built on: {string.Join(", ", weak)}." : ".");
        return new(all.Max(one => one.Trust.Sign), text, "clusters", null);
    }

    private static Finding? Nulls(PageData data)
    {
        List<PageGroup> told = [.. data.Groups.Where(group => group.Verdict is not null)];
        List<PageGroup> without = [.. told.Where(group => !group.Verdict!.IsEvidence)];
        return told.Count == 0 ? null : without.Count == 0
            ? new(Sign.Sound, $"In {string.Join(", ", told.Select(group => group.Name))} the clusters are better parted than in data made without clusters.", Html.Id("stability", told[0].Name))
            : new(Sign.Wrong, string.Join(" ", without.Select(group => $"{group.Name}: {group.Verdict!.Sentence}")), Html.Id("stability", without[0].Name));
    }

    private static Finding? Honest(PageData data)
    {
        List<(PageGroup Group, ModelScores Honest, ModelScores? Test, ModelScores? Baseline)> scored = [];
        foreach (PageGroup group in data.Groups.Where(group => group.Models is not null))
        {
            if (ScoresOf(group, ModelEstimate.Honest) is ModelScores honest)
            {
                scored.Add((group, honest, ScoresOf(group, ModelEstimate.Test), group.Models!.Scores.FirstOrDefault(score => score.Estimate == ModelEstimate.Baseline)));
            }
        }

        if (scored.Count == 0)
        {
            return null;
        }

        bool poor = scored.Any(one => one.Baseline is not null && one.Honest["accuracy"].Value <= one.Baseline["accuracy"].Value);
        bool gap = scored.Any(one => one.Test is not null && one.Test["accuracy"].Value - one.Honest["accuracy"].Value > 0.1);
        string text = $"With everything fitted anew in each fold the models find a synapse's cluster in {string.Join(", ", scored.Select(one => $"{one.Group.Name} {PageNumber.Percent(one.Honest["accuracy"].Value)}"))} of cases"
            + (gap ? "; where the test part says much more, believe this figure." : ".");
        return new(poor ? Sign.Wrong : gap ? Sign.Doubtful : Sign.Sound, text, "models");
    }

    private static Finding? BetterModels(PageData data)
    {
        List<string> better = [];
        foreach (PageGroup group in data.Groups.Where(group => group.Models is not null))
        {
            if (ScoresOf(group, ModelEstimate.Honest)?["accuracy"] is not Score used || used.High is not double high)
            {
                continue;
            }

            ModelScores? best = group.Models!.Scores
                .Where(score => score.Estimate == ModelEstimate.Honest && score["accuracy"].Value > high)
                .OrderByDescending(score => score["accuracy"].Value)
                .FirstOrDefault();
            if (best is not null)
            {
                better.Add($"{group.Name}: {best.Model} {PageNumber.Score(best["accuracy"].Value)}, used is {group.Models.Used} {PageNumber.Score(used.Value)}");
            }
        }

        return better.Count == 0 ? null : new(Sign.Doubtful, $"By the honest estimate another model is better by more than the interval: {string.Join("; ", better)}.", "models");
    }

    private static Finding? Rejections(PageData data)
    {
        int all = 0;
        int rejected = 0;
        int noise = 0;
        int none = 0;
        foreach (PageTable predicted in data.Groups.Select(group => group.New).OfType<PageTable>())
        {
            all += predicted.RowCount;
            if (predicted.Of(ColumnRole.Status).FirstOrDefault()?.TextValues is IReadOnlyList<string> status)
            {
                rejected += status.Count(text => text == "rejected");
                noise += status.Count(text => text == "noise");
            }
            else
            {
                none += predicted.Of(ColumnRole.Cluster).First().NumberValues!.Count(cluster => cluster < 0);
            }
        }

        if (all == 0)
        {
            return null;
        }

        if (rejected + noise + none == 0)
        {
            return new(Sign.Sound, $"All {PageNumber.Count(all)} predictions of new synapses have a cluster.", "new");
        }

        string[] parts =
        [
            .. rejected > 0 ? [$"{PageNumber.Count(rejected)} were rejected by the one-class SVM"] : Array.Empty<string>(),
            .. noise > 0 ? [$"{PageNumber.Count(noise)} told as noise"] : Array.Empty<string>(),
            .. none > 0 ? [$"{PageNumber.Count(none)} rejected by the one-class SVM or told as noise"] : Array.Empty<string>(),
        ];
        return new(Sign.Doubtful, $"Of {PageNumber.Count(all, "prediction")} of new synapses {string.Join(" and ", parts)}: they have no cluster, which does not mean that they lie outside every one.", "new");
    }

    private static Finding? Flags(PageData data)
    {
        int flagged = data.Flagged.Rows.Count;
        int disagreeing = data.Groups
            .Select(group => group.New?.Columns.FirstOrDefault(column => column.Role == ColumnRole.Other && column.Name == "Flags")?.TextValues)
            .OfType<IReadOnlyList<string>>()
            .Sum(flags => flags.Count(text => text.Contains("neighbors-disagree", StringComparison.Ordinal)));
        return flagged + disagreeing == 0 ? null : new(
            Sign.Doubtful,
            string.Join(" ", new[]
            {
                disagreeing > 0 ? $"{PageNumber.Count(disagreeing, "prediction")} {(disagreeing == 1 ? "differs" : "differ")} from the cluster of most of the nearest training synapses." : "",
                flagged > 0 ? $"{PageNumber.Count(flagged, "new synapse")} {(flagged == 1 ? "lies" : "lie")} beyond the bounds of the historical ones." : "",
            }.Where(text => text.Length > 0)),
            "new");
    }

    private static Finding? Drift(PageData data)
    {
        if (data.Explore is not { Drift.Count: > 0 } explore)
        {
            return null;
        }

        List<FeatureDrift> moved = [.. explore.Drift.Where(drift => drift.P < 0.05 / explore.Drift.Count).OrderBy(drift => drift.P)];
        return moved.Count == 0
            ? new(Sign.Sound, "The new synapses are distributed as the historical ones, as far as their number can tell.", "drift")
            : new(Sign.Doubtful, $"The new synapses differ from the historical in {string.Join(", ", moved.Take(6).Select(drift => $"{drift.Feature} ({drift.Group}, D = {PageNumber.Score(drift.KolmogorovSmirnov)})"))}{(moved.Count > 6 ? " and more" : "")}: predictions reach beyond what was learnt.", "drift");
    }

    private static Finding? Removed(PageData data)
    {
        int removed = data.Removed.Rows.Count;
        double share = (double)removed / Math.Max(1, removed + data.Synapses.RowCount);
        return new(
            share > 0.1 ? Sign.Doubtful : Sign.Sound,
            string.Create(CultureInfo.InvariantCulture, $"{PageNumber.Count(data.Synapses.RowCount, "synapse")} kept, {PageNumber.Count(removed)} left out ({PageNumber.Percent(share)}), each with its reason."),
            "removed");
    }

    private static ModelScores? ScoresOf(PageGroup group, ModelEstimate estimate)
        => group.Models!.Scores.FirstOrDefault(score => score.Estimate == estimate && score.Model == group.Models.Used);
}
