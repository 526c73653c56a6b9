using Neuropil.Numerics;

namespace Neuropil.Numerics.Tests;

/// <summary>The README's example, word for word between the marks.</summary>
internal static class ReadmeExample
{
    public static void Run(IReadOnlyList<double[]> rows, Matrix newPoints, int[] labels)
    {
        // begin
        Matrix points = Matrix.FromRows(rows);
        NeighborTable neighbors = NearestNeighbors.Of(points, neighborCount: 15);
        NeighborIndex index = NearestNeighbors.Index(points, Metric.Cosine);
        NeighborTable found = index.Nearest(newPoints, neighborCount: 5);
        double silhouette = Silhouette.Of(points, labels).Mean;
        KeyedRandom random = KeyedRandom.At(seed: 42, KeyedRandom.Purpose("my draws"), index: 7);
        Console.WriteLine($"{neighbors.Rows(0)[1]} is nearest to 0, {found.Rows(0)[0]} to the first new point; silhouette {silhouette:F3}");
        Console.WriteLine($"a draw of my own: {random.NextDouble():F6}, e = {DeterministicMath.Exp(1)}");
        // end
    }
}
