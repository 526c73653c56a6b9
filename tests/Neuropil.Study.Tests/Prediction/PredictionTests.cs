using Neuropil.Learning;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study.Tests;

[Collection(SampleStudy.Collection)]
public sealed class PredictionTests(SampleStudy study)
{
    [Fact]
    public void Training_synapses_are_predicted_into_their_own_cluster()
    {
        RunReport report = study.Run(["predictions"], arguments: $"new={study.Historical}");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Table predictions = study.Read("predict/predictions.csv");
        Table clusters = study.Read("cluster/clusters.csv");
        string[] groups = clusters.Texts("Group");
        int[] found = clusters.Integers("Cluster");
        Dictionary<(SynapseKey, string), int> own = GroupTable.KeysOf(clusters)
            .Select((key, row) => (Key: (key, groups[row]), Cluster: found[row]))
            .ToDictionary(row => row.Key, row => row.Cluster);
        SynapseKey[] keys = GroupTable.KeysOf(predictions);
        string[] predictedGroups = predictions.Texts("Group");
        int[] predicted = predictions.Integers("Cluster");
        double[] decisions = predictions.Numbers("Decision");
        foreach (string group in groups.Distinct())
        {
            int[] rows =
            [
                .. Enumerable.Range(0, keys.Length).Where(row => predictedGroups[row] == group
                    && decisions[row] >= 0
                    && own.TryGetValue((keys[row], group), out int cluster)
                    && cluster >= 1),
            ];
            int same = rows.Count(row => predicted[row] == own[(keys[row], group)]);
            Assert.True(rows.Length > 50, $"{group}: {rows.Length} inliers in clusters");
            Assert.True(same >= 0.95 * rows.Length, $"{group}: {same} of {rows.Length}");
        }

        study.Run();
    }

    [Fact]
    public void A_prediction_is_the_same_alone_and_in_its_batch_byte_for_byte()
    {
        string[] lines = File.ReadAllLines(study.New);
        string[] batch = File.ReadAllLines(study.PathOf("predict/predictions.csv"));
        foreach (int row in new[] { 1, 12, 30 })
        {
            string alone = study.Write($"alone-{row}.csv", [lines[0], lines[row]]);
            RunReport report = study.Run(["predictions"], arguments: $"new={alone}");
            Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
            string[] predicted = File.ReadAllLines(study.PathOf("predict/predictions.csv"));
            Assert.Equal(3, predicted.Length);
            Assert.All(predicted, line => Assert.Contains(line, batch));
        }

        study.Run();
    }

    [Fact]
    public void The_order_of_new_synapses_does_not_change_their_predictions()
    {
        string[] lines = File.ReadAllLines(study.New);
        string[] batch = File.ReadAllLines(study.PathOf("predict/predictions.csv"));
        string turned = study.Write("turned.csv", [lines[0], .. lines.Skip(1).Reverse()]);
        study.Run(["predictions"], arguments: $"new={turned}");
        Assert.Equal(batch.Order(), File.ReadAllLines(study.PathOf("predict/predictions.csv")).Order());
        study.Run();
    }

    [Fact]
    public void A_neuron_that_is_new_itself_is_predicted_in_a_frame_of_its_own_synapses_and_told()
    {
        string[] lines = File.ReadAllLines(study.New);
        string[] old = File.ReadAllLines(study.PathOf("predict/predictions.csv"));
        lines[3] = "pv9" + lines[3][lines[3].IndexOf(',')..];
        RunReport report = study.Run(["predictions"], arguments: $"new={study.Write("unknown.csv", lines)}");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Assert.Contains(report.Units.Single(unit => unit.Id.Stage == "predictions").Messages, message => message.Kind == MessageKind.Warning
            && message.Text.StartsWith("1 neuron of the new synapses is not among the historical ones: pv9.", StringComparison.Ordinal)
            && message.Text.Contains("centred, not turned", StringComparison.Ordinal));
        string[] predicted = File.ReadAllLines(study.PathOf("predict/predictions.csv"));
        Assert.Equal(2, predicted.Count(line => line.Contains(",pv9,", StringComparison.Ordinal)));
        Assert.Equal(2, predicted.Except(old).Count());
        study.Run();
    }

    [Fact]
    public void A_new_synapse_without_a_feature_is_told_and_the_others_are_predicted()
    {
        string[] lines = File.ReadAllLines(study.New);
        string[] cells = lines[2].Split(',');
        cells[Array.IndexOf(lines[0].Split(','), "SynArea")] = "";
        lines[2] = string.Join(',', cells);
        RunReport report = study.Run(["predictions"], arguments: $"new={study.Write("gap.csv", lines)}");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Assert.Equal(["lacks SynArea"], study.Read("predict/removed.csv").Texts("Reason"));
        Assert.Equal(58, study.Read("predict/predictions.csv").RowCount);
        study.Run();
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("20%", 153)]
    [InlineData("NeuronId=pv1", 130)]
    public void New_synapses_may_be_none_or_a_part_of_the_historical_ones(string taken, int least)
    {
        RunReport report = study.Run(["metrics", "clusters", least == 0 ? "report" : "predictions"], "parts", 2, $"new={taken}", "Study_Groups=as,pv");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        if (least == 0)
        {
            Assert.DoesNotContain(report.Units, unit => unit.Id.Stage is "predict" or "predictions" or "ingest-new" or "split");
        }
        else
        {
            int fresh = study.Read("ingest/new-synapses.csv", "parts").RowCount;
            Assert.InRange(fresh, least - 20, least + 20);
            Assert.Equal(study.Read("ingest/synapses.csv", "parts").RowCount, fresh + study.Read("ingest/historical-synapses.csv", "parts").RowCount);
        }
    }

    [Fact]
    public void A_new_synapse_beyond_the_bounds_is_flagged_and_predicted()
    {
        string[] lines = File.ReadAllLines(study.New);
        string[] cells = lines[2].Split(',');
        cells[Array.IndexOf(lines[0].Split(','), "SynArea")] = "99";
        lines[2] = string.Join(',', cells);
        RunReport report = study.Run(["predictions"], arguments: $"new={study.Write("large.csv", lines)}");
        Assert.True(report.Succeeded);
        Table flagged = study.Read("predict/flagged.csv");
        Assert.Contains(flagged.Texts("Reason"), reason => reason.Contains("SynArea 99 is outside", StringComparison.Ordinal));
        Assert.Equal(60, study.Read("predict/predictions.csv").RowCount);
        UnitResult align = report.Units.First(unit => unit.Id.Stage == "predictions");
        Assert.Contains(align.Messages, message => message.Kind == MessageKind.Warning && message.Text.Contains("row 3", StringComparison.Ordinal));
        study.Run();
    }

    [Fact]
    public void A_status_says_what_a_prediction_means_and_a_rejection_has_no_probability()
    {
        Table table = study.Read("predict/predictions.csv");
        string[] statuses = table.Texts("Status");
        int[] clusters = table.Integers("Cluster");
        double[] decisions = table.Numbers("Decision");
        string[] probabilities = table.Texts("Probability");
        for (int row = 0; row < table.RowCount; row++)
        {
            string expected = decisions[row] < 0 ? "rejected" : clusters[row] == -1 ? "noise" : "assigned";
            Assert.Equal(expected, statuses[row]);
            Assert.Equal(expected == "rejected", probabilities[row].Length == 0);
        }

        Assert.Contains("rejected", statuses);
        MessageText(study.First, "predictions", out string told);
        Assert.Contains($"{statuses.Count(status => status == "rejected")} rejected by the one-class SVM", told, StringComparison.Ordinal);
        Assert.DoesNotContain("outside every cluster", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_cluster_distance_and_vote_are_those_of_a_plain_recomputation_from_the_published_tables()
    {
        Table table = study.Read("predict/predictions.csv");
        string[] groups = table.Texts("Group");
        double[] x = table.Numbers("UMAP_1");
        double[] y = table.Numbers("UMAP_2");
        int[] told = table.Integers("Cluster");
        string[] statuses = table.Texts("Status");
        int[] nearestClusters = table.Integers("NearestCluster");
        double[] distances = table.Numbers("NearestDistance");
        double[] votes = table.Numbers("NeighborVote");
        string[] flags = table.Texts("Flags");
        foreach (string group in groups.Distinct())
        {
            Table clusters = study.Read($"cluster/{group}/clusters.csv");
            (double X, double Y, int Cluster)[] training =
                [.. clusters.Numbers("UMAP_1").Zip(clusters.Numbers("UMAP_2"), clusters.Integers("Cluster"))];
            foreach (int row in Enumerable.Range(0, table.RowCount).Where(row => groups[row] == group))
            {
                (double Distance, int Cluster)[] order =
                    [.. training.Select(one => (Distance: Distance(one.X - x[row], one.Y - y[row]), one.Cluster)).OrderBy(one => one.Distance)];
                (double distance, int nearest) = order.First(one => one.Cluster != -1);
                (double X, double Y, int Cluster)[] own = [.. training.Where(one => one.Cluster == nearest)];
                double[] spacing = [.. own.Select((one, place) => own.Where((_, other) => other != place).Min(other => Distance(one.X - other.X, one.Y - other.Y))).Order()];
                double median = (spacing[(spacing.Length - 1) / 2] + spacing[spacing.Length / 2]) / 2;
                Assert.Equal(nearest, nearestClusters[row]);
                Assert.Equal(distance / median, distances[row], 1e-9 * distances[row]);
                int wanted = statuses[row] == "rejected" ? nearest : told[row];
                Assert.Equal(order.Take(15).Count(one => one.Cluster == wanted) / 15.0, votes[row], 1e-12);
                bool elsewhere = order.Take(5).All(one => one.Cluster == order[0].Cluster) && order[0].Cluster != wanted;
                Assert.False(elsewhere && statuses[row] != "rejected" && !flags[row].Contains("neighbors-disagree", StringComparison.Ordinal));
            }
        }

        static double Distance(double dx, double dy) => Math.Sqrt((dx * dx) + (dy * dy));
    }

    [Fact]
    public void A_synapse_with_an_absurd_area_is_flagged_in_every_group_and_keeps_its_cluster()
    {
        string[] lines = File.ReadAllLines(study.New);
        string[] cells = lines[2].Split(',');
        cells[Array.IndexOf(lines[0].Split(','), "SynArea")] = "1000000";
        lines[2] = string.Join(',', cells);
        RunReport report = study.Run(["predictions"], arguments: $"new={study.Write("absurd.csv", lines)}");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        Table table = study.Read("predict/predictions.csv");
        string[] flags = table.Texts("Flags");
        int[] flagged = [.. Enumerable.Range(0, table.RowCount).Where(row => flags[row].Contains("outside-range: SynArea", StringComparison.Ordinal))];
        Assert.Equal(2, flagged.Length);
        Assert.Single(flagged.Select(row => GroupTable.KeysOf(table)[row]).Distinct());
        Assert.All(flagged, row => Assert.Contains("far-from-training", flags[row], StringComparison.Ordinal));
        study.Run();
    }

    [Fact]
    public void The_wide_table_has_a_row_a_new_synapse_with_its_groups_side_by_side()
    {
        Table wide = study.Read("predict/predictions-wide.csv");
        Table table = study.Read("predict/predictions.csv");
        Assert.Equal(30, wide.RowCount);
        Assert.Equal(GroupTable.KeysOf(study.Read("ingest/new-synapses.csv")), GroupTable.KeysOf(wide));
        SynapseKey[] keys = GroupTable.KeysOf(wide);
        string[] groups = table.Texts("Group");
        int cells = 0;
        foreach (string column in new[] { "Cluster", "Status", "NeighborVote", "Flags" })
        {
            string[] values = table.Texts(column);
            foreach ((SynapseKey key, int row) in GroupTable.KeysOf(table).Select((key, row) => (key, row)))
            {
                Assert.Equal(values[row], wide.Texts($"{groups[row]}_{column}")[Array.IndexOf(keys, key)]);
            }
        }

        cells += groups.Distinct().Sum(group => wide.Texts($"{group}_Cluster").Count(cell => cell.Length > 0));
        Assert.Equal(table.RowCount, cells);
    }

    [Fact]
    public void A_new_synapse_whose_key_is_historical_is_told()
    {
        string[] historical = File.ReadAllLines(study.Historical);
        RunReport report = study.Run(["predictions"], arguments: $"new={study.Write("again.csv", [historical[0], .. historical.Skip(1).Take(3)])}");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        MessageText(report, "screen-new", out string told);
        Assert.Contains("3 of 3 new synapses have the key of a historical one", told, StringComparison.Ordinal);
        Assert.All(study.Read("predict/predictions.csv").Texts("Flags"), flags => Assert.Contains("also-historical", flags, StringComparison.Ordinal));
        study.Run();
    }

    private static void MessageText(RunReport report, string stage, out string told)
        => told = string.Join('\n', report.Units.Single(unit => unit.Id.Stage == stage).Messages.Select(message => message.Text));
}
