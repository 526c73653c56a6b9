using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// Synapses that the user leaves out by name, with the reason: a table with the columns that name a synapse (NeuronId, SynType, SynId, or
/// as the study's table calls them) and a Reason. Names match however a number is written: 7, 7.0 and 007 are one.
/// </summary>
public sealed class ExclusionList
{
    private readonly Dictionary<SynapseKey, string> reasons;
    private readonly string source;

    private ExclusionList(Dictionary<SynapseKey, string> reasons, string source = "exclusions.csv")
    {
        this.reasons = reasons;
        this.source = source;
    }

    /// <summary>Leaves nothing out.</summary>
    public static ExclusionList Empty { get; } = new([]);

    /// <summary>How many synapses are named.</summary>
    public int Count => reasons.Count;

    /// <summary>A list made in code.</summary>
    /// <exception cref="ArgumentException">A synapse is named twice.</exception>
    public static ExclusionList Of(IEnumerable<KeyValuePair<SynapseKey, string>> reasons)
        => new(new Dictionary<SynapseKey, string>(reasons.Select(reason => KeyValuePair.Create(Plain(reason.Key), reason.Value))));

    /// <summary>The list in a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">What the study's columns are called.</param>
    /// <exception cref="TableException">A column is missing, or a synapse is named twice: all problems together.</exception>
    public static ExclusionList Of(Table table, SynapseColumns columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        ProblemCollector problems = new(table.Source);
        TableColumn? neurons = columns.Neuron is null ? null : Column(table, "NeuronId", columns.Neuron.Name, problems);
        TableColumn? types = columns.Type is null ? null : Column(table, "SynType", columns.Type.Name, problems);
        TableColumn? ids = Column(table, "SynId", columns.Id?.Name ?? "SynId", problems);
        problems.ThrowIfAny();
        TableColumn? reasons = table.Find("Reason") ?? table.Find("reason");
        Dictionary<SynapseKey, string> entries = [];
        for (int row = 0; row < table.RowCount; row++)
        {
            SynapseKey key = new(neurons?.Identity(row, out _) ?? SynapseColumns.OneNeuron, types?.Identity(row, out _) ?? string.Empty, ids!.Identity(row, out _));
            if (key.NeuronId.Length == 0 || key.SynId.Length == 0)
            {
                problems.Row(table.Place(row), $"the key is '{key}'", "a neuron and a synapse's name", "Correct the row or take it out.");
            }
            else if (columns.Type?.Allowed is { Count: > 0 } allowed && !allowed.Contains(key.SynType))
            {
                problems.Row(table.Place(row), $"the type is '{key.SynType}'", $"one of {NameList.Of(allowed)}", "Correct the row or take it out.");
            }
            else if (!entries.TryAdd(Plain(key), reasons?.Text(row).Trim() ?? string.Empty))
            {
                problems.Row(table.Place(row), $"the synapse '{key}' is listed twice", "each synapse once", "Take one of the rows out.");
            }
        }

        problems.ThrowIfAny();
        return new ExclusionList(entries, table.Source);
    }

    /// <summary>Whether a synapse is named.</summary>
    public bool Names(SynapseKey key) => reasons.ContainsKey(Plain(key));

    /// <summary>Why each row is left out, as <c>excluded: …</c>; null where it is not.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="warnings">One for the entries that name none of them, if there are any.</param>
    public string?[] Reasons(SynapseTable synapses, out IReadOnlyList<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        string?[] told = new string?[synapses.Count];
        if (reasons.Count == 0)
        {
            warnings = [];
            return told;
        }

        HashSet<SynapseKey> unused = [.. reasons.Keys];
        for (int row = 0; row < told.Length; row++)
        {
            SynapseKey key = Plain(synapses.KeyOf(row));
            if (reasons.TryGetValue(key, out string? reason))
            {
                unused.Remove(key);
                told[row] = reason.Length == 0 ? "excluded by name" : "excluded: " + reason;
            }
        }

        warnings = unused.Count == 0
            ? []
            : [string.Create(
                CultureInfo.InvariantCulture,
                $"{source} names {unused.Count} {(unused.Count == 1 ? "synapse" : "synapses")} that the table does not have: {NameList.Of(reasons.Keys.Where(unused.Contains).Select(key => key.ToString()))}.")];
        return told;
    }

    private static TableColumn? Column(Table table, string usual, string own, ProblemCollector problems)
    {
        TableColumn? column = table.Find(own) ?? table.Find(usual);
        if (column is null)
        {
            problems.Column(
                usual,
                $"column '{usual}' is missing{NearestName.Suggestion(usual, table.Columns.Select(other => other.Name))}",
                own == usual ? $"a column '{usual}'" : $"a column '{own}' or '{usual}'",
                "Add the column: it names the synapses to leave out.");
        }

        return column;
    }

    private static SynapseKey Plain(SynapseKey key) => new(key.NeuronId, key.SynType, WithoutZeros(key.SynId));

    private static string WithoutZeros(string id)
        => id.Length > 1 && id[0] == '0' && !id.AsSpan().ContainsAnyExceptInRange('0', '9') ? id.TrimStart('0').PadLeft(1, '0') : id;
}
