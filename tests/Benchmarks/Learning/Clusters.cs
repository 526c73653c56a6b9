using Neuropil.Numerics;

namespace Neuropil.Benchmarks.Learning;

/// <summary>Five round clusters in the plane, as an embedding has them.</summary>
internal static class Clusters
{
    private static readonly double[] Centers = [-8, 3, 5, 9, 0, -2, 7, -6, -3, -9];

    public static Matrix Points(int rowCount, ulong purpose = 5)
    {
        double[] values = new double[rowCount * 2];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(1, purpose, (ulong)row);
            values[2 * row] = Centers[2 * (row % 5)] + random.NextGaussian();
            values[(2 * row) + 1] = Centers[(2 * (row % 5)) + 1] + random.NextGaussian();
        }

        return new Matrix(rowCount, 2, values);
    }

    public static int[] Labels(int rowCount) => [.. Enumerable.Range(0, rowCount).Select(row => row % 5)];
}
