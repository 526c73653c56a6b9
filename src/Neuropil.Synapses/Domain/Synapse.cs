namespace Neuropil.Synapses;

/// <summary>One synapse, as a checked row of a table says it.</summary>
public sealed record Synapse
{
    /// <summary>The type of an asymmetric (excitatory) synapse.</summary>
    public const string Asymmetric = "as";

    /// <summary>The type of a symmetric (inhibitory) synapse.</summary>
    public const string Symmetric = "ss";

    /// <summary>The row in the source file, as a spreadsheet program numbers it: the header is row 1.</summary>
    public required int Line { get; init; }

    /// <summary>The neuron, as cb1.</summary>
    public required string NeuronId { get; init; }

    /// <summary>as (asymmetric, excitatory) or ss (symmetric, inhibitory).</summary>
    public required string SynType { get; init; }

    /// <summary>The synapse's number.</summary>
    public required string SynId { get; init; }

    /// <summary>The neuron's type.</summary>
    public NeuronType NeuronType { get; init; }

    /// <summary>Position relative to the soma, µm.</summary>
    public required double X { get; init; }

    /// <summary>Position relative to the soma, µm.</summary>
    public required double Y { get; init; }

    /// <summary>Position relative to the soma, µm.</summary>
    public required double Z { get; init; }

    /// <summary>Area of the synapse, µm².</summary>
    public required double SynArea { get; init; }

    /// <summary>Area of the bouton, µm².</summary>
    public required double BoutonArea { get; init; }

    /// <summary>Volume of the bouton, µm³, where the table tells it.</summary>
    public double? BoutonVolume { get; init; }

    /// <summary>The cells of the columns beyond the schema, as text, in the order of <see cref="SynapseTable.ExtraColumns"/>.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>What names this synapse.</summary>
    public SynapseKey Key => new(NeuronId, SynType, SynId);

    /// <summary>Whether every number that the features need is there. Only rows that are listed as exclusions may lack one.</summary>
    public bool IsComplete
        => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Z) && double.IsFinite(SynArea) && double.IsFinite(BoutonArea);
}
