using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>
/// Draws a share of synapses or neurons. Every one has a number of its own by seed and name, and the smallest are drawn: so the order of
/// rows does not matter, and a row more changes the draw of hardly any other.
/// </summary>
public static class KeyedSplit
{
    // Which of the draws under one seed this is.
    private const ulong Purpose = 0x73706C6974;

    /// <summary>Which synapses are drawn: the share of all, rounded, at least one.</summary>
    public static bool[] OfSynapses(SynapseTable table, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Drawn([.. table.Keys().Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.NeuronId}\n{key.SynType}\n{key.SynId}"))], share, seed);
    }

    /// <summary>Which synapses are on drawn neurons: the share of the neurons, rounded, at least one.</summary>
    public static bool[] OfNeurons(SynapseTable table, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        string[] neurons = [.. table.Neurons.Distinct(StringComparer.Ordinal)];
        bool[] drawn = Drawn(neurons, share, seed);
        HashSet<string> chosen = [.. neurons.Where((_, index) => drawn[index])];
        return [.. table.Neurons.Select(chosen.Contains)];
    }

    private static bool[] Drawn(string[] names, double share, long seed)
    {
        double[] numbers = Array.ConvertAll(names, name => KeyedRandom.At(seed, Purpose, KeyHash.Of(name)).NextDouble());
        int count = Math.Max(1, (int)Math.Round(share * names.Length, MidpointRounding.AwayFromZero));
        bool[] drawn = new bool[names.Length];
        foreach (int index in Enumerable.Range(0, names.Length).OrderBy(index => numbers[index]).ThenBy(index => names[index], StringComparer.Ordinal).Take(count))
        {
            drawn[index] = true;
        }

        return drawn;
    }
}
