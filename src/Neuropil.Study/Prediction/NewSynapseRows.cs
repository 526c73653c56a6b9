using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>What is looked at of new synapses before they are assigned.</summary>
internal static class NewSynapseRows
{
    /// <summary>The rows that have a position and every feature.</summary>
    public static SynapseTable Usable(SynapseTable synapses, IReadOnlyList<FeatureRecipe> features)
    {
        string?[] gaps = SynapseScreen.Gaps(synapses, features);
        return Array.TrueForAll(gaps, gap => gap is null) ? synapses : synapses.Rows([.. Enumerable.Range(0, gaps.Length).Where(row => gaps[row] is null)]);
    }

    /// <summary>The neurons that have no historical synapses.</summary>
    public static IReadOnlyList<string> Unseen(SynapseTable synapses, NeuronAlignment alignment)
        => [.. synapses.Neurons.Distinct(StringComparer.Ordinal).Where(neuron => !alignment.Knows(neuron)).Order(StringComparer.Ordinal)];

    /// <summary>Frames of the neurons that have no historical synapses, fitted to their own new ones.</summary>
    public static NeuronAlignment FramesOfUnseen(SynapseTable usable, NeuronAlignment group, NeuronAlignment alignment)
    {
        HashSet<string> unseen = [.. Unseen(usable, alignment)];
        return unseen.Count == 0
            ? group.Only(_ => false)
            : NeuronAlignment.Fit(usable.Rows([.. Enumerable.Range(0, usable.Count).Where(row => unseen.Contains(usable.Neurons[row]))]), alignment.Mode);
    }

    /// <summary>What is told of the neurons that have no historical synapses.</summary>
    /// <param name="unseen">Their names, in order.</param>
    /// <param name="own">Their frames.</param>
    public static string UnseenWarning(IReadOnlyList<string> unseen, NeuronAlignment own)
    {
        string[] centred = [.. unseen.Where(neuron => own.Of(neuron) is { IsTurned: false })];
        string how = own.Mode != AlignMode.Pca ? "Each is centred on its own new synapses."
            : centred.Length == 0 ? "Each has axes from its own new synapses."
            : $"Each has axes from its own new synapses, but {NameList.Of(centred)} with fewer than {NeuronAlignment.FewestSynapses}: centred, not turned.";
        return $"{unseen.Count} {(unseen.Count == 1 ? "neuron" : "neurons")} of the new synapses {(unseen.Count == 1 ? "is" : "are")} not among the historical ones: {NameList.Of(unseen)}. {how} Trust these predictions less.";
    }

    /// <summary>Some synapses by name, with the reason why they are listed.</summary>
    public static Table Listed(SynapseTable synapses, int[] rows, string?[] reasons)
    {
        SynapseTable listed = synapses.Rows(rows);
        return new Table(
            TableColumn.Integers("SourceRow", listed.Lines),
            TableColumn.Texts(GroupTable.NeuronType, listed.NeuronTypes),
            TableColumn.Texts(GroupTable.NeuronId, listed.Neurons),
            TableColumn.Texts(GroupTable.SynType, listed.SynTypes),
            TableColumn.Texts(GroupTable.SynId, listed.Ids),
            TableColumn.Texts("Reason", [.. rows.Select(row => reasons[row]!)]));
    }
}
