using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using Neuropil.Hdbscan;
using Neuropil.Numerics;
using Neuropil.Tests;
using Neuropil.Umap;

namespace Neuropil.ML.Tests;

public class PipelineTests
{
    private static readonly UmapOptions Options = new() { NeighborCount = 10, EpochCount = 100 };
    private static readonly Row[] Rows = [.. Enumerable.Range(0, 150).Select(index => RowOf(index, 1))];
    private static readonly Row[] Fresh = [.. Enumerable.Range(0, 30).Select(index => RowOf(index, 2))];

    [Fact]
    public void A_pipeline_finds_the_groups_and_new_rows_fall_into_them()
    {
        MLContext ml = new(seed: 1);
        ITransformer model = Pipeline(ml).Fit(ml.Data.LoadFromEnumerable(Rows));
        Result[] found = Results(ml, model, Rows);
        Result[] fresh = Results(ml, model, Fresh);
        Assert.Equal(3u, found.Max(result => result.PredictedLabel));
        for (int group = 0; group < 3; group++)
        {
            uint[] labels = [.. found.Where((_, index) => index % 3 == group).Select(result => result.PredictedLabel).Where(label => label > 0).Distinct()];
            Assert.Single(labels);
            Assert.All(fresh.Where((_, index) => index % 3 == group && fresh[index].PredictedLabel > 0), result => Assert.Equal(labels[0], result.PredictedLabel));
        }

        Assert.All(found, result => Assert.InRange(result.Score, 0, 1));
        Assert.All(found, result => Assert.Equal(2, result.Places.Length));
        Assert.True(fresh.Count(result => result.PredictedLabel > 0) > 20);
    }

    [Fact]
    public void A_pipeline_gives_what_the_algorithms_give()
    {
        MLContext ml = new(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Rows);
        IDataView features = Features(ml).Fit(data).Transform(data);
        Matrix points = Matrix.FromRows(features.GetColumn<float[]>("Features"));
        Matrix places = Umap.Umap.Fit(points, Options).Embedding;
        Matrix rounded = Matrix.From(150, 2, Array.ConvertAll(places.Values.ToArray(), value => (float)value).AsSpan());
        HdbscanModel clusters = Hdbscan.Hdbscan.Fit(rounded, new HdbscanOptions { MinClusterSize = 12 });

        Result[] found = Results(ml, Pipeline(ml).Fit(data), Rows);
        for (int row = 0; row < 150; row++)
        {
            Assert.Equal(rounded.Row(row).ToArray(), found[row].Places.Select(value => (double)value));
            Assert.Equal((uint)(clusters.Labels[row] + 1), found[row].PredictedLabel);
        }
    }

    [Fact]
    public void A_prediction_engine_says_of_single_rows_what_a_table_gets()
    {
        MLContext ml = new(seed: 1);
        ITransformer model = Pipeline(ml).Fit(ml.Data.LoadFromEnumerable(Rows));
        Result[] expected = Results(ml, model, Fresh);
        using PredictionEngine<Row, Result> engine = ml.Model.CreatePredictionEngine<Row, Result>(model);
        for (int row = 0; row < Fresh.Length; row++)
        {
            Result found = engine.Predict(Fresh[row]);
            Assert.Equal(expected[row].Places, found.Places);
            Assert.Equal(expected[row].PredictedLabel, found.PredictedLabel);
            Assert.Equal(expected[row].Score, found.Score);
        }
    }

    [Fact]
    public void Filters_caches_and_further_steps_keep_rows_and_columns_together()
    {
        MLContext ml = new(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Rows);
        IDataView few = ml.Data.FilterRowsByColumn(data, "Depth", lowerBound: 0);
        ITransformer model = Pipeline(ml).Fit(data);
        Result[] all = Results(ml, model, Rows);
        Result[] kept = [.. ml.Data.CreateEnumerable<Result>(ml.Data.Cache(model.Transform(few)), reuseRowObject: false)];
        Assert.Equal(
            all.Where((_, index) => Rows[index].Depth >= 0).Select(result => result.PredictedLabel),
            kept.Select(result => result.PredictedLabel));

        // A trainer on top of the places: ML.NET's own multiclass learner learns the groups from them.
        IEstimator<ITransformer> learner = ml.Transforms.Conversion.MapValueToKey("Label", "Group")
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy("Label", "Places"));
        IDataView placed = model.Transform(data);
        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(
            learner.Fit(placed).Transform(placed), predictedLabelColumnName: "PredictedLabel");
        Assert.True(metrics.MicroAccuracy > 0.95, $"{metrics.MicroAccuracy}");
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused_by_name()
    {
        MLContext ml = new(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Rows);
        Assert.Contains("'Nowhere'", Assert.Throws<ArgumentException>(() => new UmapEstimator("Places", "Nowhere").Fit(data)).Message);
        Assert.Contains("'Depth'", Assert.Throws<ArgumentException>(() => new HdbscanEstimator("Depth").Fit(data)).Message);
        UmapTransformer fitted = new UmapEstimator("Places", "Features", Options).Fit(Features(ml).Fit(data).Transform(data));
        IDataView narrow = ml.Transforms.Concatenate("Features", "Area", "Depth").Fit(data).Transform(data);
        Assert.Contains("2 numbers a row; the model was fitted on 3", Assert.Throws<ArgumentException>(() => fitted.Transform(narrow)).Message);
        Assert.Contains("Save their Model", Assert.ThrowsAny<Exception>(() => ml.Model.Save(fitted, null, new MemoryStream())).ToString());
    }

    [Fact]
    public void The_readme_s_example_is_this_pipeline()
    {
        string readme = File.ReadAllText(Repository.PathOf("src", "Neuropil.ML", "README.md")).ReplaceLineEndings("\n");
        string example = Regex.Match(readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value.TrimEnd();
        string source = File.ReadAllText(Repository.PathOf("tests", "Neuropil.ML.Tests", "PipelineTests.cs")).ReplaceLineEndings("\n");
        string compiled = Regex.Match(source, "// begin\n(.*?)\\s*// end", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(compiled.Split('\n').Select(line => line.Trim()), example.Split('\n').Select(line => line.Trim()));
        MLContext context = new(seed: 1);
        Assert.Equal(30, Example(context.Data.LoadFromEnumerable(Rows), context.Data.LoadFromEnumerable(Fresh)).GetColumn<float>("Score").Count());
    }

    private static IDataView Example(IDataView rows, IDataView newRows)
    {
        // begin
        MLContext ml = new(seed: 1);
        IEstimator<ITransformer> pipeline = ml.Transforms.Concatenate("Features", "Area", "Depth", "Width")
            .Append(ml.Transforms.NormalizeMeanVariance("Features"))
            .Append(new UmapEstimator("Places", "Features", new UmapOptions { NeighborCount = 10 }))
            .Append(new HdbscanEstimator("Places", new HdbscanOptions { MinClusterSize = 12 }));
        ITransformer model = pipeline.Fit(rows);
        IDataView found = model.Transform(newRows);
        // end
        return found;
    }

    private static IEstimator<ITransformer> Features(MLContext ml)
        => ml.Transforms.Concatenate("Features", "Area", "Depth", "Width").Append(ml.Transforms.NormalizeMeanVariance("Features"));

    private static IEstimator<ITransformer> Pipeline(MLContext ml)
        => Features(ml)
            .Append(new UmapEstimator("Places", "Features", Options))
            .Append(new HdbscanEstimator("Places", new HdbscanOptions { MinClusterSize = 12 }));

    private static Result[] Results(MLContext ml, ITransformer model, Row[] rows)
        => [.. ml.Data.CreateEnumerable<Result>(model.Transform(ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false)];

    private static Row RowOf(int index, long seed)
    {
        KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)index);
        KeyedRandom centre = KeyedRandom.At(0, 2, (ulong)(index % 3));
        float Value() => (float)(random.NextGaussian() + (8 * centre.NextGaussian()));
        return new Row { Area = Value(), Depth = Value(), Width = Value(), Group = (index % 3).ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }

    private sealed class Row
    {
        public float Area { get; set; }

        public float Depth { get; set; }

        public float Width { get; set; }

        public string Group { get; set; } = "";
    }

    private sealed class Result
    {
        public float[] Places { get; set; } = [];

        public uint PredictedLabel { get; set; }

        public float Score { get; set; }
    }
}
