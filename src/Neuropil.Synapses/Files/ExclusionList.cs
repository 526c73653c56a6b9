using Neuropil.Tables;

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

    /// <summary>Reads the list: a CSV with the columns NeuronId, SynType, SynId and Reason (which may be blank or left out).</summary>
    /// <exception cref="TableException">The file is missing or damaged, or names a synapse twice: all its problems together.</exception>
    public static ExclusionList Read(string path)
    {
        Table table = Table.ReadCsv(path);
        string[] neurons = table.Texts("NeuronId");
        string[] types = table.Texts("SynType");
        string[] numbers = table.Texts("SynId");
        string[]? reasons = table.Has("Reason") ? table.Texts("Reason") : null;
        ProblemCollector problems = new(path, null);
        Dictionary<SynapseKey, string> entries = [];
        for (int row = 0; row < table.RowCount; row++)
        {
            SynapseKey key = new(neurons[row].Trim(), types[row].Trim(), numbers[row].Trim());
            if (key.NeuronId.Length == 0 || key.SynId.Length == 0 || key.SynType is not (Synapse.Asymmetric or Synapse.Symmetric))
            {
                problems.Row(row + 2, $"the key is '{key}'", "a NeuronId, the SynType as or ss, and a SynId", "Correct the row or take it out.");
            }
            else if (!entries.TryAdd(key, reasons is null ? string.Empty : reasons[row].Trim()))
            {
                problems.Row(row + 2, $"the synapse '{key}' is listed twice", "each synapse once", "Take one of the rows out.");
            }
        }

        problems.ThrowIfAny();
        return new ExclusionList(entries);
    }

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
