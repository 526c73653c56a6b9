namespace Neuropil.Hdbscan.Tests;

internal static class Agreement
{
    /// <summary>Fails unless the labels are the same up to their numbers, noise being noise in both.</summary>
    public static Dictionary<int, int> SameUpToNumbering(ReadOnlySpan<int> expected, ReadOnlySpan<int> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Dictionary<int, int> forth = new() { [-1] = -1 };
        Dictionary<int, int> back = new() { [-1] = -1 };
        for (int index = 0; index < expected.Length; index++)
        {
            forth.TryAdd(expected[index], actual[index]);
            back.TryAdd(actual[index], expected[index]);
            Assert.True(
                forth[expected[index]] == actual[index] && back[actual[index]] == expected[index],
                $"Point {index}: expected {expected[index]}, got {actual[index]}.");
        }

        return forth;
    }

    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(Math.Abs(expected[index] - actual[index]) <= tolerance, $"Entry {index}: expected {expected[index]}, got {actual[index]}.");
        }
    }

    public static double AdjustedRandIndex(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        Dictionary<(int, int), long> cells = [];
        Dictionary<int, long> rows = [];
        Dictionary<int, long> columns = [];
        for (int index = 0; index < one.Length; index++)
        {
            cells[(one[index], other[index])] = cells.GetValueOrDefault((one[index], other[index])) + 1;
            rows[one[index]] = rows.GetValueOrDefault(one[index]) + 1;
            columns[other[index]] = columns.GetValueOrDefault(other[index]) + 1;
        }

        double together = cells.Values.Sum(Pairs);
        double inOne = rows.Values.Sum(Pairs);
        double inOther = columns.Values.Sum(Pairs);
        double expected = inOne * inOther / Pairs(one.Length);
        double most = (inOne + inOther) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double Pairs(long count) => count * (count - 1) / 2.0;
}
