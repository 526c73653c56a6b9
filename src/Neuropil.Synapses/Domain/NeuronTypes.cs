namespace Neuropil.Synapses;

/// <summary>Neuron types, their short names in files, and how a neuron's name tells its type.</summary>
public static class NeuronTypes
{
    private static readonly string[] ShortNames = ["cb", "cr", "pv", "other"];

    /// <summary>The type's name in files: cb, cr, pv or other.</summary>
    public static string ShortName(this NeuronType type) => ShortNames[(int)type];

    /// <summary>
    /// The type of a neuron: its name starts with cb, cr or pv, in either case, followed by something other than a letter, or by nothing.
    /// </summary>
    public static NeuronType Of(ReadOnlySpan<char> neuronId)
    {
        for (int type = 0; type < (int)NeuronType.Other; type++)
        {
            ReadOnlySpan<char> prefix = ShortNames[type];
            if (neuronId.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && (neuronId.Length == prefix.Length || !char.IsLetter(neuronId[prefix.Length])))
            {
                return (NeuronType)type;
            }
        }

        return NeuronType.Other;
    }
}
