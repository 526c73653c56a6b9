namespace Neuropil.Umap.Tests;

using System.Text;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tests;
using Neuropil.Umap;

public class UmapModelTests
{
    private static readonly UmapModel Model = Umap.Fit(
        TestPoints.Gaussian(60, 4),
        new UmapOptions { NeighborCount = 8, EmbeddingDimension = 3, EpochCount = 20, Seed = -5, Metric = Metric.Manhattan, MinDistance = 0.25 });

    [Fact]
    public void A_model_comes_back_from_a_file_and_places_points_the_same()
    {
        UmapModel loaded = UmapModel.Load(new MemoryStream(Saved()));
        Assert.Equal(Model.Options, loaded.Options);
        Assert.Equal(Model.Curve, loaded.Curve);
        Assert.Equal(Model.Embedding.Values.ToArray(), loaded.Embedding.Values.ToArray());
        Matrix points = TestPoints.Gaussian(20, 4, seed: 2);
        Assert.Equal(Model.Transform(points).Values.ToArray(), loaded.Transform(points).Values.ToArray());
    }

    [Fact]
    public void The_same_model_is_the_same_file()
    {
        MemoryStream again = new();
        UmapModel.Load(new MemoryStream(Saved())).Save(again);
        Assert.Equal(Saved(), again.ToArray());
    }

    [Fact]
    public void A_file_says_what_it_is_and_what_wrote_it()
    {
        string text = Encoding.UTF8.GetString(Saved());
        Assert.Contains("\"format\": \"neuropil-umap\"", text);
        Assert.Contains("\"version\": 1", text);
        Assert.Contains("\"writtenBy\": \"Neuropil ", text);
    }

    [Theory]
    [InlineData("\"neighborCount\": 8", "\"neighborCount\": 1")]
    [InlineData("\"neighborCount\": 8", "\"neighborCount\": 61")]
    [InlineData("\"embeddingDimension\": 3", "\"embeddingDimension\": 2")]
    [InlineData("\"minDistance\": 0.25", "\"minDistance\": \"NaN\"")]
    [InlineData("\"minDistance\": 0.25", "\"minDistance\": 3")]
    [InlineData("\"metric\": \"Manhattan\"", "\"metric\": \"Levenshtein\"")]
    [InlineData("\"format\": \"neuropil-umap\"", "\"format\": \"neuropil-hdbscan\"")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"seed\": -5", "\"seeds\": -5")]
    public void A_damaged_file_is_refused(string intact, string damaged)
    {
        string text = ModelText.Unsealed(Saved());
        Assert.Contains(intact, text);
        byte[] bytes = Encoding.UTF8.GetBytes(text.Replace(intact, damaged));
        ModelFormatException error = Assert.Throws<ModelFormatException>(() => UmapModel.Load(new MemoryStream(bytes), "m.json"));
        Assert.Contains("m.json", error.Message);
    }

    [Fact]
    public void A_truncated_file_is_refused()
        => Assert.Throws<ModelFormatException>(() => UmapModel.Load(new MemoryStream(Saved()[..500])));

    private static byte[] Saved()
    {
        MemoryStream stream = new();
        Model.Save(stream);
        return stream.ToArray();
    }
}
