namespace Neuropil.Cli.Tests;

/// <summary>Classes by nearest neighbours and boosted trees.</summary>
public sealed class ClassTests : Command
{
    [Theory]
    [InlineData("knn fit in.csv --label kind --out m.json", "knn predict")]
    [InlineData("xgboost fit in.csv --label kind --trees 20 --out m.json", "xgboost predict")]
    [InlineData("xgboost fit in.csv --label kind --trees 20 --out m.ubj", "xgboost predict")]
    public void Labels_may_be_texts(string fit, string predict)
    {
        WriteBlobs("in.csv", 4, withLabel: true);
        Succeed(fit.Split(' '));
        string model = fit.Split(' ')[^1];
        Succeed([.. predict.Split(' '), model, "in.csv", "--label", "kind", "--out", "n.csv"]);
        string[] names = ["basket", "Chandelier, axo-axonic", "µ-cell"];
        Write("in.csv", string.Join('\n', Lines("in.csv").Select((line, row) => row == 0 ? line : line[..line.LastIndexOf(',')] + ",\"" + names[line[^1] - '0'] + "\"")) + "\n");
        Succeed(fit.Split(' '));
        Succeed([.. predict.Split(' '), model, "in.csv", "--label", "kind", "--out", "t.csv"]);
        Assert.Equal("Predicted,\"Chandelier, axo-axonic\",basket,µ-cell", Lines("t.csv")[0]);
        int[] byName = [.. Lines("t.csv").Skip(1).Select(line => Array.FindIndex(names, name => line.StartsWith(name, StringComparison.Ordinal) || line.StartsWith('"' + name, StringComparison.Ordinal)))];
        int[] byNumber = [.. Lines("n.csv").Skip(1).Select(line => line[0] - '0')];
        Assert.InRange(byName.Zip(byNumber).Count(pair => pair.First == pair.Second), 117, 120);
    }

    [Theory]
    [InlineData("1", "holds one class, '1', in all 120 rows")]
    [InlineData("", "kind is blank")]
    public void Labels_that_tell_no_classes_apart_are_told_by_column(string label, string expected)
    {
        WriteBlobs("in.csv", 2);
        Write("in.csv", string.Join('\n', Lines("in.csv").Select((line, row) => line + "," + (row == 0 ? "kind" : label))) + "\n");
        string said = Fail(1, "xgboost", "fit", "in.csv", "--label", "kind", "--out", "m.json");
        Assert.Contains(expected, said);
        Assert.DoesNotContain("MajorityClass", said);
        Assert.Contains(expected, Fail(1, "knn", "fit", "in.csv", "--label", "kind", "--out", "m.json"));
    }

    [Fact]
    public void Boosting_stops_early_by_rows_kept_out_or_by_a_file()
    {
        WriteMixed("in.csv", 600, 0);
        string[] fit = ["xgboost", "fit", "in.csv", "--label", "kind", "--trees", "400", "--early-stopping", "5", "--out", "m.json"];
        Assert.Contains("rounds stopped early; least evaluation loss", Said(fit));
        string byShare = Text("m.json");
        Succeed([.. fit, "--evaluation-share", "0.5"]);
        Assert.NotEqual(byShare, Text("m.json"));
        WriteMixed("kept.csv", 90, 1);
        Assert.Contains("stopped early", Said([.. fit, "--evaluation", "kept.csv"]));
        Write("odd.csv", "x1,x2,x3,kind\n1,2,3,7\n");
        Assert.Contains("kind is '7'", Fail(1, [.. fit, "--evaluation", "odd.csv"]));
        Assert.Contains("--evaluation-share does not go with --evaluation", Fail(2, [.. fit, "--evaluation", "kept.csv", "--evaluation-share", "0.1"]));
        Assert.Contains("--evaluation-share is 1", Fail(2, [.. fit, "--evaluation-share", "1"]));
    }

    /// <summary>Blobs of which every fourth row has a class that its place does not tell.</summary>
    private void WriteMixed(string file, int rowCount, int shift)
    {
        WriteBlobs(file, 3, withLabel: true, rowCount);
        Write(file, string.Join('\n', Lines(file).Select((line, row) => row % 4 == 1 ? $"{line[..^1]}{((row / 4) + shift) % 3}" : line)) + "\n");
    }

    [Fact]
    public void Rows_of_the_higher_class_weigh_as_much_as_is_said()
    {
        WriteBlobs("in.csv", 2, withLabel: true);
        Assert.Contains("--scale-pos-weight is for two classes", Fail(2, "xgboost", "fit", "in.csv", "--label", "kind", "--scale-pos-weight", "2", "--out", "m.json"));
        Write("two.csv", string.Join('\n', Lines("in.csv").Where(line => !line.EndsWith(",2", StringComparison.Ordinal))) + "\n");
        Succeed("xgboost", "fit", "two.csv", "--label", "kind", "--trees", "1", "--out", "m.json");
        Succeed("xgboost", "predict", "m.json", "two.csv", "--label", "kind", "--out", "p.csv");
        Succeed("xgboost", "fit", "two.csv", "--label", "kind", "--trees", "1", "--scale-pos-weight", "20", "--out", "m.json");
        Succeed("xgboost", "predict", "m.json", "two.csv", "--label", "kind", "--out", "q.csv");
        Assert.True(Lines("q.csv").Skip(1).Sum(Share) > Lines("p.csv").Skip(1).Sum(Share) + 0.2);

        static double Share(string line) => double.Parse(line.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture);
    }
}
