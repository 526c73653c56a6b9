using Neuropil.Numerics;

namespace Neuropil.Determinism.Numerics;

/// <summary>Neighbours under every metric, alone and of new points.</summary>
public sealed class NeighborCase : IDeterministicCase
{
    public void Run(Execution execution, Results results)
    {
        Matrix low = Gaussian(500, 3, 1);
        Matrix high = Gaussian(300, 37, 2);
        Matrix middle = Gaussian(600, 12, 4);
        Add(results, "NN-descent", NearestNeighbors.Of(middle, 8, search: NeighborSearch.NearestNeighborDescent, execution: execution));
        Add(results, "NN-descent, cosine", NearestNeighbors.Of(middle, 8, Metric.Cosine, NeighborSearch.NearestNeighborDescent, execution: execution));
        Add(results, "k-d tree", NearestNeighbors.Of(middle, 8, Metric.Manhattan, NeighborSearch.KdTree, execution: execution));
        foreach (Metric metric in Enum.GetValues<Metric>())
        {
            Add(results, $"{metric} 3-D", NearestNeighbors.Of(low, 10, metric, execution: execution));
            Add(results, $"{metric} 37-D", NearestNeighbors.Of(high, 10, metric, execution: execution));
            Add(results, $"{metric} new points", NearestNeighbors.Index(high, metric, execution: execution).Nearest(Gaussian(100, 37, 3), 5, execution));
        }
    }

    internal static Matrix Gaussian(int rowCount, int columnCount, long seed)
    {
        double[] values = new double[rowCount * columnCount];
        KeyedRandom random = KeyedRandom.At(seed, KeyedRandom.Purpose("determinism"));
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = random.NextGaussian();
        }

        return new Matrix(rowCount, columnCount, values);
    }

    private static void Add(Results results, string name, NeighborTable table)
    {
        for (int row = 0; row < table.RowCount; row += table.RowCount - 1)
        {
            results.Add($"{name}, rows of {row}", table.Rows(row));
        }

        double[] distances = new double[table.RowCount * table.NeighborCount];
        for (int row = 0; row < table.RowCount; row++)
        {
            table.Distances(row).CopyTo(distances.AsSpan(row * table.NeighborCount));
        }

        results.Add($"{name}, distances", distances);
    }
}
