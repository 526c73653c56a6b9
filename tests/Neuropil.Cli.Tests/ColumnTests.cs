using Neuropil.Tests;

namespace Neuropil.Cli.Tests;

/// <summary>Columns are matched by name in every prediction.</summary>
public sealed class ColumnTests : Command
{
    [Theory]
    [InlineData("svm fit {0} --out m.json", "svm predict")]
    [InlineData("hdbscan fit {0} --out l.csv --model m.json", "hdbscan predict")]
    [InlineData("umap fit {0} --out l.csv --model m.json --epochs 30", "umap transform")]
    [InlineData("knn fit {0} --label kind --out m.json", "knn predict")]
    [InlineData("xgboost fit {0} --label kind --trees 5 --out m.json", "xgboost predict")]
    public void Any_order_of_the_columns_gives_the_same_result(string fit, string predict)
    {
        bool isLabelled = fit.Contains("--label", StringComparison.Ordinal);
        WriteBlobs("in.csv", 4, isLabelled);
        Reorder("in.csv", "other.csv", isLabelled ? [3, 4, 0, 2, 1] : [3, 0, 2, 1]);
        string[] more = isLabelled ? ["--label", "kind"] : [];
        Succeed(string.Format(null, fit, "in.csv").Split(' '));
        Succeed([.. predict.Split(' '), "m.json", "in.csv", "--out", "p.csv", .. more]);
        Succeed([.. predict.Split(' '), "m.json", "other.csv", "--out", "q.csv", .. more]);
        Assert.Equal(Text("p.csv"), Text("q.csv"));

        Reorder("in.csv", "few.csv", isLabelled ? [0, 1, 3, 4] : [0, 1, 3]);
        Assert.Contains("missing: 'x3'", Fail(1, [.. predict.Split(' '), "m.json", "few.csv", "--out", "r.csv", .. more]));
        Write("many.csv", string.Join('\n', Lines("in.csv").Select((line, row) => line + (row == 0 ? ",extra" : ",1"))) + "\n");
        string errors = Fail(1, [.. predict.Split(' '), "m.json", "many.csv", "--out", "r.csv", .. more]);
        Assert.Contains("not in the model: 'extra'", errors);
        Assert.False(File.Exists(Path.Combine(Folder, "r.csv")));
        Succeed([.. predict.Split(' '), "m.json", "many.csv", "--columns", "x4,x1,x2,x3", "--out", "r.csv", .. more]);
        Assert.Equal(Text("p.csv"), Text("r.csv"));

        Write("plain.csv", string.Join('\n', Lines("in.csv").Skip(1).Select(line => string.Join(',', line.Split(',')[..4]))) + "\n");
        string note = Said([.. predict.Split(' '), "m.json", "plain.csv", "--no-header", "--out", "s.csv"]);
        Assert.Equal(1, note.Split("columns are taken by place").Length - 1);
        Assert.Equal(Text("p.csv"), Text("s.csv"));
    }

    [Fact]
    public void A_model_of_XGBoost_finds_its_columns_by_name()
    {
        string model = Repository.Fixture("columns", "multi.json");
        Succeed("xgboost", "predict", model, Repository.Fixture("columns", "x.csv"), "--out", "p.csv");
        Succeed("xgboost", "predict", model, Repository.Fixture("columns", "x-reordered.csv"), "--out", "q.csv");
        Assert.Equal(Text("p.csv"), Text("q.csv"));
    }

    [Fact]
    public void The_training_rows_in_another_order_of_columns_are_as_usual_as_before()
    {
        Succeed("svm", "fit", Repository.Fixture("columns", "train.csv"), "--nu", "0.1", "--out", "m.json");
        Succeed("svm", "predict", "m.json", Repository.Fixture("columns", "train.csv"), "--out", "p.csv");
        Succeed("svm", "predict", "m.json", Repository.Fixture("columns", "swapped.csv"), "--out", "q.csv");
        Assert.Equal(Lines("p.csv").Order(), Lines("q.csv").Order());
        Assert.InRange(Lines("q.csv").Count(line => line.EndsWith(",1", StringComparison.Ordinal)), 68, 76);
    }

    [Fact]
    public void Imported_estimators_find_their_columns_by_name()
    {
        Succeed("import", Repository.Fixture("columns", "knn-named.pkl"), "--out", "b.json");
        string[] rows = Lines(Repository.Fixture("columns", "new-reordered.csv"));
        Write("ordered.csv", string.Join('\n', rows.Select(row => row.Split(',')).Select(cells => $"{cells[1]},{cells[2]},{cells[0]}")) + "\n");
        Succeed("import", "predict", "b.json", "ordered.csv", "--out", "p.csv");
        Succeed("import", "predict", "b.json", Repository.Fixture("columns", "new-reordered.csv"), "--out", "q.csv");
        Assert.Equal(Text("p.csv"), Text("q.csv"));
        Assert.Contains("missing: 'f2'", Rejected());

        string Rejected()
        {
            Reorder("ordered.csv", "few.csv", [0, 2]);
            return Fail(1, "import", "predict", "b.json", "few.csv", "--out", "r.csv");
        }
    }

    [Fact]
    public void An_imported_SVM_alone_predicts()
    {
        WriteBlobs("in.csv", 2);
        Succeed("import", Repository.Fixture("import", "svm_rbf.pkl"), "--out", "b.json");
        Succeed("import", "predict", "b.json", "in.csv", "--out", "p.csv");
        Assert.Equal("Label,Decision", Lines("p.csv")[0]);
        Assert.All(Lines("p.csv").Skip(1), line => Assert.Equal(line.StartsWith("-1,-", StringComparison.Ordinal), !line.StartsWith("1,", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("xgboost fit in.csv --label kind --columns x1,kind --out m.json", "--columns names 'kind', which is the --label")]
    [InlineData("knn fit in.csv --label kind --columns kind,x1 --out m.json", "--columns names 'kind', which is the --label")]
    [InlineData("hdbscan fit in.csv --id kind --columns x1,kind --out o.csv", "--columns names 'kind', which is the --id")]
    [InlineData("knn fit in.csv --label kind --id kind --out m.json", "both name the column 'kind'")]
    public void A_column_has_one_role(string words, string expected)
    {
        WriteBlobs("in.csv", 2, withLabel: true);
        Assert.Contains(expected, Fail(2, words.Split(' ')));
    }

    [Fact]
    public void Names_with_commas_are_quoted()
    {
        WriteBlobs("in.csv", 2);
        string[] rows = Lines("in.csv");
        rows[0] = "\"area, µm\",x2";
        Write("comma.csv", string.Join('\n', rows) + "\n");
        Succeed("hdbscan", "fit", "in.csv", "--out", "p.csv");
        Succeed("hdbscan", "fit", "comma.csv", "--columns", "\"area, µm\",x2", "--out", "q.csv");
        Assert.Equal(Text("p.csv"), Text("q.csv"));
    }

    private void Reorder(string from, string to, int[] columns)
        => Write(to, string.Join('\n', Lines(from).Select(line => line.Split(',')).Select(cells => string.Join(',', columns.Select(column => cells[column])))) + "\n");
}
