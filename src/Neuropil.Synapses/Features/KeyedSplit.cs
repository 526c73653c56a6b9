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
    private const ulong SamplePurpose = 0x73616D706C65;

    /// <summary>Which synapses are drawn: the share of all, rounded, at least one.</summary>
    public static bool[] OfSynapses(SynapseTable table, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Drawn([.. table.Keys().Select(Text)], CountOf(share, table.Count), seed, Purpose);
    }

    /// <summary>Which of these synapses are in a sample of a fixed size: all, where there are no more.</summary>
    public static bool[] SampleOf(IReadOnlyList<SynapseKey> keys, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Drawn([.. keys.Select(Text)], count, seed, SamplePurpose);
    }

    /// <summary>Which synapses are on drawn neurons: the share of the neurons, rounded, at least one.</summary>
    public static bool[] OfNeurons(SynapseTable table, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        string[] neurons = [.. table.Neurons.Distinct(StringComparer.Ordinal)];
        bool[] drawn = Drawn(neurons, CountOf(share, neurons.Length), seed, Purpose);
        HashSet<string> chosen = [.. neurons.Where((_, index) => drawn[index])];
        return [.. table.Neurons.Select(chosen.Contains)];
    }

    private static string Text(SynapseKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.NeuronId}\n{key.SynType}\n{key.SynId}");

    private static int CountOf(double share, int all) => Math.Max(1, (int)Math.Round(share * all, MidpointRounding.AwayFromZero));

    private static bool[] Drawn(string[] names, int count, long seed, ulong purpose)
    {
        double[] numbers = Array.ConvertAll(names, name => KeyedRandom.At(seed, purpose, KeyHash.Of(name)).NextDouble());
        bool[] drawn = new bool[names.Length];
        foreach (int index in Enumerable.Range(0, names.Length).OrderBy(index => numbers[index]).ThenBy(index => names[index], StringComparer.Ordinal).Take(count))
        {
            drawn[index] = true;
        }

        return drawn;
    }
}
