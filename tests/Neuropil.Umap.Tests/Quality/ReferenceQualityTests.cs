namespace Neuropil.Umap.Tests.Quality;

using Neuropil.Numerics;
using Neuropil.Umap;

/// <summary>Embeddings as good as the reference's: means over ten seeds, on every fixture.</summary>
public class ReferenceQualityTests
{
    private const int SeedCount = 10;
    private const int QualityNeighborCount = 15;

    [Theory]
    [InlineData("small", 0.002, 0.02)]
    [InlineData("synapse_like", 0.002, 0.006)]
    [InlineData("swiss", 0.002, 0.006)]
    [InlineData("digits", 0.002, 0.006)]
    public void Quality_is_the_reference_s(string name, double tolerance, double transformTolerance)
    {
        UmapFixture fixture = UmapFixture.Read(name);
        double trustworthiness = 0;
        double preservation = 0;
        double transformPreservation = 0;
        for (int seed = 0; seed < SeedCount; seed++)
        {
            UmapOptions options = new() { NeighborCount = fixture.NeighborCount, Seed = seed };
            Matrix embedding = Umap.Fit(fixture.Points, options).Embedding;
            trustworthiness += EmbeddingQuality.Trustworthiness(fixture.Points, embedding, QualityNeighborCount) / SeedCount;
            preservation += EmbeddingQuality.NeighborPreservation(fixture.Points, embedding, QualityNeighborCount) / SeedCount;
            transformPreservation += TransformPreservation(fixture, options) / SeedCount;
        }

        Assert.InRange(trustworthiness, fixture.Trustworthiness - tolerance, 1);
        Assert.InRange(preservation, fixture.NeighborPreservation - tolerance, 1);
        Assert.InRange(transformPreservation, fixture.TransformNeighborPreservation - transformTolerance, 1);
    }

    /// <summary>The share of each new point's nearest training points that are its nearest in the embedding.</summary>
    private static double TransformPreservation(UmapFixture fixture, UmapOptions options)
    {
        Matrix training = fixture.Points.SelectRows(fixture.Train);
        Matrix fresh = fixture.Points.SelectRows(fixture.New);
        UmapModel model = Umap.Fit(training, options);
        NeighborTable wanted = NearestNeighbors.Index(training).Nearest(fresh, QualityNeighborCount);
        NeighborTable found = NearestNeighbors.Index(model.Embedding).Nearest(model.Transform(fresh), QualityNeighborCount);
        int kept = Enumerable.Range(0, fresh.RowCount)
            .Sum(row => found.Rows(row).ToArray().Intersect(wanted.Rows(row).ToArray()).Count());
        return (double)kept / (fresh.RowCount * QualityNeighborCount);
    }
}
