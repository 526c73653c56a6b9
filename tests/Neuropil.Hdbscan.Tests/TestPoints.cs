using Neuropil.Numerics;

namespace Neuropil.Hdbscan.Tests;

/// <summary>Points to test on, many of them full of ties.</summary>
internal static class TestPoints
{
    public static string[] Names { get; } = ["grid", "duplicates", "line", "blobs", "coarse", "coincident"];

    public static Matrix Named(string name)
        => name switch
        {
            "grid" => Grid(13, 11),
            "duplicates" => Blobs(150, 2, 7).SelectRows([.. Enumerable.Range(0, 150), .. Enumerable.Range(0, 60), .. Enumerable.Range(0, 60), .. Enumerable.Repeat(3, 12)]),
            "line" => Rows(120, 1, (row, _) => row % 40 < 30 ? row : row * 3),
            "blobs" => Blobs(300, 2, 5),
            "coarse" => Rounded(Blobs(300, 2, 11), 4),
            "coincident" => Rows(30, 3, (_, _) => 1.5),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    public static Matrix Blobs(int count, int columns, long seed, int centres = 4)
        => Rows(count, columns, (row, column) =>
        {
            ulong centre = (ulong)(row % centres);
            double middle = 6 * KeyedRandom.At(seed, 1, centre, (ulong)column).NextDouble();
            double spread = 0.2 + (0.2 * centre);
            return middle + (spread * KeyedRandom.At(seed, 2, (ulong)row, (ulong)column).NextGaussian());
        });

    public static Matrix Rows(int count, int columns, Func<int, int, double> value)
    {
        double[] values = new double[count * columns];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = value(index / columns, index % columns);
        }

        return new Matrix(count, columns, values);
    }

    public static Matrix Map(Matrix points, Func<double, double> change) => Rows(points.RowCount, points.ColumnCount, (row, column) => change(points[row, column]));

    public static int[] Shuffled(int count, long seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        KeyedRandom random = KeyedRandom.At(seed, 3);
        random.Shuffle<int>(order);
        return order;
    }

    private static Matrix Grid(int width, int height)
        => Rows(width * height, 2, (row, column) => column == 0 ? row % width : (row / width) + (row / width > 5 ? 3 : 0));

    private static Matrix Rounded(Matrix points, double steps) => Map(points, value => Math.Round(value * steps) / steps);
}
