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
        string[] groups = clusters.Texts("clusterid");
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
}
