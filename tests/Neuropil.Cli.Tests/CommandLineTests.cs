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
    [InlineData("hdbscan layers", "--labels FILE", "LargestMinClusterSize")]
    [InlineData("svm fit", "--gamma scale|auto|X", "(default: 0.5)")]
    [InlineData("svm predict", "NEW.csv", "Inlier")]
    [InlineData("xgboost fit", "--tree-method exact|hist", "(required)")]
    [InlineData("xgboost predict", "--margin", "Predicted")]
    [InlineData("knn fit", "--weights uniform|distance", "--id COLUMN")]
    [InlineData("import", "BUNDLE.pkl", "neuropil import predict")]
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
    [InlineData("umap", "umap fit", "umap transform", "hdbscan")]
    [InlineData("hdbscan", "hdbscan fit", "hdbscan sweep", "umap")]
    [InlineData("knn", "knn fit", "knn predict", "svm")]
    public void A_group_lists_its_verbs_and_no_others(string group, string first, string second, string other)
    {
        string help = Succeed(group, "--help");
        Assert.Contains("  " + first + " ", help);
        Assert.Contains("  " + second + " ", help);
        Assert.DoesNotContain("  " + other + " ", help);
        Assert.Equal(help, Succeed("help", group));
    }

    [Theory]
    [InlineData("umap fti in.csv", "Is 'umap fit' meant?")]
    [InlineData("umap fit in.csv --out o.csv --neigbors 3", "Is --neighbors meant?")]
    [InlineData("umap fit in.csv", "--out FILE is missing")]
    [InlineData("umap fit --out o.csv", "IN.csv is missing")]
    [InlineData("umap fit a.csv b.csv --out o.csv", "'b.csv' is one argument too many")]
    [InlineData("umap fit in.csv --out o.csv --neighbors 1", "--neighbors is 1; expected at least 2")]
    [InlineData("umap fit in.csv --out o.csv --min-dist 0,1", "expected a number with a decimal point")]
    [InlineData("umap fit in.csv --out o.csv --metric manhatan", "the nearest is 'manhattan'")]
    [InlineData("umap fit in.csv --out o.csv --threads 0", "expected at least 1")]
    [InlineData("umap fit in.csv --out", "--out needs a value")]
    [InlineData("umap fit in.csv --out o.csv --out p.csv", "--out came twice")]
    [InlineData("hdbscan fit in.csv --out o.csv --leaf=yes", "--leaf takes no value")]
    [InlineData("hdbscan fit in.csv --out o.csv --min-cluster-size 1", "--min-cluster-size is 1")]
    [InlineData("hdbscan cut m.json --out o.csv", "one of --distance X, --lambda X and --clusters N")]
    [InlineData("hdbscan cut m.json --out o.csv --distance 1 --clusters 2", "one of --distance X, --lambda X and --clusters N")]
    [InlineData("hdbscan cut m.json --out o.csv --clusters 0", "--clusters is 0; expected at least 1")]
    [InlineData("hdbscan fit in.csv --out o.csv --distances --soft s.csv", "--soft does not go with --distances")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-samples 3..5", "expected integers as 5,10,15")]
    [InlineData("svm fit in.csv --out m.json --nu 2", "--nu is 2")]
    [InlineData("svm fit in.csv --out m.json --gamma wide", "expected scale, auto or a number above 0")]
    [InlineData("xgboost fit in.csv --out m.json", "--label COLUMN is missing")]
    [InlineData("umap", "neuropil umap needs a verb: umap fit, umap transform")]
    [InlineData("hdbscan fit in.csv --leaf=no --out o.csv", "--leaf takes no value; 'no' came")]
    [InlineData("umap fit --neigbors=3 in.csv --out o.csv", "Is --neighbors meant?")]
    [InlineData("umap fit in.csv -out o.csv", "has no option -out. Is --out meant?")]
    [InlineData("umap fit in.csv --out=", "--out needs a value")]
    [InlineData("umap fit in.csv --out o.csv --target-weight 1", "there is no --target")]
    [InlineData("umap fit in.csv --out o.csv --distances --metric cosine", "--metric does not go with --distances")]
    [InlineData("umap fit in.csv --out o.csv --threads 0", "--threads is 0")]
    [InlineData("umap fit in.csv --out o.csv --min-dist 2", "--min-dist is 2, more than --spread, 1")]
    [InlineData("umap fit in.csv --out o.csv --min-dist NaN", "--min-dist is NaN")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-cluster-size 5-2", "each range from its smaller end")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-cluster-size 9-2:2", "each range from its smaller end")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-samples 1-9:0", "expected integers as 5,10,15")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-samples 5,", "expected integers as 5,10,15")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-samples 1-2147483647", "10000 at most")]
    [InlineData("hdbscan sweep in.csv --out o.csv --min-samples 1-2-3", "expected integers as 5,10,15")]
    [InlineData("hdbscan fit in.csv --out o.csv --leaf --selection eom", "--leaf does not go with --selection eom")]
    [InlineData("hdbscan fit in.csv --out o.csv --leaf --max-cluster-size 9", "--max-cluster-size would change nothing")]
    [InlineData("umap fit in.csv --out o.csv --refit m.json --neighbors 5", "--neighbors does not go with --refit")]
    [InlineData("umap fit in.csv --out o.csv --refit m.json --seed 5", "--seed does not go with --refit")]
    [InlineData("svm fit in.csv --out m.json --degree 2", "--degree would change nothing")]
    [InlineData("svm fit in.csv --out m.json --kernel linear --gamma 2", "--gamma would change nothing")]
    [InlineData("xgboost fit in.csv --label k --out m.json --evaluation-share 0.5", "only --early-stopping looks at evaluation rows")]
    [InlineData("xgboost fit in.csv --label k --out m.json --missing --skip-missing", "--skip-missing does not go with --missing")]
    [InlineData("hdbscan fit in.csv --out o.csv --columns a,,b", "expected names as A,B,C")]
    [InlineData("hdbscan fit in.csv --out o.csv --columns a,a", "each once")]
    [InlineData("umap fit in.csv --out o.csv --model o.csv", "--model and --out both write o.csv")]
    [InlineData("umap fit in.csv --out - --model -", "--model and --out both write -")]
    [InlineData("umap fit in.csv --out in.csv", "--out in.csv is the file that is read as in.csv")]
    [InlineData("umap fit in.csv --out ./x/../in.csv", "is the file that is read as in.csv")]
    [InlineData("umap fit in.csv --out o.csv --refit m.json --model m.json", "--model m.json is the file that is read as m.json")]
    [InlineData("hdbscan predict - - --out o.csv", "- is read twice")]
    [InlineData("completion bahs", "the nearest is 'bash'")]
    [InlineData("import predict --out o.csv", "BUNDLE.json is missing")]
    [InlineData("sweep in.csv --out o.csv", "'sweep' is no verb of neuropil. Is 'hdbscan sweep' meant?")]
    [InlineData("transform", "Is 'umap transform' meant?")]
    [InlineData("predict", "MODEL-FOLDER is missing")]
    public void Wrong_usage_exits_with_2_and_says_what_was_expected(string words, string expected)
    {
        (int exitCode, _, string errors) = Run(words.Split(' '));
        Assert.Contains(expected, errors);
        Assert.Equal(2, exitCode);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void Bad_cells_are_told_by_row_column_and_value_and_nothing_is_written()
    {
        Write("bad.csv", "a,b\n1,2\n\"1,5\",3\n4,\n5,NaN\n6,n/a\n");
        (int exitCode, _, string errors) = Run("hdbscan", "fit", "bad.csv", "--out", "o.csv");
        Assert.Equal(1, exitCode);
        Assert.Contains("bad.csv, row 3: a is '1,5'", errors);
        Assert.Contains("row 4: b is blank", errors);
        Assert.Contains("row 5: b is ", errors);
        Assert.Contains("row 6: b is 'n/a'", errors);
        Assert.Equal(["bad.csv"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("umap fit missing.csv --out o.csv", "missing.csv")]
    [InlineData("umap fit empty.csv --out o.csv", "has no rows")]
    [InlineData("umap transform small.csv small.csv --out o.csv", "small.csv")]
    [InlineData("umap transform missing.json small.csv --out o.csv", "missing.json does not exist; expected a file that umap fit --model wrote")]
    [InlineData("umap fit smal.csv --out o.csv", "smal.csv does not exist (the nearest is 'small.csv'); expected a table")]
    [InlineData("umap fit no/such.csv --out o.csv", "nor does the folder")]
    [InlineData("umap fit . --out o.csv", ". is a folder; expected a table")]
    [InlineData("umap fit small.csv --out .", ". is a folder; expected the name of a file")]
    [InlineData("umap fit small.csv --out /", "/ is a folder; expected the name of a file")]
    [InlineData("umap fit / --out o.csv", "/ is a folder; expected a table")]
    [InlineData("hdbscan fit small.csv --columns a --distances --out o.csv", "small.csv has 2 rows and 1 features; expected as many of both with --distances")]
    [InlineData("umap fit small.csv --columns a --distances --out o.csv", "small.csv has 2 rows and 1 features; expected as many of both with --distances")]
    [InlineData("describe missing.csv", "missing.csv does not exist")]
    [InlineData("describe no*.csv", "no*.csv")]
    [InlineData("umap fit small.csv --out small.csv/o.csv", "small.csv is a file; expected a folder")]
    [InlineData("import small.csv --out b.json", "small.csv")]
    [InlineData("hdbscan fit small.csv --out o.csv", "small.csv has 2 rows; expected at least --min-samples + 1 = 6. Give more points or a smaller --min-samples")]
    [InlineData("hdbscan fit small.csv --id nam --out o.csv", "column 'nam' is missing")]
    [InlineData("knn fit small.csv --label kind --out m.json", "expected at least --neighbors = 5. Lower --neighbors")]
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
