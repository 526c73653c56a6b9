using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning.Tests;

/// <summary>XGBoost's files: the forms of other versions, and files that are damaged or hostile.</summary>
public sealed class XgboostFileTests
{
    private static readonly (Matrix Points, int[] Labels) Sample = TreeSamples.Of(60, 2, 3, 1);
    private static readonly GradientBoostingModel Model = GradientBoosting.Fit(Sample.Points, Sample.Labels, new GradientBoostingOptions { RoundCount = 2, MaxDepth = 3 });
    private static readonly byte[] Json = TreeSamples.Bytes(Model.SaveXgboostJson);
    private static readonly byte[] Ubjson = TreeSamples.Bytes(Model.SaveXgboostUbjson);

    [Fact]
    public void Base_scores_may_be_a_list_as_XGBoost_3_writes_them()
    {
        GradientBoostingModel one = Changed(parameters => parameters["base_score"] = "[5E-1]");
        Assert.Equal(Model.Margins(Sample.Points).Values.ToArray(), one.Margins(Sample.Points).Values.ToArray());
        GradientBoostingModel three = Changed(parameters => parameters["base_score"] = "[1E-1,2E-1,-3E-1]");
        Matrix shifted = three.Margins(Sample.Points);
        Assert.Equal(Model.Margins(Sample.Points)[4, 2] - 0.8, shifted[4, 2], 1e-5);
        GradientBoostingModel again = GradientBoostingModel.LoadXgboost(new MemoryStream(TreeSamples.Bytes(three.SaveXgboostUbjson)));
        Assert.Equal(shifted.Values.ToArray(), again.Margins(Sample.Points).Values.ToArray());
    }

    [Fact]
    public void Fields_of_later_versions_are_passed_over_and_flags_may_be_true_and_false()
    {
        JsonNode root = JsonNode.Parse(Json)!;
        JsonNode model = root["learner"]!["gradient_booster"]!["model"]!;
        model["iteration_indptr"] = new JsonArray(0, 3, 6);
        model["cats"] = new JsonObject { ["enc"] = new JsonArray(), ["feature_segments"] = new JsonArray() };
        foreach (JsonNode? tree in model["trees"]!.AsArray())
        {
            tree!["default_left"] = new JsonArray([.. tree["default_left"]!.AsArray().Select(flag => (JsonNode)(flag!.GetValue<int>() == 1))]);
            tree.AsObject().Remove("split_type");
            tree.AsObject().Remove("categories");
        }

        GradientBoostingModel loaded = Load(Encoding.UTF8.GetBytes(root.ToJsonString()));
        Assert.Equal(Model.Margins(Sample.Points).Values.ToArray(), loaded.Margins(Sample.Points).Values.ToArray());
    }

    [Fact]
    public void Trees_behind_the_best_round_are_dropped_as_the_classifier_does()
    {
        JsonNode root = JsonNode.Parse(Json)!;
        root["learner"]!["attributes"]!["best_iteration"] = "0";
        byte[] bytes = Encoding.UTF8.GetBytes(root.ToJsonString());
        Assert.Equal(3, Load(bytes).TreeCount);
        Assert.Equal(6, GradientBoostingModel.LoadXgboost(new MemoryStream(bytes), throughBestRound: false).TreeCount);
    }

    [Theory]
    [InlineData("num_class", "7")]
    [InlineData("num_class", "-1")]
    [InlineData("num_feature", "1")]
    [InlineData("base_score", "abc")]
    [InlineData("base_score", "[1,2]")]
    public void Parameters_that_do_not_fit_are_told(string field, string value)
    {
        ModelFormatException failure = Assert.Throws<ModelFormatException>(() => Changed(parameters => parameters[field] = value));
        Assert.NotEmpty(failure.Message);
    }

    [Fact]
    public void What_is_not_known_is_refused_by_name()
    {
        JsonNode root = JsonNode.Parse(Json)!;
        root["learner"]!["objective"]!["name"] = "rank:ndcg";
        Assert.Contains("rank:ndcg", Assert.Throws<ModelFormatException>(() => Load(Encoding.UTF8.GetBytes(root.ToJsonString()))).Message);
        root = JsonNode.Parse(Json)!;
        root["learner"]!["gradient_booster"]!["name"] = "gblinear";
        Assert.Contains("gblinear", Assert.Throws<ModelFormatException>(() => Load(Encoding.UTF8.GetBytes(root.ToJsonString()))).Message);
        Assert.Contains("old binary", Assert.Throws<ModelFormatException>(() => Load(Encoding.UTF8.GetBytes("binf...."))).Message);
        Assert.Throws<ModelFormatException>(() => Load([]));
    }

    [Fact]
    public void A_tree_that_runs_in_a_circle_is_refused()
    {
        JsonNode root = JsonNode.Parse(Json)!;
        root["learner"]!["gradient_booster"]!["model"]!["trees"]![0]!["left_children"]![0] = 0;
        Assert.Contains("astray", Assert.Throws<ModelFormatException>(() => Load(Encoding.UTF8.GetBytes(root.ToJsonString()))).Message);
    }

    [Fact]
    public void A_list_that_claims_to_be_huge_costs_nothing()
    {
        byte[] hostile = [(byte)'{', (byte)'i', 1, (byte)'a', (byte)'[', (byte)'$', (byte)'d', (byte)'#', (byte)'l', 0x7F, 0xFF, 0xFF, 0xFF];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFormatException>(() => Load(hostile));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Throws<ModelFormatException>(() => Load([(byte)'{', (byte)'i', 1, (byte)'a', .. Enumerable.Repeat((byte)'[', 100_000)]));
        Assert.Throws<ModelFormatException>(() => Load(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000))));
    }

    [Fact]
    public void Damaged_JSON_loads_or_throws_ModelFormatException() => Fuzz(Json, Load);

    [Fact]
    public void Damaged_UBJSON_loads_or_throws_ModelFormatException() => Fuzz(Ubjson, Load);

    [Fact]
    public void Damaged_own_files_load_or_throw_ModelFormatException()
        => Fuzz(TreeSamples.Bytes(Model.Save), bytes => GradientBoostingModel.Load(new MemoryStream(bytes)));

    /// <summary>Cuts, flips bytes, and copies parts of a file over others; what still loads must still predict.</summary>
    internal static void Fuzz(byte[] file, Func<byte[], IClassifier> load)
    {
        Gen<(int Cut, (int At, byte Value)[] Changes, (int From, int To, int Count) Copy)> damage = Gen.Select(
            Gen.Int[0, file.Length * 2],
            Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[0, 4],
            Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, file.Length - 1], Gen.Int[0, 40]));
        damage.Sample(
            item =>
            {
                byte[] bytes = (byte[])file.Clone();
                foreach ((int at, byte value) in item.Changes)
                {
                    bytes[at] = value;
                }

                int count = Math.Min(item.Copy.Count, file.Length - Math.Max(item.Copy.From, item.Copy.To));
                Array.Copy(bytes, item.Copy.From, bytes, item.Copy.To, count);
                bytes = item.Cut < file.Length ? bytes[..item.Cut] : bytes;
                try
                {
                    IClassifier model = load(bytes);
                    if (model.FeatureCount <= 1000)
                    {
                        model.Predict(new Matrix(1, model.FeatureCount, new double[model.FeatureCount]));
                    }
                }
                catch (ModelFormatException)
                {
                    // What a damaged file is to cause.
                }
            },
            iter: 3000,
            seed: "0N0XIzNsQ0O2");
    }

    private static GradientBoostingModel Load(byte[] bytes) => GradientBoostingModel.LoadXgboost(new MemoryStream(bytes));

    private static GradientBoostingModel Changed(Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(Json)!;
        change(root["learner"]!["learner_model_param"]!);
        return Load(Encoding.UTF8.GetBytes(root.ToJsonString()));
    }
}
