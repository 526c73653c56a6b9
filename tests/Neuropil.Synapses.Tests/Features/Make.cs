using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Synapses.Tests;

/// <summary>Makes synapses for tests.</summary>
internal static class Make
{
    public static Synapse Synapse(string neuronId, int line, double x, double y, double z, double synArea = 0.05, double boutonArea = 1.5, string synType = "as")
        => new()
        {
            Line = line,
            NeuronId = neuronId,
            SynType = synType,
            SynId = line.ToString(System.Globalization.CultureInfo.InvariantCulture),
            NeuronType = NeuronTypes.Of(neuronId),
            X = x,
            Y = y,
            Z = z,
            SynArea = synArea,
            BoutonArea = boutonArea,
        };

    /// <summary>A cloud longest along x, shortest along z.</summary>
    public static List<Synapse> Cloud(string neuronId, int count, int seed)
    {
        List<Synapse> synapses = [];
        for (int index = 0; index < count; index++)
        {
            KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)index);
            synapses.Add(Synapse(
                neuronId, index + 2, 9 * random.NextGaussian(), 4 * random.NextGaussian(), random.NextGaussian(), 0.05 + (0.01 * random.NextDouble()), 1 + random.NextDouble()));
        }

        return synapses;
    }
}
