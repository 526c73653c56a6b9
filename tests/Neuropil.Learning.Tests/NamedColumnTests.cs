using System.Globalization;
using System.Text.Json;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tests;

/// <summary>Tables whose columns stand in another order than a model's. What scikit-learn and XGBoost say is in predictions.json.</summary>
public sealed class NamedColumnTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("columns", "predictions.json"))).RootElement;
    private static readonly ClassifierFixture Data = ClassifierFixture.Load("emb_cr");
    private static readonly FeatureNames Names = FeatureNames.Of("a", "b");

    [Fact]
    public void An_imported_pickle_takes_its_columns_by_name()
    {
        ImportedBundle bundle = Reloaded(Import("knn-named.pkl"));
        (Matrix points, string[] names) = Table("new-reordered.csv");
        string[] expected = Expected.GetProperty("knn").Deserialize<string[]>()!;
        Assert.Equal(expected, bundle.Predict(points, names).Labels);
        Assert.NotEqual(expected, bundle.Predict(points).Labels);
        Assert.Equal(["f1", "f2", "f3"], bundle.Classifier!.FeatureNames.Names);
        Assert.Equal(["f2"], Assert.Throws<FeatureNamesException>(() => bundle.Predict(points, ["f3", "f1", "F2"])).Missing);
    }

    [Fact]
    public void A_PCA_in_a_dictionary_is_applied()
    {
        (Matrix points, string[] names) = Table("news.csv");
        Assert.Equal(Expected.GetProperty("bundle").Deserialize<string[]>()!, Reloaded(Import("dict-pca3.pkl")).Predict(points, names).Labels);
    }

    [Fact]
    public void A_model_of_XGBoost_takes_its_columns_by_name()
    {
        using FileStream file = File.OpenRead(Repository.Fixture("columns", "multi.json"));
        GradientBoostingModel model = GradientBoostingModel.LoadXgboost(file);
        Assert.Equal(["f1", "f2", "f3"], model.FeatureNames.Names);
        double[] expected = [.. ClassifierFixture.Rows(Expected.GetProperty("boosting")).SelectMany(row => row)];
        foreach (string table in new[] { "x.csv", "x-reordered.csv" })
        {
            (Matrix points, string[] names) = Table(table);
            double[] found = model.PredictProbabilities(model.FeatureNames.Arrange(points, names)).Values.ToArray();
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void A_one_class_SVM_decides_the_same_whatever_the_order_of_columns()
    {
        (Matrix training, string[] names) = Table("train.csv");
        (Matrix swapped, string[] others) = Table("swapped.csv");
        OneClassSvmModel model = OneClassSvmModel.Load(Saved(OneClassSvm.Fit(training).WithFeatureNames(FeatureNames.Of(names)).Save));
        Assert.NotEqual(names, others);
        Assert.Equal(model.Decisions(training), model.Decisions(model.FeatureNames.Arrange(swapped, others)));
        Assert.Equal(names, model.Calibrated(training).FeatureNames.Names);
    }

    [Fact]
    public void Every_classifier_keeps_the_names_of_columns_and_classes_in_its_files()
    {
        string[] classNames = [.. Data.TrainingLabels.Distinct().Order().Select(label => $"Klasse {label} \"µ\"")];
        KNearestNeighborsModel neighbors = KNearestNeighbors.Fit(Data.Training, Data.TrainingLabels).WithFeatureNames(Names).WithClassNames(classNames);
        RandomForestModel forest = RandomForest.Fit(Data.Training, Data.TrainingLabels, new RandomForestOptions { TreeCount = 3 })
            .WithClassNames(classNames).WithFeatureNames(Names);
        GradientBoostingModel boosting = GradientBoosting.Fit(Data.Training, Data.TrainingLabels, new GradientBoostingOptions { RoundCount = 2 })
            .WithFeatureNames(Names).WithClassNames(classNames);
        foreach ((IClassifier whole, IClassifier loaded) in new (IClassifier, IClassifier)[]
        {
            (neighbors, KNearestNeighborsModel.Load(Saved(neighbors.Save))),
            (forest, RandomForestModel.Load(Saved(forest.Save))),
            (boosting, GradientBoostingModel.Load(Saved(boosting.Save))),
            (boosting, GradientBoostingModel.LoadXgboost(Saved(boosting.SaveXgboostJson))),
            (boosting, GradientBoostingModel.LoadXgboost(Saved(boosting.SaveXgboostUbjson))),
        })
        {
            Assert.Equal(Names, loaded.FeatureNames);
            Assert.Equal(classNames, loaded.ClassNames);
            Assert.Equal(whole.PredictProbabilities(Data.Test).Values.ToArray(), loaded.PredictProbabilities(Data.Test).Values.ToArray());
        }
    }

    [Fact]
    public void Models_without_names_say_so_and_their_files_have_none()
    {
        GradientBoostingModel boosting = GradientBoosting.Fit(Data.Training, Data.TrainingLabels, new GradientBoostingOptions { RoundCount = 2 });
        foreach (IClassifier model in new IClassifier[]
        {
            GradientBoostingModel.LoadXgboost(Saved(boosting.SaveXgboostUbjson)),
            GradientBoostingModel.Load(Saved(boosting.Save)),
            MajorityClassBaseline.Fit(Data.TrainingLabels, 2),
        })
        {
            Assert.False(model.FeatureNames.AreKnown);
            Assert.Equal(model.Classes.ToArray().Select(label => label.ToString(CultureInfo.InvariantCulture)), model.ClassNames);
            Assert.Equal(boosting.Classes.ToArray(), model.Classes.ToArray());
        }
    }

    [Fact]
    public void Names_that_do_not_fit_a_model_are_refused()
    {
        KNearestNeighborsModel model = KNearestNeighbors.Fit(Data.Training, Data.TrainingLabels);
        Assert.Throws<ArgumentException>(() => model.WithFeatureNames(FeatureNames.Of("a")));
        Assert.Throws<ArgumentException>(() => model.WithClassNames(["a"]));
        Assert.Throws<ArgumentException>(() => model.WithClassNames([.. model.ClassNames.Select(_ => "a")]));
        Assert.Throws<ArgumentException>(() => OneClassSvm.Fit(Data.Training).WithFeatureNames(FeatureNames.Of("a", "b", "c")));
    }

    [Theory]
    [InlineData("\"feature_names\":[\"f1\",\"f2\",\"f3\"]", "\"feature_names\":[\"f1\",\"f2\"]")]
    [InlineData("\"feature_names\":[\"f1\",\"f2\",\"f3\"]", "\"feature_names\":[\"f1\",\"f2\",\"f1\"]")]
    [InlineData("\"feature_names\":[\"f1\",\"f2\",\"f3\"]", "\"feature_names\":[\"f1\",\"f2\",\"\"]")]
    [InlineData("\"feature_names\":[\"f1\",\"f2\",\"f3\"]", "\"feature_names\":[\"f1\",\"f2\",3]")]
    [InlineData("\"feature_names\":[\"f1\",\"f2\",\"f3\"]", "\"feature_names\":[1,2,3]")]
    public void Names_that_a_file_of_XGBoost_cannot_mean_are_refused(string sound, string damaged)
    {
        string text = File.ReadAllText(Repository.Fixture("columns", "multi.json"));
        Assert.Contains(sound, text, StringComparison.Ordinal);
        using MemoryStream file = new(System.Text.Encoding.UTF8.GetBytes(text.Replace(sound, damaged, StringComparison.Ordinal)));
        Assert.Contains("feature_names", Assert.Throws<ModelFormatException>(() => GradientBoostingModel.LoadXgboost(file, "m.json")).Message, StringComparison.Ordinal);
    }

    private static ImportedBundle Import(string name)
    {
        using FileStream file = File.OpenRead(Repository.Fixture("columns", name));
        return ImportedBundle.Import(file);
    }

    private static ImportedBundle Reloaded(ImportedBundle bundle) => ImportedBundle.Load(Saved(bundle.Save));

    private static MemoryStream Saved(Action<Stream> save)
    {
        MemoryStream stream = new();
        save(stream);
        stream.Position = 0;
        return stream;
    }

    private static (Matrix Points, string[] Names) Table(string name)
    {
        string[] lines = File.ReadAllLines(Repository.Fixture("columns", name));
        return (
            Matrix.FromRows([.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())]),
            lines[0].Split(','));
    }
}
