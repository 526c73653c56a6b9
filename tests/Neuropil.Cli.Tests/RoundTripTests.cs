namespace Neuropil.Cli.Tests;

public sealed class RoundTripTests : Command
{
    [Fact]
    public void A_row_is_transformed_alone_as_in_the_batch_and_whatever_the_threads()
    {
        WriteBlobs("in.csv");
        Succeed("umap", "fit", "in.csv", "--out", "e.csv", "--model", "m.json", "--neighbors", "10", "--components", "3", "--epochs", "50");
        Succeed("umap", "fit", "in.csv", "--out", "e1.csv", "--neighbors", "10", "--components", "3", "--epochs", "50", "--threads", "1");
        Assert.Equal(Text("e.csv"), Text("e1.csv"));
        Assert.Equal("UMAP_1,UMAP_2,UMAP_3", Lines("e.csv")[0]);
        Assert.Equal(121, Lines("e.csv").Length);
        string[] rows = Lines("in.csv");
        Write("new.csv", string.Join('\n', [rows[0], rows[5], rows[50]]) + "\n");
        Write("one.csv", rows[0] + "\n" + rows[50] + "\n");
        Succeed("umap", "transform", "m.json", "new.csv", "--out", "batch.csv");
        Succeed("umap", "transform", "m.json", "one.csv", "--out", "one-out.csv");
        Assert.Equal(Lines("batch.csv")[2], Lines("one-out.csv")[1]);
    }

    [Fact]
    public void A_supervised_fit_draws_its_categories_apart()
    {
        WriteBlobs("in.csv", 4, withLabel: true);
        string[] rows = Lines("in.csv");
        Write("halves.csv", string.Join('\n', rows.Select((row, index) => row[..row.LastIndexOf(',')] + (index == 0 ? ",half" : index % 2 == 0 ? ",left" : ",right"))) + "\n");
        Succeed("umap", "fit", "halves.csv", "--columns", "x1,x2,x3,x4", "--epochs", "200", "--out", "plain.csv");
        Succeed("umap", "fit", "halves.csv", "--target", "half", "--target-weight", "0.9", "--epochs", "200", "--out", "target.csv");
        Assert.True(Separation("target.csv") > 2 * Separation("plain.csv"));
        Assert.Contains("--target-weight is 2; expected from 0 to 1", Fail(2, "umap", "fit", "halves.csv", "--target", "half", "--target-weight", "2", "--out", "o.csv"));

        // The share of rows whose nearest other row in the embedding is of their own half, beyond chance.
        double Separation(string file)
        {
            double[][] places = [.. Lines(file).Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
            int own = Enumerable.Range(0, places.Length).Count(row =>
                Enumerable.Range(0, places.Length).Where(other => other != row).MinBy(other => places[row].Zip(places[other]).Sum(pair => Math.Pow(pair.First - pair.Second, 2))) % 2 == row % 2);
            return Math.Max(0.05, ((double)own / places.Length) - 0.5);
        }
    }

    [Fact]
    public void A_table_of_distances_takes_the_place_of_features()
    {
        WriteBlobs("in.csv", 2);
        double[][] points = [.. Lines("in.csv").Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Write("d.csv", string.Join(',', Enumerable.Range(0, points.Length).Select(row => $"r{row}")) + "\n" + string.Concat(points.Select(
            row => string.Join(',', points.Select(other => Math.Sqrt(row.Zip(other).Sum(pair => Math.Pow(pair.First - pair.Second, 2))).ToString("R", System.Globalization.CultureInfo.InvariantCulture))) + "\n")));
        Succeed("hdbscan", "fit", "in.csv", "--out", "l.csv");
        Succeed("hdbscan", "fit", "d.csv", "--distances", "--out", "k.csv");
        Assert.Equal(Groups("l.csv"), Groups("k.csv"));
        Succeed("umap", "fit", "d.csv", "--distances", "--epochs", "50", "--out", "e.csv", "--model", "m.json");
        Succeed("umap", "transform", "m.json", "d.csv", "--distances", "--out", "t.csv");
        Assert.Equal(Text("e.csv"), Text("t.csv"));
        Assert.Contains("expected", Fail(1, "umap", "fit", "in.csv", "--distances", "--out", "e.csv"));

        // Which rows are together, whatever the numbers of the clusters: without coordinates these differ.
        string Groups(string file)
        {
            string[] labels = [.. Lines(file).Skip(1).Select(line => line.Split(',')[0])];
            return string.Join(' ', labels.Select(label => label == "-1" ? -1 : Array.IndexOf(labels, label)));
        }
    }

    [Fact]
    public void Equal_weights_change_nothing_and_the_column_is_no_feature()
    {
        WriteBlobs("in.csv", 2);
        string[] rows = Lines("in.csv");
        Write("w.csv", string.Join('\n', rows.Select((row, index) => row + (index == 0 ? ",n" : ",1"))) + "\n");
        Succeed("umap", "fit", "in.csv", "--epochs", "50", "--out", "p.csv");
        Succeed("umap", "fit", "w.csv", "--weights", "n", "--epochs", "50", "--out", "q.csv");
        Assert.Equal(Text("p.csv"), Text("q.csv"));
        Write("bad.csv", string.Join('\n', rows.Select((row, index) => row + (index == 0 ? ",n" : ",-1"))) + "\n");
        Assert.Contains("row 2: n is -1; expected a weight of 0 or more", Fail(1, "umap", "fit", "bad.csv", "--weights", "n", "--out", "q.csv"));
    }

    [Fact]
    public void A_weight_counts_as_that_many_rows()
    {
        WriteBlobs("in.csv", 2);
        string[] rows = Lines("in.csv");
        Write("twice.csv", string.Join('\n', rows.Take(1).Concat(rows.Skip(1)).Concat(rows.Skip(1))) + "\n");
        Write("w.csv", string.Join('\n', rows.Select((row, index) => row + (index == 0 ? ",n" : ",2"))) + "\n");
        Succeed("hdbscan", "fit", "twice.csv", "--min-cluster-size", "10", "--out", "p.csv");
        Succeed("hdbscan", "fit", "w.csv", "--weights", "n", "--min-cluster-size", "10", "--out", "q.csv");
        Assert.Equal(Lines("p.csv").Take(121), Lines("q.csv"));
    }

    [Fact]
    public void Layers_find_the_blobs_without_a_size_and_a_cut_finds_a_number_of_clusters()
    {
        WriteBlobs("in.csv", 2, rowCount: 300);
        Assert.Contains("the most persistent has 3 clusters", Said("hdbscan", "layers", "in.csv", "--out", "l.csv", "--labels", "c.csv", "--trace", "t.csv", "--model", "m.json"));
        Assert.Equal("ClusterCount,MinClusterSize,LargestMinClusterSize,Persistence", Lines("l.csv")[0]);
        Assert.StartsWith("3,", Lines("l.csv")[1], StringComparison.Ordinal);
        Assert.Equal(301, Lines("c.csv").Length);
        Assert.Equal("2", Lines("t.csv")[1].Split(',')[1]);
        Succeed("hdbscan", "predict", "m.json", "in.csv", "--out", "p.csv");
        Assert.Equal(Lines("c.csv").Skip(1).Select(line => line.Split(',')[0]), Lines("p.csv").Skip(1).Select(line => line.Split(',')[0]));
        Succeed("hdbscan", "cut", "m.json", "--clusters", "3", "--out", "k.csv");
        Assert.Equal(["-1", "1", "2", "3"], Lines("k.csv").Skip(1).Distinct().Append("-1").Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("--clusters is 299", Fail(1, "hdbscan", "cut", "m.json", "--clusters", "299", "--out", "k.csv"));
    }

    [Fact]
    public void Columns_picks_numbers_from_a_table_that_also_holds_text()
    {
        WriteBlobs("in.csv", 2);
        string[] rows = Lines("in.csv");
        Write("named.csv", string.Join('\n', rows.Select((row, index) => (index == 0 ? "id" : $"synapse {index}") + "," + row)) + "\n");
        Succeed("hdbscan", "fit", "in.csv", "--out", "plain.csv");
        Succeed("hdbscan", "fit", "named.csv", "--columns", "x1,x2", "--out", "picked.csv");
        Assert.Equal(Text("plain.csv"), Text("picked.csv"));
        (int exitCode, _, string errors) = Run("hdbscan", "fit", "named.csv", "--columns", "x1,y2", "--out", "none.csv");
        Assert.Equal(1, exitCode);
        Assert.Contains("column 'y2' is missing", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_and_the_estimate_are_printed()
    {
        WriteBlobs("in.csv");
        string report = Succeed("umap", "fit", "in.csv", "--out", "e.csv", "--epochs", "50", "--report");
        Assert.Matches(@"^trustworthiness \(15 neighbours\): 0\.\d{4}\ncontinuity .*\nneighbour preservation", report);
        Assert.Matches(@"120 × 4 needs about \d+ MB", Succeed("umap", "fit", "in.csv", "--out", "f.csv", "--estimate"));
        Assert.False(File.Exists(Path.Combine(Folder, "f.csv")));
    }

    [Fact]
    public void Training_rows_keep_their_clusters_when_predicted()
    {
        WriteBlobs("in.csv", 2);
        Succeed(
            "hdbscan", "fit", "in.csv", "--out", "l.csv", "--model", "m.json", "--min-cluster-size", "12", "--min-samples", "4",
            "--tree", "tree.csv", "--spanning-tree", "mst.csv", "--clusters", "c.csv", "--linkage", "s.csv", "--exemplars", "ex.csv", "--soft", "soft.csv");
        Succeed("hdbscan", "predict", "m.json", "in.csv", "--out", "p.csv");
        Assert.Equal(Text("l.csv"), Text("p.csv"));
        Assert.Equal("Cluster,MembershipStrength,OutlierScore", Lines("l.csv")[0]);
        Assert.All(Lines("l.csv").Skip(1), line => Assert.Contains(line.Split(',')[0], (string[])["-1", "1", "2", "3"]));
        Assert.Equal("Parent,Child,Lambda,ChildSize", Lines("tree.csv")[0]);
        Assert.Equal(120, Lines("mst.csv").Length);
        Assert.Equal(4, Lines("c.csv").Length);
        Assert.Equal("Parent,Child,Distance,ChildSize", Lines("s.csv")[0]);
        Assert.Equal("Cluster,Row", Lines("ex.csv")[0]);
        Assert.Equal("Cluster_1,Cluster_2,Cluster_3", Lines("soft.csv")[0]);
        Succeed("hdbscan", "predict", "m.json", "in.csv", "--out", "n.csv", "--nearest");
        Assert.Equal("Cluster,MembershipStrength,OutlierScore,NearestCluster,NearestDistance", Lines("n.csv")[0]);
        Succeed("hdbscan", "cut", "m.json", "--lambda", "0.01", "--out", "cut.csv");
        Assert.All(Lines("cut.csv").Skip(1), line => Assert.Equal("1", line));
        Succeed("hdbscan", "sweep", "in.csv", "--min-cluster-size", "10-20:5", "--min-samples", "3,4", "--out", "sweep.csv");
        Assert.Equal("MinClusterSize,MinSamples,ClusterCount,NoiseCount,RelativeValidity", Lines("sweep.csv")[0]);
        Assert.Equal(["10,3", "10,4", "15,3", "15,4", "20,3", "20,4"], Lines("sweep.csv").Skip(1).Select(line => string.Join(',', line.Split(',')[..2])));
    }

    [Fact]
    public void The_same_seed_makes_the_same_study()
    {
        Succeed("synth", "one", "--format", "csv", "--rows", "200", "--seed", "3");
        Succeed("synth", "two", "--format", "csv", "--rows", "200", "--seed", "3");
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.Combine(Folder, "one")).Length);
        Assert.Equal(201, Lines("one/neuron_synapse_raw_data.csv").Length);
        Assert.Equal(31, Lines("one/new_neuron_synapse_raw_data.csv").Length);
        Assert.Equal(Text("one/neuron_synapse_raw_data.csv"), Text("two/neuron_synapse_raw_data.csv"));
    }

    [Fact]
    public void The_decision_tells_the_inliers()
    {
        WriteBlobs("in.csv", 2);
        Succeed("svm", "fit", "in.csv", "--nu", "0.05", "--gamma", "auto", "--out", "m.json");
        Write("new.csv", "x1,x2\n0,0\n1000,1000\n");
        Succeed("svm", "predict", "m.json", "new.csv", "--out", "p.csv");
        string[] lines = Lines("p.csv");
        Assert.Equal("Decision,Inlier", lines[0]);
        Assert.EndsWith(",1", lines[1], StringComparison.Ordinal);
        Assert.Matches(@"^-.*,0$", lines[2]);
    }

    [Fact]
    public void Classes_are_learnt_and_predicted_with_a_column_each()
    {
        WriteBlobs("in.csv", 4, withLabel: true);
        Succeed("xgboost", "fit", "in.csv", "--label", "kind", "--out", "m.json", "--trees", "10", "--tree-method", "hist");
        Succeed("xgboost", "predict", "m.json", "in.csv", "--label", "kind", "--out", "p.csv");
        Succeed("xgboost", "predict", "m.json", "in.csv", "--label", "kind", "--out", "margin.csv", "--margin");
        string[] lines = Lines("p.csv");
        Assert.Equal("Predicted,0,1,2", lines[0]);
        Assert.Equal("Predicted,0,1,2", Lines("margin.csv")[0]);
        int right = Enumerable.Range(0, 120).Count(row => lines[row + 1].StartsWith($"{row % 3},", StringComparison.Ordinal));
        Assert.InRange(right, 114, 120);
    }
}
