using System.Text.Json;
using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tests;

namespace Neuropil.Peers.Learning;

/// <summary>Names of columns go to the real libraries and come from them, and bundles of theirs answer here as there.</summary>
public sealed class NamedColumnPeerTests
{
    private static readonly string[] Names = ["width", "height", "depth"];
    private static readonly string[] Reordered = ["depth", "width", "height"];

    private static readonly string[] Units = ["width µm", "Höhe", "depth"];

    [Theory]
    [InlineData("json")]
    [InlineData("ubj")]
    public void XGBoost_finds_our_names_refuses_others_and_gives_them_back(string form)
    {
        (Matrix points, int[] labels) = Draw(1, 120);
        (Matrix test, _) = Draw(2, 30);
        GradientBoostingModel model = GradientBoosting.Fit(points, labels, new GradientBoostingOptions { RoundCount = 5 })
            .WithFeatureNames(FeatureNames.Of(Units))
            .WithClassNames(["ä", "b \"quoted\"", "c"]);
        MemoryStream file = new();
        (form == "json" ? model.SaveXgboostJson : (Action<Stream>)model.SaveXgboostUbjson)(file);
        JsonNode answer = There(file.ToArray(), form, test, Units);
        Assert.Equal(Units, answer["names"].Deserialize<string[]>());
        double[] expected = [.. answer["predicted"].Deserialize<double[][]>()!.SelectMany(row => row)];
        Assert.All(expected.Zip(model.PredictProbabilities(test).Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        Assert.Contains("depth", There(file.ToArray(), form, test, ["width µm", "Höhe", "length"])["error"]!.GetValue<string>(), StringComparison.Ordinal);

        using MemoryStream back = new(Convert.FromBase64String(answer["saved"]!.GetValue<string>()));
        GradientBoostingModel returned = GradientBoostingModel.LoadXgboost(back);
        Assert.Equal(model.FeatureNames, returned.FeatureNames);
        Assert.Equal(model.ClassNames, returned.ClassNames);
        Assert.Equal(
            model.PredictProbabilities(test).Values.ToArray(),
            returned.PredictProbabilities(returned.FeatureNames.Arrange(Columns(test, Reordered), ["depth", "width µm", "Höhe"])).Values.ToArray());
    }

    [Fact]
    public void Estimators_and_bundles_of_scikit_learn_take_columns_by_name_here_and_say_what_they_say_there()
    {
        string folder = Directory.CreateTempSubdirectory("neuropil-names-").FullName;
        try
        {
            (Matrix points, int[] labels) = Draw(3, 150);
            (Matrix test, _) = Draw(4, 60);
            JsonObject answer = Peer.Python(
                "named_columns.py",
                new JsonObject { ["task"] = "sklearn", ["points"] = Rows(points), ["labels"] = JsonSerializer.SerializeToNode(labels), ["new"] = Rows(test) },
                folder).AsObject();
            Assert.Equal(10, answer.Count);
            foreach ((string name, JsonNode? expected) in answer)
            {
                using FileStream file = File.OpenRead(Path.Combine(folder, name + ".pkl"));
                ImportedBundle bundle = ImportedBundle.Import(file);
                string[] labelsThere = expected.Deserialize<string[]>()!;
                Assert.Equal(labelsThere, bundle.Predict(test).Labels);
                Assert.Equal(labelsThere, bundle.Predict(test, Names).Labels);
                Assert.Equal(labelsThere, bundle.Predict(Columns(test, Reordered), Reordered).Labels);
                FeatureNamesException error = Assert.Throws<FeatureNamesException>(() => bundle.Predict(test, ["width", "hight", "depth"]));
                Assert.Contains("'height' (is it 'hight'?)", error.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonNode There(byte[] model, string form, Matrix test, string[] names) => Peer.Python(
        "named_columns.py",
        new JsonObject
        {
            ["task"] = "xgboost",
            ["model"] = Convert.ToBase64String(model),
            ["form"] = form,
            ["points"] = Rows(test),
            ["names"] = JsonSerializer.SerializeToNode(names),
        });

    private static JsonArray Rows(Matrix points)
        => [.. Enumerable.Range(0, points.RowCount).Select(row => (JsonNode)new JsonArray([.. points.Row(row).ToArray().Select(value => JsonValue.Create(value))]))];

    private static Matrix Columns(Matrix points, string[] names)
        => Matrix.FromRows([.. Enumerable.Range(0, points.RowCount).Select(row => names.Select(name => points[row, Array.IndexOf(Names, name)]).ToArray())]);

    /// <summary>Three kinds that differ in columns of unlike size.</summary>
    private static (Matrix Points, int[] Labels) Draw(ulong part, int count)
    {
        double[] values = new double[count * 3];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            KeyedRandom random = KeyedRandom.At(11, part, (ulong)row);
            int label = row % 3;
            labels[row] = label;
            values[row * 3] = (float)(label + (0.4 * random.NextGaussian()));
            values[(row * 3) + 1] = (float)(100 + (20 * (label == 1 ? 1 : 0)) + (8 * random.NextGaussian()));
            values[(row * 3) + 2] = (float)(-5 + (3 * random.NextGaussian()));
        }

        return (new Matrix(count, 3, values), labels);
    }
}
