using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Rows drawn with replacement, as many as there are; sample i's draws are addressed by (seed, i).</summary>
internal static class Resampling
{
    private const int SamplesPerBlock = 64;
    private static readonly ulong Purpose = KeyedRandom.Purpose("learning/bootstrap");

    /// <summary>What <paramref name="score"/> makes of each sample's rows; it must not keep them.</summary>
    public static T[] Of<T>(int rowCount, BootstrapOptions options, Execution? execution, Func<int[], T> score)
    {
        T[] samples = new T[options.ResampleCount];
        Blocks.For(samples.Length, SamplesPerBlock, execution ?? Execution.Default, (start, end) =>
        {
            int[] rows = new int[rowCount];
            for (int sample = start; sample < end; sample++)
            {
                KeyedRandom random = KeyedRandom.At(options.Seed, Purpose, (ulong)sample);
                for (int draw = 0; draw < rowCount; draw++)
                {
                    rows[draw] = random.NextInt32(rowCount);
                }

                samples[sample] = score(rows);
            }
        });
        return samples;
    }

    /// <summary>The percentile interval; quantiles by linear interpolation. Without samples: the estimate alone.</summary>
    public static ConfidenceInterval Interval(double estimate, IEnumerable<double> samples, double level)
    {
        double[] sorted = [.. samples];
        Array.Sort(sorted);
        double tail = (1 - level) / 2;
        return sorted.Length == 0
            ? new ConfidenceInterval(estimate, estimate, estimate)
            : new ConfidenceInterval(estimate, Quantile(sorted, tail), Quantile(sorted, 1 - tail));
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
