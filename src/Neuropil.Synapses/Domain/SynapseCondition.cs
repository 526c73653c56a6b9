using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// A condition on synapses: over columns by their names in the study's table, and over roles: Neuron (or NeuronId), NeuronType, Type (or
/// SynType), Id (or SynId).
/// </summary>
public sealed class SynapseCondition
{
    private const int MostValues = 10_000;
    private readonly Condition condition;
    private readonly SynapseColumns columns;

    private SynapseCondition(Condition condition, SynapseColumns columns) => (this.condition, this.columns) = (condition, columns);

    /// <summary>A condition as settings have it.</summary>
    /// <param name="text">The condition; <c>*</c> is met by all.</param>
    /// <param name="columns">What the study's columns are called.</param>
    /// <exception cref="ConditionException">It cannot be read.</exception>
    public static SynapseCondition Of(string text, SynapseColumns columns) => new(Condition.Parse(text), columns);

    /// <summary>Which synapses meet it.</summary>
    /// <exception cref="ConditionException">It asks for a column that there is not.</exception>
    public bool[] Evaluate(SynapseTable synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        if (condition.Columns.Count == 0)
        {
            bool[] all = new bool[synapses.Count];
            Array.Fill(all, true);
            return all;
        }

        return condition.Evaluate(new Table(condition.Columns.Select(name => ColumnOf(name, synapses)).OfType<TableColumn>()));
    }

    /// <summary>What looks like a slip: values that no synapse has, with the nearest that one has.</summary>
    public IReadOnlyList<string> Warnings(SynapseTable synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        return condition.Warnings(name => Values(name, synapses));
    }

    private HashSet<string>? Values(string name, SynapseTable synapses)
    {
        if (ColumnOf(name, synapses) is not TableColumn column)
        {
            return null;
        }

        HashSet<string> values = new(StringComparer.Ordinal);
        for (int row = 0; row < column.Length && values.Count <= MostValues; row++)
        {
            values.Add(column.Text(row));
        }

        return values.Count > MostValues ? null : values;
    }

    private TableColumn? ColumnOf(string name, SynapseTable synapses)
    {
        IReadOnlyList<string>? role = name == columns.Neuron?.Name ? synapses.Neurons
            : name == columns.Type?.Name ? synapses.SynTypes
            : name == columns.Id?.Name ? synapses.Ids
            : name == columns.NeuronType?.Column ? synapses.NeuronTypes
            : null;
        if (role is null && synapses.Columns.FirstOrDefault(column => column.Name == name) is TableColumn own)
        {
            return own;
        }

        role ??= name switch
        {
            "Neuron" or "NeuronId" => synapses.Neurons,
            "Type" or "SynType" => synapses.SynTypes,
            "Id" or "SynId" => synapses.Ids,
            "NeuronType" => synapses.NeuronTypes,
            _ => null,
        };
        return role is null ? null : TableColumn.Texts(name, role);
    }
}
