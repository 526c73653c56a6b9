namespace Neuropil.Cli.Tests;

public sealed class CommandLineTests : Command
{
    [Theory]
    [InlineData("umap fit", "--neighbors N", "(default: 15)")]
    [InlineData("umap transform", "MODEL.json", "--threads N")]
    [InlineData("hdbscan fit", "--max-cluster-size N", "--leaf")]
    [InlineData("hdbscan predict", "NEW.csv", "--out FILE")]
    [InlineData("hdbscan cut", "--lambda X", "--distance X")]
    [InlineData("hdbscan sweep", "5-25:5", "--min-samples LIST")]
    [InlineData("svm fit", "--gamma scale|auto|X", "(default: 0.5)")]
    [InlineData("svm predict", "NEW.csv", "Inlier")]
    [InlineData("xgboost fit", "--tree-method exact|hist", "(required)")]
    [InlineData("xgboost predict", "--margin", "Predicted")]
    [InlineData("synth", "--format xlsx|csv", "(default: 764)")]
    public void Every_verb_tells_its_options_and_defaults(string verb, string first, string second)
    {
        string help = Succeed([.. verb.Split(' '), "--help"]);
        Assert.StartsWith("neuropil " + verb, help, StringComparison.Ordinal);
        Assert.Contains(first, help);
        Assert.Contains(second, help);
    }

    [Fact]
    public void Help_lists_every_verb_and_version_is_one_line()
    {
        string help = Succeed("--help");
        Assert.All(VerbList.All, verb => Assert.Contains($"  {verb.Name} ", help));
        Assert.Matches(@"^neuropil \d+\.\d+\.\d+", Succeed("--version"));
    }

    [Theory]
    [InlineData("umap fti in.csv", "Is 'umap fit' meant?")]
    [InlineData("umap fit in.csv --out o.csv --neigbors 3", "Is --neighbors meant?")]
    [InlineData("umap fit in.csv", "--out FILE is missing")]
    [InlineData("umap fit --out o.csv", "IN.csv is missing")]
    [InlineData("umap fit a.csv b.csv --out o.csv", "'b.csv' is one argument too many")]
    [InlineData("umap fit in.csv --out o.csv --neighbors 1", "NeighborCount is 1; expected at least 2")]
    [InlineData("umap fit in.csv --out o.csv --min-dist 0,1", "expected a number with a decimal point")]
    [InlineData("umap fit in.csv --out o.csv --metric manhatan", "the nearest is 'manhattan'")]
    [InlineData("umap fit in.csv --out o.csv --threads 0", "expected at least 1")]
    [InlineData("umap fit in.csv --out", "--out needs a value")]
    [InlineData("umap fit in.csv --out o.csv --out p.csv", "--out came twice")]
    [InlineData("hdbscan fit in.csv --out o.csv --leaf=yes", "--leaf takes no value")]
    [InlineData("hdbscan fit in.csv --out o.csv --min-cluster-size 1", "MinClusterSize is 1")]
    [InlineData("hdbscan cut m.json --out o.csv", "one of --distance X and --lambda X")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-samples 3..5", "expected integers as 5,10,15")]
    [InlineData("svm fit in.csv --out m.json --nu 2", "Nu is 2")]
    [InlineData("svm fit in.csv --out m.json --gamma wide", "expected scale, auto or a number above 0")]
    [InlineData("xgboost fit in.csv --out m.json", "--label COLUMN is missing")]
    public void Wrong_usage_exits_with_2_and_says_what_was_expected(string words, string expected)
    {
        (int exitCode, _, string errors) = Run(words.Split(' '));
        Assert.Contains(expected, errors);
        Assert.Equal(2, exitCode);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Bad_cells_are_told_by_row_column_and_value_and_nothing_is_written()
    {
        Write("bad.csv", "a,b\n1,2\n\"1,5\",3\n4,\n5,NaN\n6,n/a\n");
        (int exitCode, _, string errors) = Run("hdbscan", "fit", "bad.csv", "--out", "o.csv");
        Assert.Equal(1, exitCode);
        Assert.Contains("bad.csv, row 3: a is '1,5'; expected a finite number", errors);
        Assert.Contains("row 4: b is blank", errors);
        Assert.Contains("row 5: b is 'NaN'", errors);
        Assert.Contains("row 6: b is 'n/a'", errors);
        Assert.Equal(["bad.csv"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("umap fit missing.csv --out o.csv", "missing.csv")]
    [InlineData("umap fit empty.csv --out o.csv", "has no rows")]
    [InlineData("umap transform small.csv small.csv --out o.csv", "small.csv")]
    [InlineData("umap transform missing.json small.csv --out o.csv", "missing.json is not there")]
    [InlineData("umap fit small.csv --out o.csv", "has 2 rows, fewer than")]
    [InlineData("xgboost fit small.csv --label kin --out m.json", "kin")]
    public void What_cannot_be_done_exits_with_1_and_leaves_nothing(string words, string expected)
    {
        Write("empty.csv", "a,b\n");
        Write("small.csv", "a,kind\n1,2\n3,4\n");
        (int exitCode, _, string errors) = Run(words.Split(' '));
        Assert.Contains(expected, errors);
        Assert.DoesNotContain("   at ", errors);
        Assert.Equal(1, exitCode);
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }
}
