using System.Globalization;

namespace Neuropil.Report.Pages;

/// <summary>Studies made for tests of the page: other columns than the published study's, every optional section filled.</summary>
internal static class MadeStudy
{
    private const int ClusterCount = 9;

    /// <summary>A study of that many historical synapses on 12 neurons, in two groups, one of them embedded in three dimensions.</summary>
    public static PageData Full(int count) => Made(count, (name, _) => name);

    /// <summary>A small study whose texts are hostile: markup, control characters, characters that turn the reading direction.</summary>
    public static PageData Foreign()
        => Made(120, (name, row) => (row % 5) switch
        {
            0 => name + "<script>obeyed = 1</script>",
            1 => name + "\u202Egnp.exe",
            2 => name + "\"><img src=x onerror=\"obeyed = 1\">",
            3 => name + "\u0007\u001B[31m\u200B",
            _ => name + "</script><script>obeyed = 1</script>",
        });

    private static PageData Made(int count, Func<string, int, string> named)
    {
        Random random = new(7);
        int fresh = Math.Max(8, count / 50);
        PageTable synapses = Synapses(random, count, named);
        return new PageData
        {
            Title = named("A made study", 0),
            IsSynthetic = true,
            IsPublishedStudy = false,
            Version = "0.0.0",
            Seed = 7,
            Inputs = [new("historical", named("made.csv", 1), new string('a', 64), count), new("new", "new.parquet", new string('b', 64), fresh)],
            Parameters = [new("Embed", "Neighbors", ["20", "15"]), new("Study", "Seed", ["7"])],
            Synapses = synapses,
            New = Synapses(random, fresh, named),
            Groups = [Group(random, named("alle", 2), count, fresh, 3, synapses), Group(random, "half of them", count, fresh, 2, synapses, 2)],
            Removed = new("Synapses left out", ["uid", "cell", "psd_nm2", "Reason"], [[named("17", 3), named("K1", 4), "−2", "psd_nm2 −2 is a missing code"]]),
            Flagged = new("New synapses beyond the historical bounds", ["uid", "Reason"], [[named("99", 0), "psd_nm2 81234 is outside [3.2, 7000]"]]),
            Warnings = [named("Neuron K3, axis 2 hangs by a thread.", 1)],
            Figures = [],
            Methods = ["Made for tests."],
            References = ["Nobody (2026)."],
            Departures = [],
            Explore = Explored(named),
            Provenance = [KeyValuePair.Create("Neuropil.Study", new string('c', 64))],
        };
    }

    private static PageTable Synapses(Random random, int count, Func<string, int, string> named)
    {
        string[] cells = [.. Enumerable.Range(0, count).Select(row => named($"K{random.Next(12) + 1}", row % 5))];
        double[] Numbers(Func<int, double> value) => [.. Enumerable.Range(0, count).Select(value)];
        double[] x = Numbers(_ => (random.NextDouble() * 80) - 40);
        double[] y = Numbers(row => (random.NextDouble() * 30) - 15 + (x[row] / 4));
        double[] z = Numbers(_ => (random.NextDouble() * 8) - 4);
        return new PageTable(
            [
                PageColumn.Texts("uid", ColumnRole.Key, [.. Enumerable.Range(0, count).Select(row => named((864691135000000000L + (row * 977L)).ToString(CultureInfo.InvariantCulture), row))]),
                PageColumn.Texts("cell", ColumnRole.Neuron, cells),
                PageColumn.Texts("kind", ColumnRole.Type, [.. Enumerable.Range(0, count).Select(row => named(row % 3 == 0 ? "soma" : "shaft", row % 5))]),
                PageColumn.Numbers("psd_nm2", ColumnRole.Feature, Numbers(_ => Math.Round(2000 + (random.NextDouble() * 9000))), "nm²"),
                PageColumn.Numbers("ratio", ColumnRole.Feature, Numbers(row => row % 97 == 0 ? double.NaN : Math.Round(random.NextDouble(), 4))),
                PageColumn.Numbers("depth_pct", ColumnRole.Feature, Numbers(_ => random.NextDouble() * 100), "%"),
                PageColumn.Numbers("x", ColumnRole.Before, x, "µm"),
                PageColumn.Numbers("y", ColumnRole.Before, y, "µm"),
                PageColumn.Numbers("z", ColumnRole.Before, z, "µm"),
                PageColumn.Numbers("axis 1", ColumnRole.After, Numbers(row => (x[row] * 0.97) + (y[row] * 0.24)), "µm"),
                PageColumn.Numbers("axis 2", ColumnRole.After, Numbers(row => (y[row] * 0.97) - (x[row] * 0.24)), "µm"),
                PageColumn.Numbers("axis 3", ColumnRole.After, z, "µm"),
            ],
            count);
    }

    private static PageGroup Group(Random random, string name, int count, int fresh, int dimension, PageTable synapses, int step = 1)
    {
        int[] rows = [.. Enumerable.Range(0, count).Where(row => row % step == 0)];
        int[] newRows = [.. Enumerable.Range(0, fresh).Where(row => row % step == 0)];
        double[] clusters = [.. rows.Select(row => row % 23 == 0 ? -1.0 : 1 + (row / step % ClusterCount))];
        double[] predicted = [.. newRows.Select(row => row % 7 == 0 ? -1.0 : 1 + (row / step % ClusterCount))];
        PageColumn[] known = Embedding(random, dimension, clusters);
        return new PageGroup
        {
            Name = name,
            Title = $"{name}, as a group",
            Rows = rows,
            Synapses = new PageTable(
                [
                    .. known,
                    PageColumn.Numbers("Cluster", ColumnRole.Cluster, clusters),
                    PageColumn.Numbers("MembershipStrength", ColumnRole.Strength, [.. clusters.Select(cluster => cluster < 0 ? 0 : 0.5 + (random.NextDouble() / 2))]),
                    PageColumn.Numbers("Stability", ColumnRole.Stability, [.. clusters.Select(_ => Math.Round(random.NextDouble(), 2))]),
                    PageColumn.Numbers("NeighborsKept", ColumnRole.Reliability, [.. clusters.Select(_ => Math.Round(random.NextDouble(), 3))]),
                ],
                rows.Length),
            NewRows = newRows,
            New = new PageTable(
                [
                    .. Embedding(random, dimension, predicted),
                    PageColumn.Numbers("Cluster", ColumnRole.Cluster, predicted),
                    PageColumn.Texts("Status", ColumnRole.Status, [.. predicted.Select((cluster, row) => cluster > 0 ? "assigned" : row % 2 == 0 ? "rejected" : "noise")]),
                    PageColumn.Numbers("Probability", ColumnRole.Strength, [.. predicted.Select(_ => Math.Round(random.NextDouble(), 3))]),
                    PageColumn.Texts("Flags", ColumnRole.Other, [.. predicted.Select((_, row) => row % 9 == 0 ? "neighbors-disagree" : "")]),
                ],
                newRows.Length),
            MinClusterSize = 40,
            Tree = [new(-1, 0, 0.4, rows.Length, -1), new(0, 0.4, 0.9, rows.Length / 2, -1), new(0, 0.4, 3, rows.Length / 3, 1), new(1, 0.9, 4, rows.Length / 5, 2), new(1, 0.9, double.PositiveInfinity, rows.Length / 4, 3)],
            Models = Models(),
            Figures = [],
            FeatureShares = [KeyValuePair.Create("axis 1", 0.905), KeyValuePair.Create("psd_nm2", 0.09), KeyValuePair.Create("ratio", 0.005)],
            NoiseIslands = [new(12, 0.8, 30)],
            Sweep =
            [
                .. from samples in Enumerable.Range(2, 6)
                   from size in new[] { 10, 20, 30, 40, 50 }
                   select new SweepCell(samples, size, 14 - samples - (size / 10), 0.02 * samples, 0.9 - (0.05 * samples) - (size / 500.0), 0.5, 1 - (0.03 * samples), samples == 4 && size == 40),
            ],
            Trust =
            [
                .. Enumerable.Range(1, ClusterCount).Select(cluster => new ClusterTrust(
                    cluster, 1 - (0.06 * cluster), 0.95 - (0.07 * cluster), 1 - (0.04 * cluster), 0.02 * cluster, 0.99 - (0.05 * cluster), "K" + cluster.ToString(CultureInfo.InvariantCulture), 0.9 - (0.08 * cluster), cluster < 3 ? "highly stable" : cluster < 5 ? "stable" : "a pattern whose members are doubtful")),
            ],
            Verdict = new(false, "No evidence of clusters: 9 found; data of one population gave 2 to 8 (p = 0.21)."),
            Nulls =
            [
                .. from kind in new[] { "features permuted within neurons", "one population" }
                   from statistic in new[] { "clusters", "total persistence", "DBCV" }
                   select new NullTest(kind, statistic, 9.5, [.. Enumerable.Range(0, 99).Select(_ => 2 + (random.NextDouble() * 6))], statistic == "DBCV" ? 0.21 : 0.01, "says whether features hang together within a neuron, not whether there are kinds"),
            ],
        };
    }

    private static PageColumn[] Embedding(Random random, int dimension, IReadOnlyList<double> clusters)
        =>
        [
            .. Enumerable.Range(0, dimension).Select(axis => PageColumn.Numbers(
                $"UMAP_{axis + 1}",
                ColumnRole.Embedding,
                [.. clusters.Select(cluster => (double)(float)((Math.Sin((cluster + 1) * (axis + 1.3) * 1.7) * 9) + (random.NextDouble() * 2) + random.NextDouble()))])),
        ];

    private static PageModels Models()
    {
        IReadOnlyList<KeyValuePair<string, Score>> Scores(double value)
            => [KeyValuePair.Create("accuracy", new Score(value, value - 0.04, value + 0.03)), KeyValuePair.Create("macro F1", new Score(value - 0.05)), KeyValuePair.Create("log loss", Score.Unknown)];
        return new PageModels
        {
            Used = "RF",
            ChosenBy = "cross-validation",
            Confidence = 0.95,
            Scores =
            [
                new("KNN", ModelEstimate.Test, 120, 3, Scores(0.92)), new("KNN", ModelEstimate.Honest, 600, null, Scores(0.91)),
                new("RF", ModelEstimate.Test, 120, 5, Scores(0.9)), new("RF", ModelEstimate.Honest, 600, null, Scores(0.78)),
                new("commonest cluster", ModelEstimate.Baseline, 120, null, Scores(0.2)),
            ],
            Choices = [KeyValuePair.Create("KNN", "neighbours 5, metric Euclidean")],
            Confusions = [new("RF", ModelEstimate.Test, [-1, 1, 2], [[3, 0, 1], [0, 40, 2], [1, 3, 60]], [1, 4, 5])],
            Classes = new("Clusters as RF finds them in the test part", ["Cluster", "precision", "recall", "F1", "synapses"], [["1", "0.930", "0.870", "0.899", "46"]]),
            FoldClusterCounts = [9, 8, 9, 9, 7],
            Importances = [KeyValuePair.Create("psd_nm2", new Score(0.31, 0.28, 0.35)), KeyValuePair.Create("ratio", new Score(0.02))],
            Contributions = new("What each feature adds to each new synapse's prediction", ["uid", "psd_nm2", "ratio"], [["864691135000000000", "0.21", "−0.03"]]),
        };
    }

    private static PageExplore Explored(Func<string, int, string> named)
        => new(
            [new("", "Spearman", ["psd_nm2", "ratio", "depth_pct"], [[1, 0.42, -0.13], [0.42, 1, double.NaN], [-0.13, double.NaN, 1]])],
            [new("half of them", "psd_nm2", 0.4, 0.0001, 312.5), new("half of them", "ratio", 0.05, 0.8, 0.001)],
            [new("Counts by kind", ["kind", "n"], [[named("soma", 0), "200"], ["shaft", "400"]])]);
}
