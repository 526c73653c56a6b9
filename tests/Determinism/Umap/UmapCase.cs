namespace Neuropil.Determinism.Umap;

using Neuropil.Numerics;
using Neuropil.Umap;

/// <summary>Fits in one, two and three dimensions from every start, transforms, quality and model files.</summary>
public sealed class UmapCase : IDeterministicCase
{
    public void Run(Execution execution, Results results)
    {
        // Enough rows that the layout takes more than one thread.
        Matrix points = Blobs(2100, 4, 3, 1);
        Matrix fresh = Blobs(70, 4, 3, 2);
        UmapModel plane = Umap.Fit(points, new UmapOptions { NeighborCount = 8, EpochCount = 5 }, execution);
        results.Add("plane", plane.Embedding);
        results.Add("plane, new points", plane.Transform(fresh, execution));
        results.Add("plane, file", plane.Save);

        Matrix few = Blobs(180, 4, 3, 3);
        foreach (UmapInitialization initialization in Enum.GetValues<UmapInitialization>())
        {
            foreach (int dimension in new[] { 1, 2, 3 })
            {
                UmapOptions options = new() { NeighborCount = 8, EpochCount = 25, EmbeddingDimension = dimension, Initialization = initialization };
                UmapModel model = Umap.Fit(few, options, execution);
                results.Add($"{dimension}-D from {initialization}", model.Embedding);
                results.Add($"{dimension}-D from {initialization}, new points", model.Transform(fresh, execution));
            }
        }

        UmapModel apart = Umap.Fit(Blobs(200, 4, 60, 4), new UmapOptions { NeighborCount = 6, EpochCount = 25 }, execution);
        results.Add("parts that do not hang together", apart.Embedding);
        results.Add("refit", Umap.Refit(apart, Blobs(220, 4, 60, 4), execution).Embedding);
        results.Add(
            "quality",
            [
                EmbeddingQuality.Trustworthiness(few, Umap.Fit(few, new UmapOptions { EpochCount = 25 }, execution).Embedding, execution: execution),
                EmbeddingQuality.Continuity(apart.TrainingPoints, apart.Embedding, execution: execution),
                EmbeddingQuality.NeighborPreservation(apart.TrainingPoints, apart.Embedding, execution: execution),
            ]);
    }

    private static Matrix Blobs(int rowCount, int columnCount, double apart, long seed)
    {
        double[] values = new double[rowCount * columnCount];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)row);
            KeyedRandom centre = KeyedRandom.At(0, 2, (ulong)(row % 4));
            for (int column = 0; column < columnCount; column++)
            {
                values[(row * columnCount) + column] = random.NextGaussian() + (apart * centre.NextGaussian());
            }
        }

        return new Matrix(rowCount, columnCount, values);
    }
}
