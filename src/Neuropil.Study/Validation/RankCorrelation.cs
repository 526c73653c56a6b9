namespace Neuropil.Study;

/// <summary>Correlations of columns and of their ranks.</summary>
public static class RankCorrelation
{
    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    public static double[] Ranks(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] order = [.. Enumerable.Range(0, values.Length)];
        double[] keys = [.. values];
        Array.Sort(keys, order);
        double[] ranks = new double[values.Length];
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            for (int place = start; place < end; place++)
            {
                ranks[order[place]] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }

    /// <summary>Pearson's correlation; 0 where a column is constant.</summary>
    public static double Pearson(double[] first, double[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"The columns have {first.Length} and {second.Length} values; expected as many.", nameof(second));
        }

        double firstMean = first.Sum() / first.Length;
        double secondMean = second.Sum() / second.Length;
        (double together, double firstSquares, double secondSquares) = (0, 0, 0);
        for (int row = 0; row < first.Length; row++)
        {
            double left = first[row] - firstMean;
            double right = second[row] - secondMean;
            together += left * right;
            firstSquares += left * left;
            secondSquares += right * right;
        }

        return firstSquares > 0 && secondSquares > 0 ? Math.Clamp(together / Math.Sqrt(firstSquares * secondSquares), -1, 1) : 0;
    }

    /// <summary>Spearman's correlation: Pearson's of the ranks.</summary>
    public static double Spearman(double[] first, double[] second) => Pearson(Ranks(first), Ranks(second));
}
