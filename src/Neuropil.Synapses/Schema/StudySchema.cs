namespace Neuropil.Synapses;

/// <summary>
/// What a study's tables hold and what is made of it: columns by role, features, groups. Nothing else knows a column, a type or a group by
/// name.
/// </summary>
public sealed record StudySchema
{
    /// <summary>Which column holds what.</summary>
    public required SynapseColumns Columns { get; init; }

    /// <summary>How the positions of different neurons are brought together.</summary>
    public required AlignMode Align { get; init; }

    /// <summary>The features in order, the block of the position first where there are positions; at least one.</summary>
    public required IReadOnlyList<FeatureRecipe> Features { get; init; }

    /// <summary>The groups, in order; at least one.</summary>
    public required IReadOnlyList<SynapseGroup> Groups { get; init; }
}
