namespace Neuropil.Study;

/// <summary>How far two clusterings of the same synapses agree.</summary>
/// <remarks>Hubert and Arabie 1985, "Comparing partitions". Noise counts as a class.</remarks>
public static class AdjustedRand
{
    /// <summary>1 where they are the same, about 0 where chance alone would agree as much.</summary>
    /// <param name="first">A label a synapse.</param>
    /// <param name="second">As many.</param>
    /// <exception cref="ArgumentException">Not as many of both.</exception>
    public static double Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"There are {first.Length} and {second.Length} labels; expected as many of both.", nameof(second));
        }

        Dictionary<(int, int), int> both = [];
        Dictionary<int, int> ofFirst = [];
        Dictionary<int, int> ofSecond = [];
        for (int row = 0; row < first.Length; row++)
        {
            both[(first[row], second[row])] = both.GetValueOrDefault((first[row], second[row])) + 1;
            ofFirst[first[row]] = ofFirst.GetValueOrDefault(first[row]) + 1;
            ofSecond[second[row]] = ofSecond.GetValueOrDefault(second[row]) + 1;
        }

        double together = Pairs(both.Values);
        double own = Pairs(ofFirst.Values);
        double other = Pairs(ofSecond.Values);
        double all = Pairs([first.Length]);
        double chance = all > 0 ? own * other / all : 0;
        double most = (own + other) / 2;
        return most == chance ? 1 : (together - chance) / (most - chance);
    }

    private static double Pairs(IEnumerable<int> counts) => counts.Sum(count => (double)count * (count - 1) / 2);
}
