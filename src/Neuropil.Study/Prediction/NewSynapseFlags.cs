using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>What is doubtful of new synapses before any group looks at them.</summary>
internal static class NewSynapseFlags
{
    /// <summary>Of each synapse its flags, with <see cref="PredictionFlag.Separator"/> between; empty where nothing is doubtful.</summary>
    /// <param name="synapses">The new synapses.</param>
    /// <param name="gaps">What each lacks; null where it is complete.</param>
    /// <param name="alignment">The frames of the neurons that have historical synapses.</param>
    /// <param name="bounds">The bounds of the historical synapses.</param>
    /// <param name="historical">The keys of the historical synapses; none where tables name no synapses.</param>
    public static string[] Of(SynapseTable synapses, string?[] gaps, NeuronAlignment alignment, FeatureBounds bounds, IReadOnlySet<SynapseKey> historical)
    {
        List<string>[] outside = Outside(synapses, bounds);
        bool[] isKnown = [.. synapses.Neurons.Names.Select(alignment.Knows)];
        ReadOnlySpan<int> neurons = synapses.Neurons.Codes;
        string[] flags = new string[synapses.Count];
        List<string> own = [];
        for (int row = 0; row < flags.Length; row++)
        {
            own.Clear();
            if (gaps[row] is string gap)
            {
                own.Add(gap);
            }

            if (outside[row].Count > 0)
            {
                own.Add(PredictionFlag.OutsideRange(outside[row]));
            }

            if (!isKnown[neurons[row]])
            {
                own.Add(PredictionFlag.UnseenNeuron);
            }

            if (historical.Count > 0 && historical.Contains(synapses.KeyOf(row)))
            {
                own.Add(PredictionFlag.AlsoHistorical);
            }

            flags[row] = own.Count == 0 ? string.Empty : string.Join(PredictionFlag.Separator, own);
        }

        return flags;
    }

    // Per row the features beyond their bounds.
    private static List<string>[] Outside(SynapseTable synapses, FeatureBounds bounds)
    {
        List<string> none = [];
        List<string>[] outside = new List<string>[synapses.Count];
        Array.Fill(outside, none);
        foreach (FeatureBound bound in bounds.Features)
        {
            double[] values = synapses.Numbers(bound.Name);
            for (int row = 0; row < values.Length; row++)
            {
                if (!double.IsNaN(values[row]) && bound.Violation(values[row]) is not null)
                {
                    outside[row] = [.. outside[row], bound.Name];
                }
            }
        }

        return outside;
    }
}
