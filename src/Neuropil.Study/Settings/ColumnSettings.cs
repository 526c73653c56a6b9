using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>The section [Columns]: which column holds what.</summary>
public sealed record ColumnSettings
{
    /// <summary>The neuron.</summary>
    [Setting("Neuron", "The neuron: a column, or 'COLUMN re:PATTERN' for a part of its text.")]
    public RoleColumn? Neuron { get; init; }

    /// <summary>What names a synapse.</summary>
    [Setting("Id", "What names a synapse on its neuron. Left out: the number of its row.")]
    public RoleColumn? Id { get; init; }

    /// <summary>The synapse's type.</summary>
    [Setting("Type", "The synapse's type: a column; 'COLUMN in (a, b)' refuses any other.")]
    public RoleColumn? Type { get; init; }

    /// <summary>The place.</summary>
    [Setting("Position", "Three columns, or one that holds '[x y z]', or 'POINTCOLUMN, ZCOLUMN'. 'a|b in nm' lets b stand in for a.")]
    public PositionColumns? Position { get; init; }

    /// <summary>The unit of places.</summary>
    [Setting("Unit", "The unit of positions: µm, nm, mm, px. Default: µm.")]
    public LengthUnit? Unit { get; init; }

    /// <summary>The voxel that places are counted in.</summary>
    [Setting("Voxel", "The voxel that positions are counted in, as '4,4,40 nm'; in place of Unit.")]
    public LengthUnit? Voxel { get; init; }

    /// <summary>What places are told from.</summary>
    [Setting("Origin", "What positions are told from: columns, centroid (the mean of the neuron's synapses) or none.")]
    public OriginChoice Origin { get; init; } = OriginChoice.Centroid;

    /// <summary>How neurons are brought together.</summary>
    [Setting("Align", "pca: each neuron on its principal axes; centre: about its mean; none. Left out: pca where there are neurons and positions.")]
    public AlignMode? Align { get; init; }

    /// <summary>How neurons have types.</summary>
    [Setting("NeuronType", "A column, 'prefix', 'prefix: a, b' or 'map: neuron=type, …'.")]
    public NeuronTypeRule? NeuronType { get; init; }

    /// <summary>Codes for missing values.</summary>
    [Setting("Missing", "Codes of missing values, by column: 'size: -1, -2; volume: -1'.")]
    public IReadOnlyList<ColumnCodes> Missing { get; init; } = [];

    /// <summary>Columns that are not carried through.</summary>
    [Setting("Ignore", "Columns that are not carried through to the tables, with commas between; * for all that have no role.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];
}
