using System.Globalization;
using Neuropil.Hdbscan;
using Neuropil.Numerics;
using Neuropil.Umap;

// Three groups in eight columns: embedded in two, clustered there; then new points, placed by the model and assigned.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Matrix points = Groups(count: 300, seed: 1);
Matrix newPoints = Groups(count: 12, seed: 2);

UmapModel embedding = Umap.Fit(points, new UmapOptions { NeighborCount = 15, Seed = 42 });
HdbscanModel clusters = Hdbscan.Fit(embedding.Embedding, new HdbscanOptions { MinClusterSize = 20 });
double trust = EmbeddingQuality.Trustworthiness(points, embedding.Embedding);
double silhouette = Silhouette.Of(embedding.Embedding, clusters.Labels).Mean;
Console.WriteLine($"{clusters.ClusterCount} clusters, trustworthiness {trust:F3}, silhouette {silhouette:F3}");

HdbscanPrediction found = clusters.Predict(embedding.Transform(newPoints));
for (int row = 0; row < newPoints.RowCount; row++)
{
    Console.WriteLine($"new point {row}: cluster {found.Labels[row]}, strength {found.MembershipStrengths[row]:F2}");
}

static Matrix Groups(int count, long seed)
{
    double[][] rows = new double[count][];
    for (int row = 0; row < count; row++)
    {
        KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)row);
        KeyedRandom centre = KeyedRandom.At(0, 2, (ulong)(row % 3));
        rows[row] = [.. Enumerable.Range(0, 8).Select(_ => random.NextGaussian() + (6 * centre.NextGaussian()))];
    }

    return Matrix.FromRows(rows);
}
