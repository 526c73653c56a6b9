namespace Neuropil.Umap.Tests;

using Neuropil.Numerics;
using Neuropil.Umap;

/// <summary>The README's example, word for word between the marks.</summary>
internal static class ReadmeExample
{
    public static void Run(IReadOnlyList<double[]> rows, Matrix newPoints, string path)
    {
        // begin
        Matrix points = Matrix.FromRows(rows);
        UmapOptions options = new() { NeighborCount = 15, MinDistance = 0.1, Seed = 42 };
        UmapModel model = Umap.Fit(points, options);
        Matrix places = model.Embedding;
        Matrix newPlaces = model.Transform(newPoints);
        double trust = EmbeddingQuality.Trustworthiness(points, places);
        using FileStream file = File.Create(path);
        model.Save(file);
        Console.WriteLine($"{places.RowCount} points in {places.ColumnCount} dimensions, trustworthiness {trust:F3}");
        Console.WriteLine($"the first new point lies at {newPlaces[0, 0]:F2}, {newPlaces[0, 1]:F2}");
        // end
    }
}
