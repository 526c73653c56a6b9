using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Neuropil.Hdbscan;
using Neuropil.Numerics;
using Neuropil.Umap;

// Prints a hash of what the packages give on a made-up table: the same lines on every runtime, compiled just in time or ahead of it.
Console.Error.WriteLine(RuntimeInformation.FrameworkDescription);
Matrix points = Groups(rowCount: 900, columnCount: 5, seed: 1);
Matrix wide = Groups(rowCount: 1100, columnCount: 80, seed: 2);
Matrix fresh = Groups(rowCount: 40, columnCount: 5, seed: 3);
int[] kinds = [.. Enumerable.Range(0, 900).Select(row => row % 3)];

UmapModel umap = Umap.Fit(points, new UmapOptions { EpochCount = 60 });
Print("umap", umap.Embedding.Values);
Print("umap, three dimensions", Umap.Fit(points, new UmapOptions { EpochCount = 20, EmbeddingDimension = 3, Metric = Metric.Cosine }).Embedding.Values);
Print("umap, 80 columns", Umap.Fit(wide, new UmapOptions { EpochCount = 20 }).Embedding.Values);
Print("umap, supervised", Umap.Fit(new UmapData { Points = points, Target = UmapTarget.Categories(kinds) }, new UmapOptions { EpochCount = 20 }).Embedding.Values);
Print("umap, new points", umap.Transform(fresh).Values);
PrintFile("umap, model file", umap.Save);
using (MemoryStream file = new())
{
    umap.Save(file);
    file.Position = 0;
    Print("umap, new points by the file", UmapModel.Load(file).Transform(fresh).Values);
}

HdbscanModel hdbscan = Hdbscan.Fit(points, new HdbscanOptions { MinClusterSize = 20 });
Print("hdbscan", hdbscan.MembershipStrengths);
Print("hdbscan, outliers", hdbscan.OutlierScores);
Print("hdbscan, new points", hdbscan.Predict(fresh).MembershipStrengths);
PrintFile("hdbscan, model file", hdbscan.Save);
Print("silhouette", Silhouette.Of(points, kinds).Values.Span);
Print("mathematics", [DeterministicMath.Exp(1.1), DeterministicMath.Log(3.3), DeterministicMath.Pow(2.2, 0.7), DeterministicMath.Sin(5), DeterministicMath.Cos(1e6)]);

static void Print(string name, ReadOnlySpan<double> values)
    => Console.WriteLine($"{name}\t{Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)))}");

static void PrintFile(string name, Action<Stream> save)
{
    using MemoryStream file = new();
    save(file);
    Console.WriteLine($"{name}\t{Convert.ToHexString(SHA256.HashData(file.ToArray()))}");
}

static Matrix Groups(int rowCount, int columnCount, long seed)
{
    double[] values = new double[rowCount * columnCount];
    for (int row = 0; row < rowCount; row++)
    {
        KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)row);
        KeyedRandom centre = KeyedRandom.At(0, 2, (ulong)(row % 4));
        for (int column = 0; column < columnCount; column++)
        {
            values[(row * columnCount) + column] = random.NextGaussian() + (3 * centre.NextGaussian());
        }
    }

    return new Matrix(rowCount, columnCount, values);
}
