namespace Neuropil.Umap.Tests;

using Neuropil.Numerics;

/// <summary>Small tables for tests.</summary>
internal static class TestPoints
{
    public static Matrix Grid(int width, int height)
        => Matrix.FromRows([.. Enumerable.Range(0, width * height).Select(index => new double[] { index % width, index / width })]);

    public static Matrix Gaussian(int rowCount, int columnCount, long seed = 1, double distanceOfBlobs = 0, int blobCount = 1)
    {
        double[] values = new double[rowCount * columnCount];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(seed, 7, (ulong)row);
            KeyedRandom centre = KeyedRandom.At(seed, 8, (ulong)(row % blobCount));
            for (int column = 0; column < columnCount; column++)
            {
                values[(row * columnCount) + column] = random.NextGaussian() + (distanceOfBlobs * centre.NextGaussian());
            }
        }

        return new Matrix(rowCount, columnCount, values);
    }

    public static double[][] ToRows(this Matrix matrix) => [.. Enumerable.Range(0, matrix.RowCount).Select(row => matrix.Row(row).ToArray())];
}
