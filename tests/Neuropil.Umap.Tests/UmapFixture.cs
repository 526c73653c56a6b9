namespace Neuropil.Umap.Tests;

using System.Text.Json;
using Neuropil.Numerics;
using Neuropil.Tests;

/// <summary>What the reference implementation (umap-learn 0.5.3) made of a data set.</summary>
internal sealed class UmapFixture
{
    private UmapFixture(JsonElement root)
    {
        Points = ToMatrix(root.GetProperty("data"));
        NeighborCount = root.GetProperty("params").GetProperty("n_neighbors").GetInt32();
        Neighbors = NeighborTable.From(
            [.. root.GetProperty("knn_indices").EnumerateArray().SelectMany(Integers)],
            [.. root.GetProperty("knn_distances").EnumerateArray().SelectMany(Doubles)],
            NeighborCount);
        Sigmas = [.. Doubles(root.GetProperty("sigmas"))];
        Rhos = [.. Doubles(root.GetProperty("rhos"))];
        JsonElement graph = root.GetProperty("graph");
        GraphRows = [.. Integers(graph.GetProperty("row"))];
        GraphColumns = [.. Integers(graph.GetProperty("col"))];
        GraphWeights = [.. Doubles(graph.GetProperty("weight"))];
        Train = [.. Integers(root.GetProperty("transform_split").GetProperty("train"))];
        New = [.. Integers(root.GetProperty("transform_split").GetProperty("new"))];
        JsonElement[] quality = [.. root.GetProperty("quality_by_seed").EnumerateArray()];
        Trustworthiness = quality.Average(seed => seed.GetProperty("trustworthiness").GetDouble());
        NeighborPreservation = quality.Average(seed => seed.GetProperty("knn_preservation").GetDouble());
        TransformNeighborPreservation = quality.Average(seed => seed.GetProperty("transform_knn_preservation").GetDouble());
    }

    public Matrix Points { get; }

    public int NeighborCount { get; }

    public NeighborTable Neighbors { get; }

    public double[] Sigmas { get; }

    public double[] Rhos { get; }

    public int[] GraphRows { get; }

    public int[] GraphColumns { get; }

    public double[] GraphWeights { get; }

    public int[] Train { get; }

    public int[] New { get; }

    public double Trustworthiness { get; }

    public double NeighborPreservation { get; }

    public double TransformNeighborPreservation { get; }

    public static UmapFixture Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("umap", name + ".json")));
        return new UmapFixture(document.RootElement);
    }

    private static Matrix ToMatrix(JsonElement rows) => Matrix.FromRows([.. rows.EnumerateArray().Select(row => Doubles(row).ToArray())]);

    private static IEnumerable<double> Doubles(JsonElement list) => list.EnumerateArray().Select(item => item.GetDouble());

    private static IEnumerable<int> Integers(JsonElement list) => list.EnumerateArray().Select(item => item.GetInt32());
}
