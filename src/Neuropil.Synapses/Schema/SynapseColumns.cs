namespace Neuropil.Synapses;

/// <summary>Which column of a table holds what: everything that reading the synapses needs to know.</summary>
public sealed record SynapseColumns
{
    /// <summary>The name of the one neuron of a table that tells no neurons.</summary>
    public const string OneNeuron = "all";

    /// <summary>The neuron; null: all synapses are of one, <see cref="OneNeuron"/>.</summary>
    public RoleColumn? Neuron { get; init; }

    /// <summary>What names a synapse on its neuron, within its type; null: the number of its row.</summary>
    public RoleColumn? Id { get; init; }

    /// <summary>The synapse's type; null: none.</summary>
    public RoleColumn? Type { get; init; }

    /// <summary>The place of a synapse; null: none.</summary>
    public PositionColumns? Position { get; init; }

    /// <summary>What positions are told from.</summary>
    public OriginChoice Origin { get; init; } = OriginChoice.Centroid;

    /// <summary>The unit of positions that tell none of their own.</summary>
    public LengthUnit Unit { get; init; } = LengthUnit.Micrometre;

    /// <summary>How neurons have types; null: they have none.</summary>
    public NeuronTypeRule? NeuronType { get; init; }

    /// <summary>Codes that mean a missing value.</summary>
    public IReadOnlyList<ColumnCodes> Missing { get; init; } = [];

    /// <summary>The columns that are features, in order.</summary>
    public IReadOnlyList<FeatureColumn> Features { get; init; } = [];

    /// <summary>Columns that no stage needs and no table carries.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Columns that conditions ask for, beside the names of roles.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];
}
