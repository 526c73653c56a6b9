using Neuropil.Numerics;

namespace Neuropil.Learning.Tests;

internal static class TreeSamples
{
    /// <summary>Overlapping clouds, values rounded so that many tie; labels −1, 2, 5, … .</summary>
    public static (Matrix Points, int[] Labels) Of(int rowCount, int columnCount, int classCount, long seed, double missing = 0)
    {
        double[] values = new double[rowCount * columnCount];
        int[] labels = new int[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)row);
            int code = row < classCount ? row : random.NextInt32(classCount);
            labels[row] = (3 * code) - 1;
            for (int column = 0; column < columnCount; column++)
            {
                double value = (code * (column + 1) * 0.5) + random.NextGaussian();
                value = column % 2 == 0 ? value : Math.Round(value * 4) / 4;
                values[(row * columnCount) + column] = random.NextDouble() < missing ? double.NaN : value;
            }
        }

        return (new Matrix(rowCount, columnCount, values), labels);
    }

    public static byte[] Bytes(Action<Stream> save)
    {
        using MemoryStream stream = new();
        save(stream);
        return stream.ToArray();
    }
}
