using System.Globalization;

namespace Neuropil.Cli.Tests;

/// <summary>Tables as people have them, what is said of them, and what comes out.</summary>
public sealed class TableTests : Command
{
    [Fact]
    public void Where_all_lies_in_one_place_both_tables_come_and_the_switch_that_helps_is_named()
    {
        string said = Said("hdbscan", "fit", Case("zeros-and-one.csv"), "--out", "o.csv", "--soft", "s.csv");
        Assert.Equal("0 clusters; all in one place: --allow-single-cluster\n", said);
        int rows = Lines(Case("zeros-and-one.csv")).Length;
        Assert.Equal(rows, Lines("o.csv").Length);
        Assert.Equal(rows, Lines("s.csv").Length);
        Assert.DoesNotContain("Cluster", Lines("s.csv")[0]);
        Assert.Contains("1 cluster of", Said("hdbscan", "fit", Case("zeros-and-one.csv"), "--out", "o.csv", "--allow-single-cluster"));
    }

    [Fact]
    public void The_validity_does_not_depend_on_the_order_of_the_rows()
    {
        string[] one = Succeed("hdbscan", "fit", Case("dbcv.csv"), "--out", "o.csv", "--validity").Split('\n');
        string[] other = Succeed("hdbscan", "fit", Case("dbcv-sorted.csv"), "--out", "o.csv", "--validity").Split('\n');
        Assert.StartsWith("DBCV: ", one[1], StringComparison.Ordinal);
        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("umap fit")]
    [InlineData("svm fit")]
    [InlineData("hdbscan fit")]
    public void Numbers_whose_squares_overflow_are_refused_by_column_and_value(string verb)
    {
        string said = Fail(1, [.. verb.Split(' '), Case("overflow.csv"), "--out", "o.csv"]);
        Assert.Matches(@"column 'c\d' holds -?\d\.\d+E\+200 \(row \d+ of the data\); squared distances between such values overflow", said);
        Write("wide.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row * row},{row}e150\n")));
        Succeed([.. verb.Split(' '), "wide.csv", "--out", "o.csv"]);
    }

    [Fact]
    public void Numbers_beyond_single_precision_are_refused_by_column_and_value()
    {
        string said = Fail(1, "xgboost", "fit", Case("float32-overflow.csv"), "--label", "y", "--out", "m.json");
        Assert.Contains("column 'x' holds 1E+39", said);
        Assert.Contains("3.4e38", said);
        WriteBlobs("in.csv", 2, withLabel: true);
        Succeed("xgboost", "fit", "in.csv", "--label", "kind", "--out", "m.json", "--trees", "2");
        Write("new.csv", "x1,x2\n1,-4e38\n");
        Assert.Contains("column 'x2' holds -4E+38", Fail(1, "xgboost", "predict", "m.json", "new.csv", "--out", "p.csv"));
    }

    [Fact]
    public void A_model_of_XGBoost_that_splits_by_categories_is_refused_by_name()
    {
        Write("new.csv", "f1,f2,f3\n1,2,3\n");
        string said = Fail(1, "xgboost", "predict", Case("categorical.json"), "new.csv", "--out", "p.csv");
        Assert.Contains("the tree splits by categories, which this program does not know. Train the model with the categories coded as numbers", said);
        Assert.False(File.Exists(Path.Combine(Folder, "p.csv")));
    }

    [Theory]
    [InlineData("semi.csv", "separated by semicolons")]
    [InlineData("base.csv", "2 clusters of 15 rows each")]
    public void Separators_are_found_and_told(string file, string expected)
    {
        Succeed("hdbscan", "fit", Case("base.csv"), "--out", "p.csv");
        Assert.Contains(expected, Said("hdbscan", "fit", Case(file), "--out", "o.csv"));
        Assert.Equal(Text("p.csv"), Text("o.csv"));
    }

    [Theory]
    [InlineData("in.csv", ";", ",")]
    [InlineData("in.tsv", "\t", ".")]
    [InlineData("in.tsv", "\t", ",")]
    [InlineData("in.txt", "|", ".")]
    public void Tabs_bars_and_decimal_commas_are_read(string file, string separator, string point)
    {
        string text = string.Join('\n', Lines(Case("base.csv"))) + "\n";
        Write(file, text.Replace(",", separator, StringComparison.Ordinal).Replace(".", point, StringComparison.Ordinal));
        Succeed("hdbscan", "fit", Case("base.csv"), "--out", "p.csv");
        Succeed("hdbscan", "fit", file, "--out", "o.csv");
        Assert.Equal(Text("p.csv"), Text("o.csv"));
    }

    [Fact]
    public void A_header_of_numbers_is_warned_of_and_no_header_reads_it_as_data()
    {
        Assert.Contains("--no-header", Run("hdbscan", "fit", Case("noheader.csv"), "--out", "o.csv").Errors);
        Succeed("hdbscan", "fit", Case("base.csv"), "--out", "p.csv");
        Succeed("hdbscan", "fit", Case("noheader.csv"), "--no-header", "--out", "o.csv");
        Assert.Equal(Text("p.csv"), Text("o.csv"));
        Write("same.csv", "1,1\n1,1\n2,2\n1,1\n2,2\n1,1\n");
        Succeed("hdbscan", "fit", "same.csv", "--no-header", "--min-cluster-size", "2", "--out", "o.csv");
        Assert.Equal(7, Lines("o.csv").Length);
    }

    [Fact]
    public void An_unnamed_first_column_is_named_by_its_place_and_one_that_counts_rows_is_warned_of()
    {
        Succeed("hdbscan", "fit", Case("base.csv"), "--out", "p.csv");
        Succeed("hdbscan", "fit", Case("rindex.csv"), "--columns", "x,y", "--out", "o.csv");
        Assert.Equal(Text("p.csv"), Text("o.csv"));
        Assert.Contains("column 'column1' counts the rows", Run("hdbscan", "fit", Case("rindex.csv"), "--out", "o.csv").Errors);
        Succeed("hdbscan", "fit", Case("rindex.csv"), "--id", "column1", "--out", "o.csv");
        Assert.Equal(Lines("p.csv"), Lines("o.csv").Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public void The_id_stands_in_every_output_and_is_no_feature()
    {
        WriteBlobs("in.csv", 2);
        string[] rows = Lines("in.csv");
        Write("named.csv", string.Join('\n', rows.Select((row, index) => row + (index == 0 ? ",\"syn, id\"" : $",\"s, {index}\""))) + "\n");
        string[] id = ["--id", "syn, id"];
        Succeed("hdbscan", "fit", "in.csv", "--out", "p.csv");
        Succeed(["hdbscan", "fit", "named.csv", "--out", "o.csv", "--model", "m.json", "--soft", "s.csv", "--exemplars", "e.csv", "--tree", "t.csv", "--linkage", "l.csv", "--spanning-tree", "g.csv", .. id]);
        Assert.Equal("\"syn, id\"," + Lines("p.csv")[0], Lines("o.csv")[0]);
        Assert.Equal(Lines("p.csv").Skip(1).Select((line, row) => $"\"s, {row + 1}\",{line}"), Lines("o.csv").Skip(1));
        Assert.StartsWith("\"s, 1\",", Lines("s.csv")[1], StringComparison.Ordinal);
        Assert.All(Lines("e.csv").Skip(1), line => Assert.EndsWith($"\"s, {int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) + 1}\"", line, StringComparison.Ordinal));
        Assert.EndsWith("\"From syn, id\",\"To syn, id\"", Lines("g.csv")[0], StringComparison.Ordinal);
        Assert.All((string[])["t.csv", "l.csv"], file => Assert.EndsWith(",\"syn, id\"", Lines(file)[0], StringComparison.Ordinal));
        Succeed(["hdbscan", "predict", "m.json", "named.csv", "--out", "q.csv", .. id]);
        Assert.Equal(Text("o.csv"), Text("q.csv"));
        Succeed(["umap", "fit", "named.csv", "--epochs", "10", "--out", "u.csv", .. id]);
        Assert.StartsWith("\"s, 120\",", Lines("u.csv")[120], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_missing_values_are_skipped_on_request_and_labelled()
    {
        WriteBlobs("in.csv", 2, withLabel: true);
        List<string> rows = [.. Lines("in.csv")];
        rows.Insert(3, ",5,1");
        rows.Insert(7, "NA,,0");
        Write("gaps.csv", string.Join('\n', rows) + "\n");
        string errors = Fail(1, "hdbscan", "fit", "gaps.csv", "--columns", "x1,x2", "--out", "o.csv");
        Assert.Contains("row 4: x1 is ", errors);
        Assert.Contains("row 8: x2 is ", errors);

        Succeed("hdbscan", "fit", "in.csv", "--columns", "x1,x2", "--out", "p.csv", "--exemplars", "f.csv");
        Assert.Contains("2 of 122 rows have missing values", Said("hdbscan", "fit", "gaps.csv", "--columns", "x1,x2", "--skip-missing", "--out", "o.csv", "--exemplars", "e.csv"));
        string[] lines = Lines("o.csv");
        Assert.Equal("Cluster,MembershipStrength,OutlierScore,Skipped", lines[0]);
        Assert.Equal(",,,x1", lines[3]);
        Assert.Equal(",,,x1; x2", lines[7]);
        Assert.Equal(Lines("p.csv").Skip(1).Select(line => line + ","), lines.Skip(1).Where(line => !line.StartsWith(',')));
        Assert.Equal(
            Lines("f.csv").Skip(1).Select(line => int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).Select(row => row < 2 ? row : row < 5 ? row + 1 : row + 2),
            Lines("e.csv").Skip(1).Select(line => int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));

        Succeed("knn", "fit", "gaps.csv", "--label", "kind", "--skip-missing", "--out", "m.json");
        Succeed("knn", "predict", "m.json", "gaps.csv", "--label", "kind", "--skip-missing", "--out", "k.csv");
        Assert.Equal(",,,,x1", Lines("k.csv")[3]);
        Assert.Equal(123, Lines("k.csv").Length);
    }

    [Fact]
    public void A_fit_says_what_came_out_and_what_would_help()
    {
        WriteBlobs("in.csv", 2);
        Assert.Matches(@"^3 clusters of \d+ to \d+ rows; \d+ of 120 rows are noise \([\d.]+ %\)\.\n$", Said("hdbscan", "fit", "in.csv", "--out", "o.csv"));
        Assert.Equal("", Said("hdbscan", "fit", "in.csv", "--out", "o.csv", "--quiet"));
        Write("few.csv", "x\n1\n2\n");
        Assert.Contains("2 rows are fewer than --min-cluster-size 5", Said("hdbscan", "fit", "few.csv", "--min-samples", "1", "--out", "o.csv"));
        WriteIsland("island.csv", 60, 4);
        string said = Said("hdbscan", "fit", "island.csv", "--out", "o.csv", "--min-cluster-size", "10");
        Assert.Contains("0 clusters; a group of 4 rows lies apart, fewer than --min-cluster-size 10: --min-cluster-size 4 --min-samples 3", said);
        Assert.StartsWith("2 clusters", Said("hdbscan", "fit", "island.csv", "--out", "o.csv", "--min-cluster-size", "4", "--min-samples", "3"), StringComparison.Ordinal);
        WriteIsland("blob.csv", 60, 0);
        Assert.Contains("0 clusters; all 60 rows are noise", Said("hdbscan", "fit", "blob.csv", "--out", "o.csv", "--min-cluster-size", "25"));
        Assert.Contains("training rows are outliers", Said("svm", "fit", "in.csv", "--out", "m.json"));
        Assert.Contains("embedded in 2", Said("umap", "fit", "in.csv", "--epochs", "5", "--out", "o.csv"));
        Write("equal.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 30)));
        Assert.Contains("all in one place", Said("umap", "fit", "equal.csv", "--out", "o.csv"));
    }

    [Fact]
    public void An_estimate_needs_no_output()
    {
        WriteBlobs("in.csv", 2);
        Assert.Matches(@"120 × 2 needs about \d+ MB", Succeed("umap", "fit", "in.csv", "--estimate"));
        Assert.Matches(@"120 × 2 needs about \d+ MB", Succeed("hdbscan", "fit", "in.csv", "--estimate"));
    }

    private void WriteIsland(string file, int count, int apart)
    {
        Write(file, "x,y\n"
            + string.Concat(Enumerable.Range(0, count).Select(row => FormattableString.Invariant($"{row % 8 + 0.01 * (row % 7)},{row / 8 + 0.013 * (row % 5)}\n")))
            + string.Concat(Enumerable.Range(0, apart).Select(row => FormattableString.Invariant($"{100 + row},{0.1 * row}\n"))));
    }
}
