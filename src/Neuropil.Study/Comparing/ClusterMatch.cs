namespace Neuropil.Study;

/// <summary>A synapse that is in another cluster on the other side, numbers matched.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Synapse">Its neuron and id.</param>
/// <param name="Before">Its cluster on the first side.</param>
/// <param name="After">Its cluster on the second side, in that side's own numbers.</param>
public sealed record MovedSynapse(string Group, string Synapse, int Before, int After);

/// <summary>
/// The clusters of two clusterings of one group, matched so that as many synapses as can be are in matched clusters; ties by the lower
/// number. Noise is matched with noise alone.
/// </summary>
/// <remarks>Kuhn 1955, "The Hungarian method for the assignment problem"; the form by shortest augmenting paths.</remarks>
public sealed class ClusterMatch
{
    private ClusterMatch(IReadOnlyDictionary<int, int> matched, IReadOnlyList<(int Before, int After, int Common)> pairs)
    {
        ToFirst = matched;
        Pairs = pairs;
    }

    /// <summary>For each matched cluster of the second clustering its number in the first.</summary>
    public IReadOnlyDictionary<int, int> ToFirst { get; }

    /// <summary>The matched clusters with the count of synapses that are in both, by the first's number.</summary>
    public IReadOnlyList<(int Before, int After, int Common)> Pairs { get; }

    /// <summary>Matches two clusterings.</summary>
    /// <param name="before">Each synapse's cluster in the first; numbers from 1, noise −1.</param>
    /// <param name="after">The same synapses' in the second, in the same order.</param>
    public static ClusterMatch Of(IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        int[] rows = [.. before.Where(cluster => cluster != FileLabels.Noise).Distinct().Order()];
        int[] columns = [.. after.Where(cluster => cluster != FileLabels.Noise).Distinct().Order()];
        int size = Math.Max(rows.Length, columns.Length);
        int[,] common = new int[size, size];
        foreach ((int first, int second) in before.Zip(after))
        {
            if (first != FileLabels.Noise && second != FileLabels.Noise)
            {
                common[Array.BinarySearch(rows, first), Array.BinarySearch(columns, second)]++;
            }
        }

        int[] columnOf = Assignment(common, size);
        (int Before, int After, int Common)[] pairs =
        [
            .. Enumerable.Range(0, rows.Length)
                .Where(row => columnOf[row] < columns.Length && common[row, columnOf[row]] > 0)
                .Select(row => (rows[row], columns[columnOf[row]], common[row, columnOf[row]])),
        ];
        return new ClusterMatch(pairs.ToDictionary(pair => pair.After, pair => pair.Before), pairs);
    }

    // The column of each row, with the largest sum.
    private static int[] Assignment(int[,] gain, int size)
    {
        int[] rowOf = new int[size + 1];
        long[] rowPrice = new long[size + 1];
        long[] columnPrice = new long[size + 1];
        for (int row = 1; row <= size; row++)
        {
            long[] least = new long[size + 1];
            Array.Fill(least, long.MaxValue);
            int[] way = new int[size + 1];
            bool[] isUsed = new bool[size + 1];
            rowOf[0] = row;
            int column = 0;
            do
            {
                isUsed[column] = true;
                long step = long.MaxValue;
                int next = 0;
                for (int other = 1; other <= size; other++)
                {
                    if (isUsed[other])
                    {
                        continue;
                    }

                    long cost = -gain[rowOf[column] - 1, other - 1] - rowPrice[rowOf[column]] - columnPrice[other];
                    if (cost < least[other])
                    {
                        (least[other], way[other]) = (cost, column);
                    }

                    if (least[other] < step)
                    {
                        (step, next) = (least[other], other);
                    }
                }

                for (int other = 0; other <= size; other++)
                {
                    if (isUsed[other])
                    {
                        rowPrice[rowOf[other]] += step;
                        columnPrice[other] -= step;
                    }
                    else if (other > 0)
                    {
                        least[other] -= step;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            for (; column != 0; column = way[column])
            {
                rowOf[column] = rowOf[way[column]];
            }
        }

        int[] columnOf = new int[size];
        for (int column = 1; column <= size; column++)
        {
            columnOf[rowOf[column] - 1] = column - 1;
        }

        return columnOf;
    }
}
