using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// Where the bins of each feature begin and end: its distinct values where there are few enough, else weighted quantiles, chosen as XGBoost chooses
/// them, but from all values where XGBoost sketches more than some 2,000. Bin b holds the values below cut b and not below cut b − 1; one more bin is for missing values.
/// </summary>
internal sealed class BinCuts
{
    private BinCuts(int columnCount)
    {
        Cuts = new float[columnCount][];
        Least = new float[columnCount];
        HasMissing = new bool[columnCount];
    }

    /// <summary>By feature: the upper bounds of the bins, ascending.</summary>
    public float[][] Cuts { get; }

    /// <summary>By feature: a number below every value.</summary>
    public float[] Least { get; }

    public bool[] HasMissing { get; }

    /// <summary>The most bins of any feature, the one for missing values included.</summary>
    public int WidestFeature => Cuts.Max(cuts => cuts.Length) + 1;

    /// <summary>The highest number of a bin that holds any row.</summary>
    public int HighestBin => Cuts.Select((cuts, column) => HasMissing[column] ? cuts.Length : cuts.Length - 1).Max();

    public static BinCuts Of(SortedColumns sorted, int rowCount, float[]? weights, int maxBinCount, Execution execution)
    {
        BinCuts bins = new(sorted.Rows.Length);
        Blocks.For(sorted.Rows.Length, 1, execution, (column, _) =>
        {
            int[] rows = sorted.Rows[column];
            float[] values = sorted.Values[column];
            bins.HasMissing[column] = rows.Length < rowCount;
            bins.Cuts[column] = CutsOf(rows, values, weights, maxBinCount);
            float least = rows.Length == 0 ? 0 : values[rows[0]];
            bins.Least[column] = least - (Math.Abs(least) + 1e-5f);
        });
        return bins;
    }

    private static float[] CutsOf(int[] rows, float[] values, float[]? weights, int maxBinCount)
    {
        if (rows.Length == 0)
        {
            return [1e-5f];
        }

        List<float> distinct = [];
        List<double> ranks = [0];
        for (int index = 0; index < rows.Length; index++)
        {
            float value = values[rows[index]];
            double weight = weights is null ? 1 : weights[rows[index]];
            if (distinct.Count > 0 && value == distinct[^1])
            {
                ranks[^1] += weight;
            }
            else
            {
                distinct.Add(value);
                ranks.Add(ranks[^1] + weight);
            }
        }

        List<float> bounds = distinct.Count <= maxBinCount + 1 ? distinct : Queried(distinct, ranks, maxBinCount);
        float[] cuts = new float[Math.Min(bounds.Count, maxBinCount)];
        for (int cut = 0; cut < cuts.Length - 1; cut++)
        {
            cuts[cut] = bounds[cut + 1];
        }

        cuts[^1] = distinct[^1] + (Math.Abs(distinct[^1]) + 1e-5f);
        return cuts;
    }

    /// <summary>
    /// The prune operation of the weighted quantile summary, asked of the full summary (Chen and Guestrin 2016, appendix A.3, algorithm 4): distinct value j
    /// holds the ranks from ranks[j] to ranks[j + 1].
    /// </summary>
    private static List<float> Queried(List<float> distinct, List<double> ranks, int maxBinCount)
    {
        List<float> bounds = [distinct[0]];
        int last = distinct.Count - 1;
        double begin = ranks[1];
        double range = ranks[last] - begin;
        int at = 1;
        int taken = 0;
        for (int number = 1; number < maxBinCount; number++)
        {
            double twice = 2 * ((number * range / maxBinCount) + begin);
            while (at < last && twice >= ranks[at + 1] + ranks[at + 2])
            {
                at++;
            }

            if (at == last)
            {
                break;
            }

            int chosen = twice < 2 * ranks[at + 1] ? at : at + 1;
            if (chosen != taken)
            {
                bounds.Add(distinct[chosen]);
                taken = chosen;
            }
        }

        if (taken != last)
        {
            bounds.Add(distinct[last]);
        }

        return bounds;
    }
}
