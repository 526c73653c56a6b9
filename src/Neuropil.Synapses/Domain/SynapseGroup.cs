namespace Neuropil.Synapses;

/// <summary>
/// A part of the synapses that is embedded, clustered and learnt on its own: a synapse type (as, ss) or a neuron type (cb, cr, pv).
/// A synapse is in the group of its synapse type, and in the group of its neuron type where that is one of the three.
/// </summary>
public sealed record SynapseGroup
{
    private readonly string? synType;
    private readonly NeuronType? neuronType;

    private SynapseGroup(string name, string? synType, NeuronType? neuronType)
    {
        Name = name;
        this.synType = synType;
        this.neuronType = neuronType;
    }

    /// <summary>Asymmetric synapses.</summary>
    public static SynapseGroup Asymmetric { get; } = new(Synapse.Asymmetric, Synapse.Asymmetric, null);

    /// <summary>Symmetric synapses.</summary>
    public static SynapseGroup Symmetric { get; } = new(Synapse.Symmetric, Synapse.Symmetric, null);

    /// <summary>Synapses on calbindin neurons.</summary>
    public static SynapseGroup Calbindin { get; } = new("cb", null, NeuronType.Calbindin);

    /// <summary>Synapses on calretinin neurons.</summary>
    public static SynapseGroup Calretinin { get; } = new("cr", null, NeuronType.Calretinin);

    /// <summary>Synapses on parvalbumin neurons.</summary>
    public static SynapseGroup Parvalbumin { get; } = new("pv", null, NeuronType.Parvalbumin);

    /// <summary>The five groups, in the order as, ss, cb, cr, pv.</summary>
    public static IReadOnlyList<SynapseGroup> All { get; } = [Asymmetric, Symmetric, Calbindin, Calretinin, Parvalbumin];

    /// <summary>as, ss, cb, cr or pv.</summary>
    public string Name { get; }

    /// <summary>Whether the synapse belongs to the group.</summary>
    public bool Contains(Synapse synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        return synType is null ? synapse.NeuronType == neuronType : synapse.SynType == synType;
    }

    /// <summary>The group of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static SynapseGroup Named(string name)
        => All.FirstOrDefault(group => group.Name == name)
            ?? throw new ArgumentException($"There is no group '{name}'; expected one of {string.Join(", ", All)}.", nameof(name));

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
