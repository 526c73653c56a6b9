using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>
/// A data set without joint structure: every column is permuted on its own, within each neuron. The marginals of every neuron stay to
/// the last value; what columns have to do with each other is gone, wanted or not: a correlation that is no cluster goes too.
/// </summary>
public static class NullPermutation
{
    private static readonly ulong Purpose = KeyedRandom.Purpose("validate/null-permutation");

    /// <summary>Draws one.</summary>
    /// <param name="points">n × d.</param>
    /// <param name="neurons">The neuron of each row; all alike where there are none.</param>
    /// <param name="seed">The study's seed.</param>
    /// <param name="replicate">Which of the draws, from 0.</param>
    public static Matrix Draw(Matrix points, IReadOnlyList<string> neurons, long seed, int replicate)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(neurons);
        if (neurons.Count != points.RowCount)
        {
            throw new ArgumentException($"There are {neurons.Count} neurons for {points.RowCount} rows.", nameof(neurons));
        }

        double[] values = points.Values.ToArray();
        int[][] groups =
        [
            .. Enumerable.Range(0, points.RowCount).GroupBy(row => neurons[row], StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()),
        ];
        for (int column = 0; column < points.ColumnCount; column++)
        {
            KeyedRandom random = KeyedRandom.At(seed, Purpose, (ulong)replicate, (ulong)column);
            foreach (int[] rows in groups)
            {
                double[] own = [.. rows.Select(row => points[row, column])];
                random.Shuffle<double>(own);
                for (int place = 0; place < rows.Length; place++)
                {
                    values[(rows[place] * points.ColumnCount) + column] = own[place];
                }
            }
        }

        return new Matrix(points.RowCount, points.ColumnCount, values);
    }
}
