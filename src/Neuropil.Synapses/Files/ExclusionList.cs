namespace Neuropil.Synapses;

/// <summary>Synapses that the user leaves out by name, with the reason: <c>exclusions.csv</c> (NeuronId, SynType, SynId, Reason).</summary>
public sealed class ExclusionList
{
    private readonly Dictionary<SynapseKey, string> reasons;

    private ExclusionList(Dictionary<SynapseKey, string> reasons) => this.reasons = reasons;

    /// <summary>Leaves nothing out.</summary>
    public static ExclusionList Empty { get; } = new([]);

    /// <summary>How many synapses are named.</summary>
    public int Count => reasons.Count;

    /// <summary>A list made in code.</summary>
    /// <exception cref="ArgumentException">A synapse is named twice.</exception>
    public static ExclusionList Of(IEnumerable<KeyValuePair<SynapseKey, string>> reasons) => new(new Dictionary<SynapseKey, string>(reasons));

    /// <summary>Why a synapse is left out, as <c>excluded: …</c>; null where it is not.</summary>
    public string? ReasonFor(SynapseKey key)
        => reasons.TryGetValue(key, out string? reason) ? reason.Length == 0 ? "excluded by name" : "excluded: " + reason : null;

    /// <summary>One note for the entries that name none of the synapses, if there are any.</summary>
    public IReadOnlyList<string> NotesOn(IEnumerable<Synapse> synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        HashSet<SynapseKey> unused = [.. reasons.Keys];
        foreach (Synapse synapse in synapses)
        {
            unused.Remove(synapse.Key);
        }

        return unused.Count == 0
            ? []
            : [$"exclusions.csv names synapses that the table does not have: {string.Join(", ", reasons.Keys.Where(unused.Contains).Take(5))}{(unused.Count > 5 ? ", …" : string.Empty)}."];
    }
}
