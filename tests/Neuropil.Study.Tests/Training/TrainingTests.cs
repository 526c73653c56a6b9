using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics.Models;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;

namespace Neuropil.Study.Tests;

[Collection(SampleStudy.Collection)]
public sealed class TrainingTests(SampleStudy study)
{
    [Theory]
    [InlineData("scaler")]
    [InlineData("svm")]
    [InlineData("classifier")]
    [InlineData("labels")]
    [InlineData("featureSpace")]
    [InlineData("embedding")]
    [InlineData("training")]
    [InlineData("group")]
    [InlineData("learner")]
    public void A_bundle_with_a_piece_missing_cannot_be_used_and_says_which(string piece)
    {
        JsonObject bundle = JsonNode.Parse(File.ReadAllText(study.PathOf("train/cb/knn.json")))!.AsObject();
        Assert.True(bundle.Remove(piece));
        ModelFormatException failure = Assert.Throws<ModelFormatException>(() => Load(bundle));
        Assert.Contains($"'{piece}' is missing", failure.Message);
    }

    [Fact]
    public void A_bundle_of_another_feature_space_or_embedding_is_refused()
    {
        using FileStream stream = File.OpenRead(study.PathOf("train/cb/bundle.json"));
        ModelBundle bundle = ModelBundle.Load(stream);
        bundle.RequireSpace(bundle.FeatureSpaceHash, bundle.EmbeddingHash);
        Assert.Contains("another feature space", Assert.Throws<ModelFormatException>(() => bundle.RequireSpace("other", bundle.EmbeddingHash)).Message);
        Assert.Contains("another embedding", Assert.Throws<ModelFormatException>(() => bundle.RequireSpace(bundle.FeatureSpaceHash, "other")).Message);
    }

    [Fact]
    public void A_bundle_whose_label_order_is_not_its_classifiers_is_refused()
    {
        JsonObject bundle = JsonNode.Parse(File.ReadAllText(study.PathOf("train/cb/rf.json")))!.AsObject();
        JsonArray labels = bundle["labels"]!.AsArray();
        JsonNode first = labels[0]!;
        labels.RemoveAt(0);
        labels.Add(first);
        Assert.Contains("'labels'", Assert.Throws<ModelFormatException>(() => Load(bundle)).Message);
    }

    [Theory]
    [InlineData("knn")]
    [InlineData("rf")]
    [InlineData("xgb")]
    public void A_bundle_saved_again_has_the_same_bytes(string learner)
    {
        byte[] bytes = File.ReadAllBytes(study.PathOf($"train/ss/{learner}.json"));
        using MemoryStream again = new();
        ModelBundle.Load(new MemoryStream(bytes)).Save(again);
        Assert.Equal(bytes, again.ToArray());
    }

    [Fact]
    public void The_bundle_used_is_that_of_the_model_set()
    {
        Assert.Equal(File.ReadAllBytes(study.PathOf("train/cr/rf.json")), File.ReadAllBytes(study.PathOf("train/cr/bundle.json")));
        Assert.Equal(File.ReadAllBytes(study.PathOf("train/pv/xgb.json")), File.ReadAllBytes(study.PathOf("train/pv/bundle.json")));
    }

    [Fact]
    public void All_models_are_scored_on_the_same_rows_and_beat_the_commonest_class()
    {
        JsonObject metrics = JsonNode.Parse(File.ReadAllText(study.PathOf("train/metrics.json")))!.AsObject();
        Assert.Equal(["as", "ss", "cb", "cr", "pv"], metrics.Select(group => group.Key));
        foreach ((string _, JsonNode? group) in metrics)
        {
            int rows = group!["testRows"]!.GetValue<int>();
            foreach ((string _, JsonNode? model) in group["models"]!.AsObject())
            {
                Assert.Equal(rows, model!["rows"]!.GetValue<int>());
                Assert.True(model["accuracy"]!.GetValue<double>() > group["baseline"]!["accuracy"]!.GetValue<double>());
                double lower = model["intervals"]!["accuracy"]![0]!.GetValue<double>();
                double upper = model["intervals"]!["accuracy"]![1]!.GetValue<double>();
                Assert.InRange(model["accuracy"]!.GetValue<double>(), lower, upper);
            }

            Assert.Equal(rows, group["studyProtocol"]!["models"]!["KNN"]!["rows"]!.GetValue<int>());
            Assert.Equal(
                rows - group["models"]!["XGB"]!["outliers"]!.GetValue<int>(),
                group["studyProtocol"]!["models"]!["XGB"]!["rows"]!.GetValue<int>());
        }
    }

    [Fact]
    public void Model_auto_chooses_by_cross_validation_and_noise_can_be_dropped()
    {
        int rowsWithNoise = JsonNode.Parse(File.ReadAllText(study.PathOf("train/as/metrics.json")))!.AsObject()["rows"]!.GetValue<int>();
        RunReport report = study.Run(["train"], "artifacts", 2, "Study_Groups=as,cr", "Train_Model=auto", "Train_Noise=drop");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        JsonObject metrics = JsonNode.Parse(File.ReadAllText(study.PathOf("train/as/metrics.json")))!.AsObject();
        string model = metrics["model"]!.GetValue<string>();
        Assert.Equal(File.ReadAllBytes(study.PathOf($"train/as/{model.ToLowerInvariant()}.json")), File.ReadAllBytes(study.PathOf("train/as/bundle.json")));
        double best = metrics["choice"]![model]!["macroF1"]!["mean"]!.GetValue<double>();
        Assert.All(LearnerKinds.All, kind => Assert.True(best >= metrics["choice"]![kind.ShortName()]!["macroF1"]!["mean"]!.GetValue<double>()));
        Assert.DoesNotContain(-1, metrics["classes"]!.AsArray().Select(label => label!.GetValue<int>()));
        Assert.True(metrics["rows"]!.GetValue<int>() < rowsWithNoise);
        study.Run();
    }

    [Fact]
    public void The_honest_estimate_scores_every_synapse_once_and_stands_in_the_metrics()
    {
        RunReport report = study.Run(["metrics"], "artifacts", 2, "Study_Groups=cr", "Evaluate_Folds=3", "Train_XgbTrees=10", "Train_RfTrees=10");
        Assert.True(report.Succeeded, string.Join('\n', report.Failed.Select(unit => unit.Error?.Message)));
        JsonNode honest = JsonNode.Parse(File.ReadAllText(study.PathOf("train/metrics.json")))!.AsObject()["cr"]!["honestEstimate"]!;
        Assert.Equal(
            study.Read("cluster/cr/clusters.csv").RowCount,
            honest["scoredRows"]!.GetValue<int>() + honest["unscoredRows"]!.GetValue<int>());
        Assert.Equal(3, honest["folds"]!.AsArray().Count);
        Assert.All(honest["folds"]!.AsArray(), fold => Assert.InRange(fold!["agreementOnTrainingRows"]!.GetValue<double>(), 0, 1));
        Assert.Equal(honest["scoredRows"]!.GetValue<int>(), honest["estimate"]!["rows"]!.GetValue<int>());
        study.Run();
    }

    private static ModelBundle Load(JsonObject bundle)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(bundle.ToJsonString()));
        return ModelBundle.Load(stream, "bundle");
    }
}
