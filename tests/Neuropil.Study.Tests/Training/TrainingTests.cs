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
                rows - group["models"]!["XGB"]!["rejected"]!.GetValue<int>(),
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
    public void Scores_of_all_models_follow_from_the_published_rows_of_the_test()
    {
        JsonObject metrics = JsonNode.Parse(File.ReadAllText(study.PathOf("train/metrics.json")))!.AsObject();
        foreach ((string group, JsonNode? own) in metrics)
        {
            Tables.Table rows = study.Read($"train/{group}/test-predictions.csv");
            string[] models = rows.Texts("Model");
            int[] truth = rows.Integers("Cluster");
            int[] predicted = rows.Integers("Predicted");
            string[] statuses = rows.Texts("Status");
            foreach ((string model, JsonNode? scores) in own!["models"]!.AsObject())
            {
                int[] own1 = [.. Enumerable.Range(0, models.Length).Where(row => models[row] == model)];
                int[] assigned = [.. own1.Where(row => statuses[row] != "rejected")];
                Assert.Equal(own1.Length - assigned.Length, scores!["rejected"]!.GetValue<int>());
                Assert.Equal((double)assigned.Length / own1.Length, scores["coverage"]!.GetValue<double>(), 1e-12);
                Assert.Equal(MacroF1(own1), scores["macroF1"]!.GetValue<double>(), 1e-12);
                Assert.Equal(MacroF1(assigned), scores["assigned"]!["macroF1"]!.GetValue<double>(), 1e-12);
                Assert.Equal(truth.Where((_, row) => models[row] == model).Distinct().Order(), scores["classes"]!.AsArray().Select(one => one!["label"]!.GetValue<int>()));
            }

            // The mean over the clusters that occur among the rows; a rejection is no cluster.
            double MacroF1(int[] chosen) => chosen.Select(row => truth[row]).Distinct().Average(cluster =>
            {
                int right = chosen.Count(row => truth[row] == cluster && predicted[row] == cluster && statuses[row] != "rejected");
                int told = chosen.Count(row => predicted[row] == cluster && statuses[row] != "rejected");
                return 2.0 * right / (told + chosen.Count(row => truth[row] == cluster));
            });
        }
    }

    [Fact]
    public void Rejections_have_a_column_of_their_own_in_the_confusion_and_every_row_is_counted_once()
    {
        foreach (string group in new[] { "as", "ss", "cb", "cr", "pv" })
        {
            Tables.Table rows = study.Read($"train/{group}/test-predictions.csv");
            Tables.Table confusion = study.Read($"train/{group}/confusion.csv");
            string[] answers = confusion.Texts("Predicted");
            int[] counts = confusion.Integers("Count");
            Assert.Equal(rows.RowCount, counts.Sum());
            Assert.Equal(rows.Texts("Status").Count(status => status == "rejected"), counts.Where((_, row) => answers[row] == "rejected").Sum());
        }
    }

    [Fact]
    public void A_class_that_nobody_has_enters_no_mean()
    {
        // ss has no noise; one of its test synapses is rejected.
        JsonNode used = JsonNode.Parse(File.ReadAllText(study.PathOf("train/ss/metrics.json")))!["models"]!["XGB"]!;
        double macro = used["macroF1"]!.GetValue<double>();
        Assert.Equal(0.775, macro, 0.0005);
        ModelBundle bundle = Load(JsonNode.Parse(File.ReadAllText(study.PathOf("train/ss/bundle.json")))!.AsObject());
        Assert.Equal(0.620, bundle.TestMacroF1, 0.0005);
    }

    [Fact]
    public void The_tidy_tables_say_what_the_scores_say()
    {
        JsonObject metrics = JsonNode.Parse(File.ReadAllText(study.PathOf("train/metrics.json")))!.AsObject();
        Tables.Table tidy = study.Read("train/metrics.csv");
        string[][] columns = [.. new[] { "Group", "Model", "Estimate", "Scope", "Metric" }.Select(tidy.Texts)];
        double[] values = tidy.Numbers("Value");
        for (int row = 0; row < tidy.RowCount; row++)
        {
            if (columns[2][row] == "test" && columns[1][row] is "KNN" or "RF" or "XGB" && columns[2][row] == "test")
            {
                JsonNode scores = metrics[columns[0][row]]!["models"]![columns[1][row]]!;
                JsonNode own = columns[3][row] == "all" ? scores : scores["assigned"]!;
                Assert.Equal(own[columns[4][row]]!.GetValue<double>(), values[row]);
            }
        }

        Assert.Equal(["KNN", "RF", "XGB"], study.Read("train/classes.csv").Texts("Model").Where(model => model is "KNN" or "RF" or "XGB").Distinct());
        Tables.Table choices = study.Read("train/choices.csv");
        Assert.Equal(5, choices.Texts("Parameter").Count(parameter => parameter == "neighbors"));
        Assert.Equal(5, choices.Texts("Parameter").Count(parameter => parameter == "metric"));
    }

    [Fact]
    public void What_was_published_stands_beside_the_published_studys_own_tables_only()
    {
        StudySettings own = StudySettings.Load(Neuropil.Tests.Repository.Root, new Dictionary<string, string>(), new Dictionary<string, string>());
        Assert.All(own.Groups, group => Assert.NotNull(group.Train.Published));
        StudySettings other = StudySettings.Load(
            Neuropil.Tests.Repository.Root, new Dictionary<string, string> { ["data"] = study.Historical, ["Train_pv_Published"] = "KNN 0.5 0.4" }, new Dictionary<string, string>());
        Assert.Equal(["KNN 0.5 0.4"], other.Groups.Select(group => group.Train.Published).OfType<string>());
    }

    [Fact]
    public void A_profile_tells_what_a_cluster_is_like()
    {
        Tables.Table profiles = study.Read("cluster/profiles.csv");
        string[] groups = profiles.Texts("Group");
        int[] clusters = profiles.Integers("Cluster");
        int[] sizes = profiles.Integers("Size");
        double[] medians = profiles.Numbers("SynArea_Median");
        Tables.Table aligned = study.Read("align/aligned.csv");
        Dictionary<SynapseKey, double> areas = GroupTable.KeysOf(aligned).Zip(aligned.Numbers("SynArea")).ToDictionary(row => row.First, row => row.Second);
        for (int row = 0; row < profiles.RowCount; row++)
        {
            Tables.Table table = study.Read($"cluster/{groups[row]}/clusters.csv");
            int[] labels = table.Integers("Cluster");
            double[] own = [.. GroupTable.KeysOf(table).Where((_, at) => labels[at] == clusters[row]).Select(key => areas[key]).Order()];
            Assert.Equal(own.Length, sizes[row]);
            Assert.Equal((own[(own.Length - 1) / 2] + own[own.Length / 2]) / 2, medians[row], 1e-9);
        }
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
        Tables.Table rows = study.Read("evaluate/cr/fold-predictions.csv");
        Assert.Equal(3 * honest["scoredRows"]!.GetValue<int>(), rows.RowCount);
        Assert.Equal(rows.RowCount, GroupTable.KeysOf(rows).Zip(rows.Texts("Model")).Distinct().Count());
        Assert.Equal(3, study.Read("train/folds.csv").RowCount);
        Assert.Equal(2, honest["comparison"]!.AsArray().Count);
        study.Run();
    }

    private static ModelBundle Load(JsonObject bundle)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(bundle.ToJsonString()));
        return ModelBundle.Load(stream, "bundle");
    }
}
