using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>Which rows a replicate holds.</summary>
public static class Subsample
{
    private static readonly ulong Purpose = KeyedRandom.Purpose("validate/subsample");

    /// <summary>A share of the rows, drawn without replacement.</summary>
    /// <param name="count">How many rows there are.</param>
    /// <param name="share">More than 0, at most 1; the number drawn is rounded to the nearest, halves to even.</param>
    /// <param name="seed">The study's seed.</param>
    /// <param name="replicate">Which of the draws, from 0.</param>
    /// <returns>The rows drawn, ascending.</returns>
    public static int[] Draw(int count, double share, long seed, int replicate)
    {
        Require.AtLeast(count, 0);
        if (!(share > 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share drawn is more than 0 and at most 1.");
        }

        int[] rows = [.. Enumerable.Range(0, count)];
        KeyedRandom random = KeyedRandom.At(seed, Purpose, (ulong)replicate);
        random.Shuffle<int>(rows);
        int[] drawn = rows[..(int)Math.Round(share * count, MidpointRounding.ToEven)];
        Array.Sort(drawn);
        return drawn;
    }
}
