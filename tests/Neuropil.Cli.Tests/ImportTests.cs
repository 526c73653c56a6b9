using Neuropil.Tests;

namespace Neuropil.Cli.Tests;

public sealed class ImportTests : Command
{
    [Fact]
    public void A_bundle_from_Python_is_imported_and_predicts()
    {
        string said = Succeed("import", Repository.Fixture("import", "bundle_xgb.pkl"), "--out", "bundle.json");
        Assert.Equal("XGBClassifier at ['model']\nOneClassSVM at ['svm']\nRobustScaler at ['scaler']\nLabelEncoder at ['label_encoder']\n", said);
        Write("new.csv", "UMAP_1,UMAP_2\n0,0\n6,1\n1000,1000\n");
        Succeed("import", "predict", "bundle.json", "new.csv", "--out", "p.csv");
        Assert.Equal("Label,Probability,Decision", Lines("p.csv")[0]);
        Assert.Equal(["-1", "1", "-1"], Lines("p.csv").Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void A_pickle_that_names_code_is_refused_and_nothing_written()
    {
        Write("evil.pkl", "cos\nsystem\n(S'touch pwned'\ntR.");
        (int exitCode, _, string errors) = Run("import", "evil.pkl", "--out", "bundle.json");
        Assert.Equal(1, exitCode);
        Assert.Contains("'os.system', which is refused", errors, StringComparison.Ordinal);
        Assert.Equal(["evil.pkl"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("knn predict")]
    [InlineData("import predict")]
    [InlineData("xgboost predict")]
    public void A_pickle_in_a_models_place_is_told_from_one_and_the_verb_that_reads_it_is_named(string verb)
    {
        Write("new.csv", "f1,f2,f3\n1,2,3\n");
        string said = Fail(1, [.. verb.Split(' '), Neuropil.Tests.Repository.Fixture("columns", "knn-named.pkl"), "new.csv", "--out", "p.csv"]);
        Assert.Contains("was written by Python (pickle or joblib)", said);
        Assert.Contains("neuropil import makes one of it", said);
    }
}
